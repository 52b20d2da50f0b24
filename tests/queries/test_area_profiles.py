"""The profile: every indicator, each figure that of the slow twin, changes only where chance is unlikely."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from maracdash import catalogue, queries
from maracdash.model.answers import AreaRole, Verdict
from maracdash.model.area_profiles import (
    AreaProfile,
    AreaProfileRow,
    Movement,
    ProfileOrder,
    order_rows,
    parse_comparator,
    parse_order,
)
from maracdash.model.areas import Area, Level
from maracdash.model.audiences import Audience
from maracdash.model.errors import NotFoundError
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import Selection
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import publish_release
from tests.support import folders
from tests.support.oracle import Oracle

LAST = Quarter(2024, 4)
OWN = Selection(marac="M1", quarter=LAST, indicator="cases")
STRENGTH = {(Verdict.HIGHER, True): 2, (Verdict.LOWER, True): 2, (Verdict.HIGHER, False): 1, (Verdict.LOWER, False): 1}


@pytest.fixture(scope="module")
def invented(demonstration: Path) -> tuple[Reader, AreaProfile]:
    """The demonstration's country, and the profile of its first Marac."""
    reader = Reader(demonstration, Audience.FULL)
    return reader, reader.ask(queries.AREA_PROFILE, reader.ask(queries.DEFAULT_SELECTION))


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """M1 with twice the cases of a year before and a few repeats more; M2 that began this year."""
    folder = tmp_path_factory.mktemp("profiles")
    rows = [
        folders.quarterly_return("M1", LAST - step, cases=100 if step < 4 else 50, repeats=31 if step < 4 else 15)
        for step in range(8)
    ]
    rows += [folders.quarterly_return("M2", LAST - step, cases=80, repeats=8) for step in range(4)]
    women = [folders.population_row(marac, 20000) for marac in ("M1", "M2")]
    folders.submit(folder, areas=folders.build_country({"F1": ["M1", "M2"]}), returns=rows, populations=women)
    publish_release(folder)
    return Reader(folder, Audience.FULL)


def row(reader: Reader, slug: str, selection: Selection = OWN) -> AreaProfileRow:
    rows = reader.ask(queries.AREA_PROFILE, selection).rows
    return next(each for each in rows if each.indicator.slug == slug)


def test_every_indicator_has_a_row_in_the_catalogues_order(invented: tuple[Reader, AreaProfile]) -> None:
    _, profile = invented
    assert [each.indicator.slug for each in profile.rows] == [each.slug for each in catalogue.INDICATORS]
    assert profile.comparators == (AreaRole.FORCE, AreaRole.GROUP, AreaRole.REGION, AreaRole.UK)
    assert profile.marking


def test_every_figure_is_that_of_the_slow_twin(invented: tuple[Reader, AreaProfile], demonstration: Path) -> None:
    _, profile = invented
    twin = Oracle(demonstration)
    compared = 0
    for each in profile.rows:
        own = each.own.area
        pairs = [(point.area, profile.quarter, point.value.number) for point in each.points]
        pairs += [(own, quarter, value.number) for quarter, value in zip(profile.quarters, each.history, strict=True)]
        pairs.append((own, profile.quarter - 4, each.year_before.number))
        for area, quarter, number in pairs:
            wanted = twin.value(area, quarter, Window.YEAR, each.indicator).number
            assert number == (pytest.approx(wanted) if wanted is not None else None), (each.indicator.slug, area)
            compared += number is not None
    assert compared > 300


def test_a_profile_agrees_with_the_comparison_of_each_indicator(invented: tuple[Reader, AreaProfile]) -> None:
    reader, profile = invented
    start = reader.ask(queries.DEFAULT_SELECTION)
    for each in profile.rows:
        alone = reader.ask(queries.COMPARISON, replace(start, indicator=each.indicator.slug))
        assert each.points[1:] == alone.averages


@pytest.mark.parametrize(
    ("slug", "movement"),
    [
        ("cases", Movement.ROSE),
        ("cases-change", Movement.ROSE),
        ("repeat-rate", Movement.UNCLEAR),
        ("police", Movement.NO_FIGURE),
        ("maracs", Movement.SAME),
        ("cases-per-10k", Movement.BROKEN),
        ("cases-per-meeting", Movement.UNKNOWN),
    ],
)
def test_a_change_has_a_word_only_where_chance_is_unlikely(reader: Reader, slug: str, movement: Movement) -> None:
    assert row(reader, slug).movement is movement


def test_there_is_no_change_where_a_year_before_has_no_figure(reader: Reader) -> None:
    assert row(reader, "cases-per-10k", replace(OWN, quarter=Quarter(2023, 4))).movement is Movement.NO_FIGURE
    assert row(reader, "cases", replace(OWN, marac="M2")).movement is Movement.NO_FIGURE


def test_what_stands_out_is_first_and_the_farthest_of_it(invented: tuple[Reader, AreaProfile]) -> None:
    _, profile = invented
    for role in profile.comparators:
        ordered = order_rows(profile.rows, ProfileOrder.STANDING_OUT, role)
        assert sorted(map(id, ordered)) == sorted(map(id, profile.rows))
        keys = []
        for each in ordered:
            place = [point.role for point in each.points].index(role)
            point, distance = each.points[place], each.distances[place]
            strength = STRENGTH.get((point.verdict, point.strong), 0)
            keys.append((strength, (distance or 0.0) if strength else 0.0))
        assert keys == sorted(keys, reverse=True)
        rest = [each for each, key in zip(ordered, keys, strict=True) if not key[0]]
        assert rest == [each for each in profile.rows if each in rest]
    assert order_rows(profile.rows, ProfileOrder.SECTION, AreaRole.UK) == profile.rows


def test_a_whole_force_has_a_profile_too(invented: tuple[Reader, AreaProfile]) -> None:
    reader, profile = invented
    force: Area = next(each.area for each in reader.ask(queries.DIRECTORY).at(Level.FORCE))
    whole = reader.ask(queries.AREA_PROFILE, replace(reader.ask(queries.DEFAULT_SELECTION), marac=force.code))
    assert whole.hierarchy.area == force
    assert AreaRole.FORCE not in whole.comparators
    assert len(whole.rows) == len(profile.rows)


def test_words_of_an_address_that_mean_nothing_are_said() -> None:
    assert parse_order("") is ProfileOrder.SECTION
    with pytest.raises(NotFoundError, match="no order called “height”"):
        parse_order("height")
    assert parse_comparator("", (AreaRole.FORCE, AreaRole.GROUP, AreaRole.UK)) is AreaRole.GROUP
    assert parse_comparator("", (AreaRole.FORCE, AreaRole.UK)) is AreaRole.FORCE
    with pytest.raises(NotFoundError, match="no comparator “moon”"):
        parse_comparator("moon", (AreaRole.UK,))
