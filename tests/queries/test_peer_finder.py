"""The areas most like one against a slow twin that reads the table of all figures and leaves the rest to scipy."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.distance import euclidean

from maracdash import catalogue, queries
from maracdash.catalogue.peer_features import PEER_FEATURES
from maracdash.model.answers import Verdict
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.errors import NotFoundError
from maracdash.model.peer_finder import PeerSelection, find_otherwise
from maracdash.model.quarters import Quarter
from maracdash.model.values import Status
from maracdash.reading.reader import Reader
from maracdash.statistics.changes import difference_interval
from maracdash.store.releases.publish import publish_release
from tests.support import folders

NOW = Quarter(2024, 4)
USUAL = tuple((each.name, each.weight) for each in PEER_FEATURES)
AUDIENCES = (Audience.FULL, Audience.SAFE, Audience(areas=frozenset({"AF01"})))


def choose(area: str, indicator: str = "repeat-rate", quarter: Quarter = NOW, **weights: int) -> PeerSelection:
    return PeerSelection(
        area=area,
        quarter=quarter,
        indicator=indicator,
        weights=tuple((name, weights.get(name, weight)) for name, weight in USUAL),
    )


def first_marac(reader: Reader) -> str:
    return reader.ask(queries.DIRECTORY).at(Level.MARAC)[0].area.code


def read_table(reader: Reader, level: Level) -> dict[str, dict[str, float]]:
    """Each area's features by name, from the table that everybody can export."""
    slugs = (*(each.indicator for each in PEER_FEATURES), "children")
    cells = reader.ask(queries.TIDY_TABLE, NOW, levels=(level,), slugs=slugs).cells
    held = {(cell.area.code, cell.indicator.slug): cell.value for cell in cells}
    found: dict[str, dict[str, float]] = {}
    for (code, slug), value in held.items():
        if slug == "cases-with-children" and value.number == 0 and (held[code, "children"].number or 0) > 0:
            continue
        for each in PEER_FEATURES:
            number = value.numerator if each.of_people else value.number
            if each.indicator == slug and value.known and number is not None and not (each.size and number <= 0):
                found.setdefault(code, {})[each.name] = math.log(number) if each.size else number
    return found


def find_by_hand(table: dict[str, dict[str, float]], own: str, weights: dict[str, int]) -> dict[str, float]:
    """The distance to every other area that shares two features at least."""
    used = [name for name, weight in weights.items() if weight]
    scored = {name: [row[name] for row in table.values() if name in row] for name in used}
    spread = {name: (np.mean(numbers), np.std(numbers) or 1.0) for name, numbers in scored.items() if numbers}
    found = {}
    for code, row in table.items():
        both = [name for name in used if name in row and name in table[own]]
        if code == own or len(both) < 2:
            continue
        mine, theirs = (
            [(each[name] - spread[name][0]) / spread[name][1] for name in both] for each in (table[own], row)
        )
        over = np.array([weights[name] for name in both])
        found[code] = euclidean(mine, theirs, over / over.sum())
    return found


@pytest.mark.parametrize("audience", AUDIENCES, ids=str)
@pytest.mark.parametrize("level", [Level.MARAC, Level.FORCE])
@pytest.mark.parametrize("weights", [{}, {"police": 3, "size": 0}, {"older": 2, "meeting": 1, "population": 0}])
def test_the_ten_nearest_are_what_the_slow_twin_finds(demonstration: Path, audience, level, weights):
    reader = Reader(demonstration, audience)
    table = read_table(reader, level)
    for own in sorted(table)[::7]:
        answer = reader.ask(queries.PEERS, choose(own, **weights))
        expected = find_by_hand(table, own, dict(USUAL) | weights)
        nearest = sorted(expected, key=expected.__getitem__)[: len(answer.peers)]
        assert len(answer.peers) == min(10, len(expected))
        assert answer.compared == len(expected)
        assert [each.area.code for each in answer.peers] == nearest
        assert [each.distance for each in answer.peers] == pytest.approx([expected[code] for code in nearest])
        assert answer.marking == reader.marking


def test_each_peer_has_both_values_and_why_it_is_near(demonstration: Path):
    reader = Reader(demonstration, Audience.FULL)
    answer = reader.ask(queries.PEERS, choose(first_marac(reader)))
    cells = reader.ask(queries.TIDY_TABLE, NOW, levels=(Level.MARAC,)).cells
    held = {(cell.area.code, cell.indicator.slug): cell.value for cell in cells}
    for peer in answer.peers:
        assert [each.part for each in peer.matches] == sorted(each.part for each in peer.matches)
        assert sum(each.part for each in peer.matches) == pytest.approx(1)
        for each in peer.matches:
            theirs = held[peer.area.code, each.feature.indicator]
            assert each.other.number == (theirs.numerator if each.feature.of_people else theirs.number)
            assert each.own == next(one.own for one in answer.features if one.feature == each.feature)
        assert peer.force
        assert peer.point.value == held[peer.area.code, "repeat-rate"]


