"""The report on the screen: a text in every cell, a mark where there is more to say, and the marks explained."""

from __future__ import annotations

from dataclasses import replace

from layouts.components.report_cells import ReportTable, ReportTableCell, build_report_table
from maracdash import catalogue
from maracdash.model.overview_reports import ColumnKind, ReportRow
from maracdash.model.report_view import ReportView
from maracdash.model.revisions import Revision, Revisions
from tests.support.answers import DEMONSTRATION, QUARTER, RELEASE, known_value
from tests.support.overview_report import MARACS, make_report


def row(shown: ReportTable, slug: str) -> tuple[ReportTableCell, ...]:
    """The cells of a row."""
    return next(line.cells for _, lines in shown.sections for line in lines if line.indicator.slug == slug)


def test_no_cell_is_blank_and_an_absence_says_why() -> None:
    shown = build_report_table(make_report(), ReportView())
    cells = [cell for _, lines in shown.sections for line in lines for cell in line.cells]
    assert all(cell.text for cell in cells)
    assert {cell.text for cell in cells if cell.look == "absent"} == {"not applicable", "no return"}
    assert all(cell.why for cell in cells if cell.look == "absent")


def test_an_estimated_figure_is_marked_and_the_mark_explained_under_the_table() -> None:
    shown = build_report_table(make_report(), ReportView())
    estimated = row(shown, "repeat-rate")[6]
    assert (estimated.text, estimated.mark) == ("12.0%", "[e]")
    assert "estimated" in estimated.why
    assert any(note.startswith("[e]") for note in shown.notes)
    assert not any(note.startswith("[r]") for note in shown.notes)


def test_what_stands_behind_a_column_is_under_its_name() -> None:
    uk, recommended, group, *_ = build_report_table(make_report(), ReportView()).heads
    assert (uk.text, uk.under) == ("UK Wide", "as published")
    assert recommended.under == ""
    assert group.under == "29 of 29 Maracs, 1 estimated"


def test_a_difference_takes_the_place_of_the_value_and_totals_are_not_compared() -> None:
    shown = build_report_table(make_report(), ReportView(against=ColumnKind.FORCE))
    rates = row(shown, "repeat-rate")
    assert rates[3].text == "30.0%"
    assert rates[4].text.startswith("● similar")
    assert rates[5].text == "▲ 32.0 points clearly higher"
    assert rates[7].text == "no return"
    assert row(shown, "cases")[4].text == "not compared"
    assert "▲ higher" in shown.notes[0]


def test_a_figure_that_was_another_one_is_marked_as_revised() -> None:
    revision = Revision(
        area=MARACS[0],
        indicator=make_report().sections[0].rows[0].indicator,
        quarter=QUARTER,
        was=known_value(560.0),
        now=known_value(589.0),
    )
    shown = build_report_table(
        make_report(), ReportView(), Revisions(then=DEMONSTRATION, now=RELEASE, revisions=(revision,))
    )
    revised = row(shown, "cases")[4]
    assert (revised.text, revised.mark) == ("589", "[r]")
    assert "was 560" in revised.why
    assert row(shown, "cases")[5].mark == ""


def test_the_readers_own_marac_is_told_from_the_others() -> None:
    heads = build_report_table(make_report(), ReportView(own="M02")).heads
    assert [head.own for head in heads] == [False] * 5 + [True] + [False] * 2


def test_columns_that_keep_their_values_say_so_in_a_comparison() -> None:
    uk, _, _, force, marac, *_ = build_report_table(make_report(), ReportView(against=ColumnKind.FORCE)).heads
    assert uk.under == "its values, not compared"
    assert force.under == "its values: compared with these"
    assert marac.under == ""


def test_an_estimate_keeps_its_mark_where_its_difference_is_shown() -> None:
    shown = build_report_table(make_report(), ReportView(against=ColumnKind.FORCE))
    assert row(shown, "repeat-rate")[6].mark == "[e]"
    assert "estimated" in row(shown, "repeat-rate")[6].why
    assert any(note.startswith("[e]") for note in shown.notes)


def test_an_estimate_that_was_revised_has_both_marks() -> None:
    report = make_report()
    of = next(each.indicator for each in report.rows if each.indicator.slug == "repeat-rate")
    area = report.columns[6].area
    assert area
    revision = Revision(area=area, indicator=of, quarter=QUARTER, was=known_value(11.0), now=known_value(12.0))
    shown = build_report_table(report, ReportView(), Revisions(then=DEMONSTRATION, now=RELEASE, revisions=(revision,)))
    assert row(shown, "repeat-rate")[6].mark == "[e] [r]"
    assert {note[:3] for note in shown.notes} >= {"[e]", "[r]"}


def test_why_ethnicity_sums_to_more_than_the_whole_is_said_where_it_stands() -> None:
    plain = make_report()
    assert not any("White British" in note for note in build_report_table(plain, ReportView()).notes)
    (section,) = plain.sections
    rows = tuple(
        ReportRow(indicator=catalogue.indicator(slug), values=section.rows[0].values)
        for slug in ("minoritised-cases", "victims-white")
    )
    notes = build_report_table(replace(plain, sections=(replace(section, rows=rows),)), ReportView()).notes
    assert sum("everyone but White British" in note and "more than 100%" in note for note in notes) == 1
