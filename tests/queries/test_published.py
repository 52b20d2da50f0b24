"""Figures that others computed: shown as printed, beside our own only by the rule of precedence."""

from __future__ import annotations

from pathlib import Path

import pytest

from maracdash import catalogue, queries
from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files
from maracdash.model.areas import Area, Level
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Coverage, Origin, Status, Value
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import publish_release
from tests.support import folders
from tests.support.published_table import COLUMNS, PRINTED

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "overview-report-2024-q1.csv"
QUARTER = Quarter(2024, 1)
YEAR = [QUARTER - back for back in range(4)]
MET = "E23000001"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    outcome = accept_files(folder, [UploadedFile(SAMPLE.name, SAMPLE.read_bytes())], "tests")
    assert outcome.id, [str(each) for each in outcome.report.problems]
    return Reader(folder, Audience.FULL)


def value(reader: Reader, level: Level, area: str, slug: str, window: Window = Window.YEAR) -> Value:
    (cell,) = reader.ask(queries.TIDY_TABLE, QUARTER, window, (level,), area, (slug,)).cells
    return cell.value


def printed(found: Value, slug: str) -> str:
    if found.known:
        return catalogue.indicator(slug).format(found.number)
    return {Status.NOT_APPLICABLE: "-", Status.NOT_PUBLISHED: "."}[found.status]


def number(column: int, slug: str) -> float:
    return float(PRINTED[slug][column].replace(",", "").removesuffix("%"))


@pytest.mark.parametrize("column", range(len(COLUMNS)), ids=["uk", "group", "force", "Marac 1", "Marac 2", "Marac 3"])
def test_every_cell_is_shown_as_printed(loaded, column):
    for slug, cells in PRINTED.items():
        found = value(loaded, *COLUMNS[column], slug)
        assert printed(found, slug) == cells[column], slug
        assert found.origin is (Origin.PUBLISHED if found.known else None)


def test_every_indicator_of_the_portal_was_printed():
    ours = {each.slug for each in catalogue.section_indicators("ours")}
    later = {"victims-black", "victims-mixed", "victims-white", "victims-other-ethnicity"}
    assert set(PRINTED) == {each.slug for each in catalogue.INDICATORS} - ours - later


@pytest.mark.parametrize("column", range(len(COLUMNS)))
def test_posts_follow_from_cases(column):
    for kind in ("current", "recommended"):
        cases = number(column, "cases" if kind == "current" else "recommended-cases")
        for who in ("idva", "admin"):
            rule = catalogue.indicator(f"{who}-current")
            assert rule.format(rule.number(cases, None)) == PRINTED[f"{who}-{kind}"][column]


@pytest.mark.parametrize("column", range(len(COLUMNS)))
def test_the_two_shares_sum_to_a_hundred_and_the_plan_to_forties(column):
    assert number(column, "police") + number(column, "non-police") == pytest.approx(100)
    assert number(column, "recommended-cases") % 40 == 0


@pytest.mark.parametrize("column", range(3))
def test_the_share_of_16_and_17_year_olds_is_their_count_over_cases(loaded, column):
    share = value(loaded, *COLUMNS[column], "victims-16-17-share")
    indicator = catalogue.indicator("victims-16-17-share")
    assert (share.numerator, share.denominator) == (number(column, "victims-16-17"), number(column, "cases"))
    assert indicator.format(indicator.number(share.numerator, share.denominator)) == PRINTED[indicator.slug][column]


def test_the_similar_group_contains_the_force_itself():
    beside = {slug: number(1, slug) - number(2, slug) for slug in ("police-forces", "maracs", "cases")}
    assert beside == {"police-forces": 2, "maracs": 17, "cases": 16_394}


def test_coverage_of_a_published_figure_is_the_published_number_of_maracs(loaded):
    assert value(loaded, *COLUMNS[0], "repeat-rate").coverage == Coverage(expected=275, returned=275)


def test_a_like_for_like_change_carries_no_sums(loaded):
    found = value(loaded, *COLUMNS[0], "cases-change")
    assert (found.number, found.numerator, found.denominator) == (9.2, None, None)


def test_published_years_have_no_single_quarters(loaded):
    found = value(loaded, *COLUMNS[0], "cases", Window.QUARTER)
    assert (found.status, found.reason) == (
        Status.NOT_PUBLISHED,
        "published figures cover 12 months; there are no returns for single quarters",
    )


# ---- Computed beside published


def small(folder: Path, *published: dict, returned: tuple[str, ...] = ("M1", "M2")) -> Reader:
    """A fictional force of two Maracs with 10 cases a quarter each, and what somebody printed of it."""
    returns = [folders.quarterly_return(marac, quarter, cases=10) for marac in returned for quarter in YEAR]
    folders.submit(folder, areas=folders.build_country({"F1": ("M1", "M2")}), returns=returns, published=published)
    publish_release(folder)
    return Reader(folder, Audience.FULL)