def test_a_verdict_goes_by_the_interval_of_the_difference(demonstration: Path):
    reader, seen = Reader(demonstration, Audience.FULL), set()
    indicator = catalogue.indicator("repeat-rate")
    for marac in reader.ask(queries.DIRECTORY).at(Level.MARAC):
        answer = reader.ask(queries.PEERS, choose(marac.area.code))
        for peer in answer.peers:
            limits = difference_interval(indicator, peer.point.value, answer.own.value)
            word = Verdict.NOT_COMPARED
            if limits:
                word = Verdict.HIGHER if limits.lower > 0 else Verdict.LOWER if limits.upper < 0 else Verdict.SIMILAR
            assert peer.point.verdict is word
            seen.add(word)
    assert {Verdict.HIGHER, Verdict.LOWER, Verdict.SIMILAR} <= seen
    totals = reader.ask(queries.PEERS, choose(first_marac(reader), "cases"))
    assert {each.point.verdict for each in totals.peers} == {Verdict.NOT_COMPARED}
    assert [each.feature.name for each in totals.echoes] == ["size"]


def test_who_does_otherwise_comes_first(demonstration: Path):
    reader = Reader(demonstration, Audience.FULL)
    answer = reader.ask(queries.PEERS, choose(first_marac(reader)))
    gaps = [abs(each.point.value.number - answer.own.value.number) for each in find_otherwise(answer)]
    assert gaps == sorted(gaps, reverse=True)
    assert {each.area for each in find_otherwise(answer)} == {each.area for each in answer.peers}


@pytest.fixture(scope="module")
def gaps(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A1 to A4 with figures, of which A3 has no population; A5 never sent anything, and A6 closed before."""
    folder = tmp_path_factory.mktemp("peers")
    areas = folders.build_country({"F1": ("A1", "A2", "A3", "A4", "A5", "A6"), "F2": ("B1",)})
    for each in areas:
        each.update({"valid_to": "2022-12-31"} if each["code"] == "A6" else {})
    folders.submit(
        folder,
        areas=areas,
        populations=[
            folders.population_row(code, 10_000 * number) for number, code in enumerate(("A1", "A2", "A4"), 1)
        ],
        returns=[
            folders.quarterly_return(code, NOW - back, cases=cases, repeats=repeats)
            for code, cases, repeats in (
                ("A1", 100, 30),
                ("A2", 120, 10),
                ("A3", 100, 90),
                ("A4", 40, 12),
                ("B1", 80, 8),
            )
            for back in range(4)
        ],
    )
    publish_release(folder)
    return Reader(folder, Audience.FULL)


def test_what_is_not_known_is_named_and_makes_nobody_near_or_far(gaps: Reader):
    answer = gaps.ask(queries.PEERS, choose("A1"))
    assert [each.area.code for each in answer.peers] == ["A2", "A4"]
    assert [each.code for each in answer.left_out] == ["A3", "A5", "B1"]
    assert {each.feature.name for each in answer.features if not each.own.known} >= {"police", "children"}
    without = gaps.ask(queries.PEERS, choose("A3"))
    assert without.refusal == "Of this area 1 of the features are known, and it takes at least 2."
    assert (without.peers, without.compared) == ((), 0)
    assert {each.own.status for each in without.features if each.feature.name == "population"} == {Status.NO_POPULATION}


def test_without_weights_or_others_there_is_a_sentence(gaps: Reader):
    nothing = gaps.ask(queries.PEERS, choose("A1", **dict.fromkeys(dict(USUAL), 0)))
    assert nothing.refusal == "Every feature has the weight 0. Give at least one of them a weight."
    assert (nothing.peers, nothing.weighted) == ((), ())


@pytest.mark.parametrize(
    ("selection", "sentence"),
    [
        (choose("X9"), "There is no Marac called “X9”"),
        (choose("A1", "nonsense"), "nonsense"),
        (choose("A1", quarter=Quarter(1999, 1)), "There are no figures for 1999-Q1"),
    ],
)
def test_strangers_are_said(gaps: Reader, selection: PeerSelection, sentence: str):
    with pytest.raises(NotFoundError, match=sentence):
        gaps.ask(queries.PEERS, selection)
