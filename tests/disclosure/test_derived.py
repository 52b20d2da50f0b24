"""Ranks, ties, order, verdicts and ratios follow from the counts of the release that is read, whatever they are.

The release of another audience holds protected counts. Here its like is made by hand: every count rounded to 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import duckdb
import pytest

from maracdash import catalogue, queries
from maracdash.model.answers import AreaRole, Comparison, Point
from maracdash.model.audiences import Audience
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter
from maracdash.model.regions import RegionSelection, sort_rows
from maracdash.model.selection import Selection
from maracdash.model.values import Value
from maracdash.reading.reader import Reader
from maracdash.statistics.excess import take_as_known
from maracdash.statistics.verdict import decide_verdict
from maracdash.store.releases.publish import current_release_path, publish_release
from tests.support import folders

LAST = Quarter(2024, 4)
EACH_QUARTER = {"M1": (11, 2), "M2": (12, 8), "M3": (13, 3), "M4": (60, 9)}
OWN = Selection(marac="M2", quarter=LAST, indicator="cases")
ROUNDED = "update figure set numerator = 5 * round(numerator / 5), denominator = 5 * round(denominator / 5)"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Three Maracs of one force, one of another, with 44, 48, 52 and 240 cases in the year."""
    folder = tmp_path_factory.mktemp("full")
    folders.submit(
        folder,
        areas=folders.build_country({"F1": ("M1", "M2", "M3"), "F2": ("M4",)}),
        populations=[folders.population_row(code, 10_000) for code in EACH_QUARTER],
        returns=[
            folders.quarterly_return(code, LAST - back, cases=cases, repeats=repeats)
            for code, (cases, repeats) in EACH_QUARTER.items()
            for back in range(8)
        ],
    )
    publish_release(folder)
    return Reader(folder, Audience.FULL)


@pytest.fixture(scope="module")
def rounded(full: Reader, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """The same with every count of the release rounded."""
    folder = tmp_path_factory.mktemp("rounded")
    path = current_release_path(full.folder)
    assert path
    (folder / "releases").mkdir()
    for each in path.parent.iterdir():
        (folder / "releases" / each.name).write_bytes(each.read_bytes())
    with duckdb.connect(str(folder / "releases" / path.name)) as connection:
        connection.execute(ROUNDED)
    return Reader(folder, Audience.FULL)


def test_rank_and_ties_are_those_of_the_counts_that_are_shown(full: Reader, rounded: Reader) -> None:
    found = [each.ask(queries.COMPARISON, OWN) for each in (full, rounded)]
    assert [each.own.value.number for each in found] == [48, 50]
    assert [(each.rank, each.tied, each.ranked) for each in found] == [(2, 0, 3), (1, 1, 3)]
    assert [[point.area.code for point in each.maracs] for each in found] == [["M3", "M2", "M1"], ["M2", "M3", "M1"]]


@pytest.mark.parametrize("indicator", ["cases", "cases-per-10k", "repeat-rate", "cases-change"])
def test_whatever_is_worked_out_from_values_is_so_from_the_values_of_the_answer(
    full: Reader, rounded: Reader, indicator: str
) -> None:
    for reader in (full, rounded):
        for own in EACH_QUARTER:
            chosen = replace(OWN, marac=own, indicator=indicator)
            follows(reader.ask(queries.COMPARISON, chosen))
            for card in reader.ask(queries.HEADLINES, chosen).cards:
                follows(card)
            for row in reader.ask(queries.PROFILE, chosen, (indicator,)).rows:
                judged(row.indicator, row.own.value, row.points[1:])
        view = reader.ask(queries.REGION_VIEW, RegionSelection(indicator=indicator, quarter=LAST))
        for row in view.rows:
            judged(view.indicator, row.latest, [each for each in (row.against_force, row.against_uk) if each])
        numbers = [row.latest.number for row in sort_rows(view.rows, "value") if row.latest.number is not None]
        assert numbers == sorted(numbers, reverse=True)


def test_representation_is_the_ratio_of_the_two_shares_shown(rounded: Reader) -> None:
    for row in rounded.ask(queries.REPRESENTATION, OWN).rows:
        if row.ratio is not None:
            assert row.ratio == pytest.approx((row.share.number or 0) / (row.population.number or 1))


def follows(answer: Comparison) -> None:
    """Rank, ties, order and verdicts of a comparison, from its values alone."""
    known = [(-each.value.number, each.area.name.casefold()) for each in answer.maracs if each.value.number is not None]
    assert known == sorted(known)
    force = [each for each in answer.maracs if each.role is not AreaRole.GROUP_MARAC and each.value.number is not None]
    own = answer.own.value.number
    if own is not None and answer.rank is not None:
        assert answer.rank == 1 + len([each for each in force if (each.value.number or 0) > own])
        assert answer.tied == len([each for each in force if each.value.number == own]) - 1
    judged(catalogue.indicator(answer.indicator.slug), answer.own.value, answer.averages)


def judged(indicator: Indicator, own: Value, beside: Sequence[Point]) -> None:
    """Each verdict, from the two values: the comparator's sums as shown, less those of the area itself as shown."""
    for each in beside:
        compared = each.against if each.excludes_own else take_as_known(each.against)
        assert (each.verdict, each.strong) == decide_verdict(indicator, own, compared)
        if each.excludes_own and each.against.known:
            shown = [(each.value.numerator or 0), (each.value.denominator or 0)]
            left = [shown[0] - (own.numerator or 0), shown[1] - (own.denominator or 0)]
            assert each.against.number == pytest.approx(indicator.number(*left))
