"""The overview report as files: CSV in the portal's own layout, tidy CSV, accessible workbook."""

from __future__ import annotations

import csv as text
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from maracdash import words
from maracdash.exports import workbooks
from maracdash.exports.files import File, make_file_name
from maracdash.exports.plain_tables import BYTE_ORDER_MARK, guard_formula
from maracdash.exports.tables import write_csv
from maracdash.model.answers import TidyCell, TidyTable
from maracdash.model.errors import NotFoundError
from maracdash.model.indicators import Indicator
from maracdash.model.numbers import MINUS
from maracdash.model.overview_reports import ColumnKind, OverviewReport, ReportForm
from maracdash.model.quarters import Window
from maracdash.model.report_view import leave_out_own_group
from maracdash.model.values import Value
from maracdash.words.estimates import MEANING
from maracdash.words.overview_reports import list_estimates
from maracdash.words.sources import DEMONSTRATION

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"
MAX_NAMED = 2


@dataclass(frozen=True, kw_only=True)
class ReportWriter:
    """Format of the report's file. `slug` names it in an address; `tail` tells its file from the others."""

    slug: str
    title: str
    extension: str
    media_type: str
    write: Callable[[OverviewReport], bytes]
    tail: str = ""


def write_portal_csv(answer: OverviewReport) -> bytes:
    """The portal's own layout and number formats, in UTF-8 with a byte order mark, so that Excel reads it as such.

    `maracdash load` reads it back to the same values and absences: numbers as printed, `-` for not applicable, an
    empty cell for not published, and for every other absence its words, which are the same in both directions. Numbers
    keep the portal's form, so a line above the header says which of them are estimates.
    """
    out = io.StringIO(newline="")
    text.writer(out).writerows(_portal_lines(answer))
    return (BYTE_ORDER_MARK + out.getvalue()).encode("utf-8")


def write_tidy_csv(answer: OverviewReport) -> bytes:
    """One row per figure, in all its digits, with status, interval and release."""
    cells = tuple(
        TidyCell(area=column.area, quarter=answer.quarter, window=Window.YEAR, indicator=row.indicator, value=value)
        for row in answer.rows
        for column, value in zip(answer.columns, row.values, strict=True)
        if column.area
    )
    return write_csv(TidyTable(cells=cells, release=answer.release, marking=answer.marking))


WRITERS = (
    ReportWriter(
        slug="csv", title="CSV, as the portal lays it out", extension="csv", media_type=CSV_TYPE, write=write_portal_csv
    ),
    ReportWriter(
        slug="tidy", title="CSV, tidy", extension="csv", media_type=CSV_TYPE, write=write_tidy_csv, tail="tidy"
    ),
    ReportWriter(
        slug="xlsx", title="Excel workbook", extension="xlsx", media_type=XLSX_TYPE, write=workbooks.write_workbook
    ),
)


def writer(slug: str) -> ReportWriter:
    """The writer with this slug. Raises NotFoundError."""
    for each in WRITERS:
        if each.slug == slug:
            return each
    offered = ", ".join(each.slug for each in WRITERS)
    raise NotFoundError(f"The report is not available as “{slug[:20]}”. Choose one of: {offered}.")


def build_report_file(answer: OverviewReport, using: ReportWriter = WRITERS[0]) -> File:
    """The file, named by areas, report and quarter."""
    name = make_file_name(
        _name_areas(answer), "overview-report", str(answer.quarter), using.tail, extension=using.extension
    )
    return File(name=name, content=using.write(answer), media_type=using.media_type)


def write_portal_cell(indicator: Indicator, value: Value) -> str:
    """A cell as the portal prints it; the minus is the keyboard's, which every spreadsheet takes for a number."""
    if value.number is None:
        return value.status.printed
    return indicator.format_value(value).replace(MINUS, "-")


def _portal_lines(report: OverviewReport) -> Iterator[list[str]]:
    """Lines of what the portal has: read back, a group of one's own would be taken for a police force."""
    answer = leave_out_own_group(report)
    marking = (answer.marking, DEMONSTRATION if answer.release.demonstration else "")
    stamp = (f"Data as at {answer.release.data_as_at}", answer.release.id)
    yield ["Overview report", answer.form.words, *filter(None, (*marking, *stamp))]
    yield list(words.write_report_filters(answer))
    if estimates := [*list_estimates(answer)]:
        yield [MEANING, *map(guard_formula, estimates)]
    yield ["Indicator", *(guard_formula(each.heading) for each in answer.columns)]
    if any(each.under for each in answer.columns):
        yield ["", *(guard_formula(each.under) for each in answer.columns)]
    for section in answer.sections:
        yield [section.section.title.upper()]
        for row in section.rows:
            yield [row.indicator.printed_title, *(write_portal_cell(row.indicator, each) for each in row.values)]


def _name_areas(answer: OverviewReport) -> str:
    if answer.form is ReportForm.COUNTRIES_REGIONS:
        return "countries and regions"
    forces = answer.of_kind(ColumnKind.FORCE)
    if len(forces) > MAX_NAMED:
        return f"{len(forces)} police forces"
    return " ".join(each.label for each in forces) or "countries"
