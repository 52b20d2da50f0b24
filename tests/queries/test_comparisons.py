"""One Marac beside others: who stands beside it, in which order, and at which rank."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maracdash import catalogue, queries
from maracdash.model.answers import AreaRole, Verdict
from maracdash.model.audiences import Audience
from maracdash.model.errors import NotFoundError
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import Selection
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import publish_release
from tests.support import folders
from tests.support.ranked_maracs import CASES, FORCES, NOW, SIMILAR


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    folder = tmp_path_factory.mktemp("comparisons")
    areas = folders.build_country(FORCES)
    for row in areas:
        if row["code"] == "A4":
            row["valid_to"] = (NOW - 5).end
    folders.submit(
        folder,
        areas=areas,
        similar=[{"force": one, "similar_force": other} for one, other in SIMILAR],
        returns=[
            folders.quarterly_return(code, NOW - back, cases=number)
            for code, number in CASES.items()
            for back in range(8)
        ],
        populations=[folders.population_row(code, 40_000) for code in CASES],
    )
    publish_release(folder)
    return Reader(folder, Audience.FULL)


def chosen(
    marac: str = "A1", quarter: Quarter = NOW, indicator: str = "cases", window: Window = Window.YEAR
) -> Selection:
    return Selection(marac=marac, quarter=quarter, indicator=indicator, window=window)


def codes(points, role=None):
    return [point.area.code for point in points if role in {None, point.role}]


def test_who_stands_beside(reader):
    answer = reader.ask(queries.COMPARISON, chosen())
    assert answer.own.role is AreaRole.OWN
    assert sorted(codes(answer.maracs, AreaRole.FORCE_MARAC)) == ["A2", "A3"]
    assert sorted(codes(answer.maracs, AreaRole.GROUP_MARAC)) == ["B1", "B2", "C1"]
    assert [point.role for point in answer.averages] == [
        AreaRole.FORCE,
        AreaRole.GROUP,
        AreaRole.REGION,
        AreaRole.COUNTRY,
        AreaRole.UK,
    ]


def test_most_first_equals_by_name(reader):
    assert codes(reader.ask(queries.COMPARISON, chosen()).maracs) == ["B1", "A2", "C1", "A1", "A3", "B2"]


@pytest.mark.parametrize(("marac", "rank", "tied"), [("A1", 2, 1), ("A2", 1, 0), ("A3", 2, 1)])
def test_equals_share_a_rank_within_the_force(reader, marac, rank, tied):
    answer = reader.ask(queries.COMPARISON, chosen(marac))
    assert (answer.rank, answer.ranked, answer.tied) == (rank, 3, tied)


def test_posts_have_no_rank(reader):
    assert reader.ask(queries.COMPARISON, chosen(indicator="idva-current")).rank is None


def test_a_similar_group_is_pooled_and_contains_the_force(reader):
    found = {point.role: point.value.number for point in reader.ask(queries.COMPARISON, chosen()).averages}
    assert found[AreaRole.FORCE] == 4 * (10 + 30 + 10)
    assert found[AreaRole.GROUP] == 4 * (10 + 30 + 10 + 99 + 1 + 20)
    assert found[AreaRole.UK] == 4 * (10 + 30 + 10 + 99 + 1 + 20 + 5)


def test_similarity_is_not_mutual(reader):
    groups = {marac: reader.ask(queries.COMPARISON, chosen(marac)).hierarchy for marac in ("A1", "B1", "C1", "D1")}
    assert [area.code for area in groups["A1"].group_forces] == ["A", "B", "C"]
    assert [area.code for area in groups["B1"].group_forces] == ["B", "A"]
    assert groups["C1"].group is None


def test_a_force_without_a_group(reader):
    answer = reader.ask(queries.COMPARISON, chosen("D1"))
    assert codes(answer.maracs) == ["D1"]
    assert AreaRole.GROUP not in {point.role for point in answer.averages}
    assert (answer.rank, answer.ranked) == (1, 1)


def test_a_closed_marac_stands_beside_only_while_open_but_can_be_chosen(reader):
    assert "A4" not in codes(reader.ask(queries.COMPARISON, chosen()).maracs)
    assert "A4" in codes(reader.ask(queries.COMPARISON, chosen(quarter=NOW - 5, window=Window.QUARTER)).maracs)
    own = reader.ask(queries.COMPARISON, chosen("A4"))
    assert (own.own.value.known, own.rank, own.ranked) == (False, None, 3)
    assert codes(own.maracs)[-1] == "A4"


def test_the_five_headlines(reader):
    answer = reader.ask(queries.HEADLINES, chosen())
    assert tuple(card.indicator.slug for card in answer.cards) == catalogue.HEADLINE_SLUGS
    rate = next(card for card in answer.cards if card.indicator.slug == "cases-per-10k")
    assert rate.own.value.number == 10
    assert (rate.rank, rate.ranked) == (2, 3)
    assert {point.role: point.verdict for point in rate.averages}[AreaRole.FORCE] is Verdict.LOWER
    assert answer.marking == rate.marking == "Full figures. Official-sensitive: not for publication"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"marac": "Nowhere"}, "There is no Marac called “Nowhere” in this release."),
        ({"quarter": Quarter(2031, 1)}, "There are no figures for 2031-Q1. This release holds 2023-Q1 to 2024-Q4."),
        ({"indicator": "happiness"}, "There is no indicator called “happiness”. The page “Indicators” lists them."),
    ],
)
def test_what_is_not_there_is_said(reader, change, sentence):
    selection = replace(chosen(), **change)
    for question in (queries.RESOLVED_SELECTION, queries.COMPARISON, queries.TREND):
        with pytest.raises(NotFoundError) as raised:
            reader.ask(question, selection)
        assert str(raised.value) == sentence


def test_a_marac_is_found_by_its_name(reader):
    assert reader.ask(queries.RESOLVED_SELECTION, chosen("  marac a1 ")).marac == "A1"


def test_choices_are_maracs_by_force_and_quarters_newest_first(reader):
    offered = reader.ask(queries.CHOICES)
    assert [(force.code, codes_of(maracs)) for force, maracs in offered.forces] == [
        (force, list(maracs)) for force, maracs in FORCES.items()
    ]
    assert offered.quarters == tuple(NOW - back for back in range(5))


def test_before_there_is_any_full_year_every_quarter_is_offered(tmp_path):
    folders.submit(
        tmp_path,
        areas=folders.build_country({"A": ("A1",)}),
        returns=[folders.quarterly_return("A1", NOW - back, cases=3) for back in range(2)],
    )
    publish_release(tmp_path)
    assert Reader(tmp_path, Audience.FULL).ask(queries.CHOICES).quarters == (NOW, NOW - 1)
    assert Reader(tmp_path, Audience.FULL).ask(queries.DEFAULT_SELECTION).quarter == NOW


def codes_of(areas):
    return [area.code for area in areas]


def test_where_a_reader_starts(reader):
    assert reader.ask(queries.DEFAULT_SELECTION, marac="B2").marac == "B2"
    assert reader.ask(queries.DEFAULT_SELECTION, force="Force C").marac == "C1"
    with pytest.raises(NotFoundError, match="There is no force called “X”"):
        reader.ask(queries.DEFAULT_SELECTION, force="X")
    with pytest.raises(NotFoundError, match="There is no Marac called “X”"):
        reader.ask(queries.DEFAULT_SELECTION, marac="X")


def test_cases_with_children_stand_beside_the_children(tmp_path):
    counts = {"cases": 52, "children": 39, "cases_with_children": 0}
    folders.submit(
        tmp_path,
        areas=folders.build_country({"A": ("A1",)}),
        returns=[folders.quarterly_return("A1", NOW - back, **counts) for back in range(4)],
    )
    publish_release(tmp_path)
    found = Reader(tmp_path, Audience.FULL)
    answer = found.ask(queries.COMPARISON, chosen(indicator="cases-with-children"))
    assert (answer.own.value.number, answer.beside and answer.beside.number) == (0, 156)
    cards = {card.indicator.slug: card for card in found.ask(queries.HEADLINES, chosen()).cards}
    assert cards["cases-with-children"].beside == answer.beside
    assert cards["cases"].beside is None