@pytest.mark.parametrize(
    ("published", "returned", "shown", "origin"),
    [
        ([], ("M1", "M2"), 80, Origin.COMPUTED),
        ([], ("M1",), 40, Origin.COMPUTED),
        ([("cases", 90)], ("M1", "M2"), 80, Origin.COMPUTED),
        ([("cases", 90)], ("M1",), 90, Origin.PUBLISHED),
        ([("cases", 90), ("maracs", 2)], ("M1", "M2"), 80, Origin.COMPUTED),
        ([("cases", 90), ("maracs", 3)], ("M1", "M2"), 90, Origin.PUBLISHED),
        ([("cases", None)], ("M1", "M2"), 80, Origin.COMPUTED),
        ([("cases", None)], ("M1",), 40, Origin.COMPUTED),
    ],
)
def test_computed_wins_if_every_expected_marac_is_in(tmp_path, published, returned, shown, origin):
    cells = [folders.published_row("force", "F1", QUARTER, slug, number) for slug, number in published]
    found = value(small(tmp_path, *cells, returned=returned), Level.FORCE, "F1", "cases")
    assert (found.number, found.origin) == (shown, origin)


def test_differences_are_listed_as_written_not_as_stored(tmp_path):
    reader = small(
        tmp_path,
        folders.published_row("force", "F1", QUARTER, "cases", 90),
        folders.published_row("force", "F1", QUARTER, "idva-current", 1.0),
        folders.published_row("marac", "M1", QUARTER, "cases", 40),
        folders.published_row("uk", "U1", QUARTER, "maracs", 3),
    )
    (cases, maracs) = reader.ask(queries.DATA_STATUS).differences
    assert (cases.area.code, cases.computed, cases.published, cases.shown) == ("F1", 80, 90, Origin.COMPUTED)
    assert (maracs.area.code, maracs.computed, maracs.published, maracs.shown) == ("U1", 2, 3, Origin.PUBLISHED)


def test_a_later_report_replaces_a_cell_a_blank_does_not(tmp_path):
    for number_, mark in ((90, ""), (95, ""), (None, "")):
        folders.submit(
            tmp_path,
            areas=folders.build_country({"F1": ("M1",)}),
            published=[folders.published_row("force", "F1", QUARTER, "cases", number_, mark)],
        )
    publish_release(tmp_path)
    assert value(Reader(tmp_path, Audience.FULL), Level.FORCE, "F1", "cases").number == 95
    folders.submit(tmp_path, published=[folders.published_row("force", "F1", QUARTER, "cases", None, "-")])
    publish_release(tmp_path)
    assert value(Reader(tmp_path, Audience.FULL), Level.FORCE, "F1", "cases").status is Status.NOT_APPLICABLE


# ---- One region's own Maracs are not the country


def own_maracs(force: str) -> dict:
    maracs = [{"level": "marac", "code": code, "name": code, "parent": force} for code in ("L1", "L2")]
    return {
        "areas": maracs,
        "returns": [folders.quarterly_return(code, quarter, cases=10) for code in ("L1", "L2") for quarter in YEAR],
    }


def test_real_maracs_bring_the_real_country_and_never_stand_for_it(tmp_path):
    folders.submit(tmp_path, **own_maracs(MET))
    publish_release(tmp_path)
    reader = Reader(tmp_path, Audience.FULL)
    assert value(reader, Level.FORCE, MET, "cases").number == 80
    for level, code in (
        (Level.UK, "K02000001"),
        (Level.COUNTRY, "E92000001"),
        (Level.REGION, "E12000007"),
        (Level.GROUP, MET),
    ):
        found = value(reader, level, code, "cases")
        assert found.status is Status.NOT_PUBLISHED, code
        assert found.reason.startswith("not every Marac of")
    assert dict(reader.ask(queries.DATA_STATUS).areas)["force"] == 45


def test_a_fictional_country_is_summed_and_brings_no_real_place(tmp_path):
    reader = small(tmp_path)
    assert value(reader, Level.UK, "U1", "cases").number == 80
    assert dict(reader.ask(queries.DATA_STATUS).areas) == {"marac": 2, "force": 1, "region": 1, "country": 1, "uk": 1}


def test_an_area_without_a_figure_is_told_apart(tmp_path):
    reader = small(tmp_path, folders.published_row("uk", "U1", QUARTER, "children", 5))
    found = value(reader, Level.UK, "U1", "children")
    assert isinstance(found, Value)
    assert Area(level=Level.UK, code="U1", name="Albany") in {
        each.area for each in reader.ask(queries.TIDY_TABLE, QUARTER).cells
    }
    assert (found.number, found.origin) == (5, Origin.PUBLISHED)
