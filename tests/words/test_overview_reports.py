"""The report said: cells, what stands behind them, and what changed since."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from maracdash import catalogue
from maracdash.model.answers import ReleaseNote
from maracdash.model.areas import Area, Level
from maracdash.model.overview_reports import (
    ColumnKind,
    OverviewReport,
    ReportColumn,
    ReportForm,
    ReportRow,
    ReportSection,
    ReportSelection,
)
from maracdash.model.quarters import Quarter
from maracdash.model.revisions import Revision, Revisions
from maracdash.model.values import Coverage, Origin, Status, make_absent_value
from maracdash.words import overview_reports
from tests.support.answers import DEMONSTRATION, MARKING, OWN, RELEASE, known_value

CASES = catalogue.indicator("cases")
REPEATS = catalogue.indicator("repeat-rate")
FORCE = Area(level=Level.FORCE, code="F1", name="Harrowshire Police")
CHANGED = Revision(
    area=OWN,
    indicator=CASES,
    quarter=Quarter(2024, 1),
    was=known_value(589, status=Status.PROXIED),
    now=known_value(604),
)


def answer(release: ReleaseNote = RELEASE) -> OverviewReport:
    columns = (
        ReportColumn(kind=ColumnKind.FORCE, area=FORCE, heading=FORCE.name),
        ReportColumn(kind=ColumnKind.MARAC, area=OWN, heading=FORCE.name, under=OWN.name),
    )
    whole = known_value(2000, coverage=Coverage(expected=29, returned=28, proxied=1))
    rows = (ReportRow(indicator=CASES, values=(whole, known_value(589))),)
    return OverviewReport(
        selection=ReportSelection(form=ReportForm.FORCE_MARAC, quarter=Quarter(2024, 1), forces=("F1",)),
        columns=columns,
        sections=(ReportSection(section=catalogue.section("performance"), rows=rows),),
        release=release,
        marking=MARKING,
    )


def test_a_cell_is_never_blank():
    assert overview_reports.write_cell(CASES, known_value(1234)) == "1,234"
    assert [
        overview_reports.write_cell(CASES, make_absent_value(each)) for each in (Status.NO_RETURN, Status.NOT_PUBLISHED)
    ] == [
        "no return",
        "not published",
    ]


def test_a_mark_says_estimated_or_revised():
    assert overview_reports.find_mark(known_value(1)) == ""
    assert overview_reports.find_mark(known_value(1, status=Status.PROXIED)) == "[e]"
    assert overview_reports.find_mark(known_value(1), CHANGED) == "[r]"
    assert overview_reports.find_mark(known_value(1, status=Status.PROXIED), CHANGED) == "[e] [r]"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (known_value(27.3, origin=Origin.PUBLISHED), "Published figure, as printed."),
        (
            known_value(27.3, numerator=161, denominator=589, coverage=Coverage(expected=29, returned=28, proxied=1)),
            "Computed from returns: 161 ÷ 589; 28 of 29 Maracs, 1 estimated.",
        ),
        (
            known_value(27.3, numerator=161, denominator=589, status=Status.PROXIED),
            f"Computed from returns: 161 ÷ 589; 1 of 1 Marac; {Status.PROXIED.words}.",
        ),
        (make_absent_value(Status.NO_RETURN, "fewer than four quarters"), "No return: fewer than four quarters."),
        (make_absent_value(Status.WITHHELD), "Withheld."),
    ],
)
def test_what_stands_behind_a_cell(value, said):
    assert overview_reports.explain_cell(REPEATS, value) == said


def test_a_revision_says_both_figures_and_why():
    assert overview_reports.write_revision(CHANGED) == "now 604, was 589 (estimated): late return"
    assert overview_reports.explain_cell(CASES, known_value(604), CHANGED).endswith(
        " Now 604, was 589 (estimated): late return."
    )


def test_a_link_opened_later_says_what_changed():
    one = Revisions(then=RELEASE, now=RELEASE, revisions=(CHANGED,))
    said = "Since the release of 12 May 2024, 1 figure has changed: Birchford, Cases discussed: now 604, was 589 "
    assert overview_reports.write_changes_since(one) == f"{said}(estimated): late return."
    many = Revisions(then=RELEASE, now=RELEASE, revisions=(CHANGED,) * 5)
    assert overview_reports.write_changes_since(many).endswith("; and 2 more.")
    none = Revisions(then=RELEASE, now=RELEASE, revisions=())
    assert (
        overview_reports.write_changes_since(none)
        == "Nothing on this page has changed since the release of 12 May 2024."
    )


def test_the_caption_counts_what_it_holds():
    assert overview_reports.write_report_caption(answer()) == (
        "Overview report, by police force / Marac, April 2023 to March 2024: 1 indicators in 1 sections, for 2 areas."
    )


def test_filters_are_printed_as_the_portal_does():
    assert overview_reports.write_report_filters(answer()) == (
        "Police Forces: 1 selected",
        "Maracs: 1 selected",
        "Quarter: 2024 - Q1",
    )


def test_the_lines_under_it_say_period_release_coverage_and_marking():
    lines = overview_reports.write_report_lines(answer())
    assert lines[0] == "Period: April 2023 to March 2024"
    assert lines[1].startswith("Figures as at 12 May 2024, release-")
    assert "Coverage: Harrowshire Police 28 of 29 Maracs, 1 estimated" in lines
    assert lines[-1] == MARKING
    assert "invented" in overview_reports.write_report_lines(answer(DEMONSTRATION))[-1]


def test_maracs_without_a_column_are_named():
    gone = tuple(Area(level=Level.MARAC, code=name, name=name) for name in ("Pipitfell", "Yarrowdale"))
    shown = replace(answer(), closed=gone)
    assert (
        "Without a column, because not open in 2024-Q1: Pipitfell, Yarrowdale"
        in overview_reports.write_report_lines(shown)
    )


def test_the_day_is_that_of_the_release_shown():
    later = ReleaseNote(id="release-2", published_at=datetime(2025, 1, 3, tzinfo=UTC), data_as_at=RELEASE.data_as_at)
    assert "3 January 2025" in overview_reports.write_changes_since(Revisions(then=later, now=RELEASE, revisions=()))


def test_what_is_chosen_is_said_in_one_line():
    assert overview_reports.selected(answer()) == (
        "By police force / Marac · Harrowshire Police · Birchford · 2024-Q1: April 2023 to March 2024"
    )


def test_many_are_counted_and_none_are_said():
    few = answer()
    marac = few.columns[1]
    many = replace(few, columns=(few.columns[0], marac, marac, marac))
    assert "· 3 Maracs ·" in overview_reports.selected(many)
    assert "· no Maracs ·" in overview_reports.selected(replace(few, columns=few.columns[:1]))
    regions = replace(few, selection=replace(few.selection, form=ReportForm.COUNTRIES_REGIONS))
    assert overview_reports.selected(regions) == "By countries / regions · 2024-Q1: April 2023 to March 2024"
