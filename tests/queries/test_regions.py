"""All Maracs at once: one row each, three years, beside the force and the UK."""

from dataclasses import replace

import pytest

from maracdash import queries
from maracdash.model.answers import AreaRole, Verdict
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.errors import NotFoundError
from maracdash.model.quarters import Quarter
from maracdash.model.regions import RegionSelection, parse_region_selection
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import publish_release
from tests.support import folders

LAST = Quarter(2024, 4)
RATE = RegionSelection(indicator="repeat-rate", quarter=LAST)


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    """Two regions of one force each; Marac B1 opened a year before the end and has few repeats."""
    folder = tmp_path_factory.mktemp("regions")
    areas = folders.build_country({"F1": ["A1", "A2"]}) + [
        each
        for each in folders.build_country({"F2": ["B1"]}, region="R2")
        if each["level"] in {"region", "force", "marac"}
    ]
    span = {"A1": 12, "A2": 12, "B1": 4}
    repeats = {"A1": 30, "A2": 30, "B1": 10}
    rows = [
        folders.quarterly_return(marac, LAST - step, cases=100, repeats=repeats[marac])
        for marac, quarters in span.items()
        for step in range(quarters)
    ]
    folders.submit(folder, areas=areas, returns=rows)
    publish_release(folder)
    return Reader(folder, Audience.FULL)


def test_each_marac_has_a_row_of_three_years_by_force_and_name(reader):
    view = reader.ask(queries.REGION_VIEW, RATE)
    assert [row.marac.code for row in view.rows] == ["A1", "A2", "B1"]
    assert (view.quarters[0], view.quarters[-1]) == (LAST - 12, LAST)
    assert all(len(row.values) == 13 for row in view.rows)
    assert [value.known for value in view.rows[2].values] == [False] * 12 + [True]
    assert view.marking


def test_the_latest_value_is_judged_against_force_and_uk(reader):
    rows = {row.marac.code: row for row in reader.ask(queries.REGION_VIEW, RATE).rows}
    own, uk = rows["B1"].against_force, rows["B1"].against_uk
    assert (own.role, own.verdict, own.value.number) == (AreaRole.FORCE, Verdict.NOT_COMPARED, 10)
    assert (own.against.reason, own.excludes_own) == ("the only Marac of its force", True)
    assert (uk.role, uk.verdict, uk.strong) == (AreaRole.UK, Verdict.LOWER, True)
    assert (uk.value.number, uk.against.number, uk.excludes_own) == (pytest.approx(70 / 3), 30, True)


def test_a_marac_may_be_judged_against_areas_that_include_it(reader):
    rows = {row.marac.code: row for row in reader.ask(queries.REGION_VIEW, replace(RATE, including=True)).rows}
    own, uk = rows["B1"].against_force, rows["B1"].against_uk
    assert (own.verdict, own.against, own.excludes_own) == (Verdict.SIMILAR, own.value, False)
    assert (uk.against.number, uk.excludes_own) == (pytest.approx(70 / 3), False)


@pytest.mark.parametrize(
    ("level", "area", "maracs"),
    [
        (Level.FORCE, "F1", ["A1", "A2"]),
        (Level.REGION, "R2", ["B1"]),
        (Level.FORCE, "Force F2", ["B1"]),
        (None, "", ["A1", "A2", "B1"]),
    ],
)
def test_a_force_or_a_region_may_be_chosen_by_code_or_name(reader, level, area, maracs):
    chosen = RegionSelection(indicator="cases", quarter=LAST, level=level, area=area)
    assert [row.marac.code for row in reader.ask(queries.REGION_VIEW, chosen).rows] == maracs


@pytest.mark.parametrize(("quarter", "continuous"), [((2023, 4), True), ((2024, 1), False), ((2024, 4), False)])
def test_a_census_between_this_year_and_the_last_is_a_break(reader, quarter, continuous):
    rate = RegionSelection(indicator="cases-per-10k", quarter=Quarter(*quarter))
    assert {row.is_continuous for row in reader.ask(queries.REGION_VIEW, rate).rows} == {continuous}
    assert {row.is_continuous for row in reader.ask(queries.REGION_VIEW, replace(rate, indicator="cases")).rows} == {
        True
    }


def test_values_are_those_of_the_trend(demonstration):
    invented = Reader(demonstration, Audience.FULL)
    start = invented.ask(queries.DEFAULT_SELECTION)
    trend = invented.ask(queries.TREND, start)
    view = invented.ask(queries.REGION_VIEW, RegionSelection(indicator=start.indicator, quarter=start.quarter))
    row = next(each for each in view.rows if each.marac.code == start.marac)
    for quarter, value in zip(trend.quarters, trend.series[0].values, strict=True):
        if quarter in view.quarters:
            assert row.values[view.quarters.index(quarter)] == value
    assert len(view.rows) == len(
        [each for each in invented.ask(queries.DIRECTORY).at(Level.MARAC) if not each.valid_to]
    )


@pytest.mark.parametrize(
    "chosen",
    [
        RegionSelection(indicator="nothing", quarter=LAST),
        RegionSelection(indicator="cases", quarter=Quarter(1999, 1)),
        RegionSelection(indicator="cases", quarter=LAST, level=Level.FORCE, area="Atlantis"),
    ],
)
def test_what_is_not_there_is_said(reader, chosen):
    with pytest.raises(NotFoundError):
        reader.ask(queries.REGION_VIEW, chosen)


def test_the_selection_goes_into_an_address_and_back():
    chosen = RegionSelection(indicator="cases", quarter=LAST, level=Level.REGION, area="E12000002")
    assert chosen.query() == "indicator=cases&quarter=2024-Q4&within=region:E12000002"
    assert (
        parse_region_selection({"quarter": "2024-Q4", "indicator": "cases", "within": "region:E12000002"}, RATE)
        == chosen
    )
    assert parse_region_selection({"within": "all"}, chosen) == RegionSelection(indicator="cases", quarter=LAST)
    assert parse_region_selection({}, chosen) == chosen
    with pytest.raises(NotFoundError, match="names no force or region"):
        parse_region_selection({"within": "moon:1"}, chosen)
