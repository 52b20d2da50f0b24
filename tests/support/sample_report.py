"""The published table of London as an overview report, and its reading."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from maracdash.model.overview_reports import ColumnKind, OverviewReport, ReportForm, ReportRow, ReportSelection
from maracdash.model.quarters import Quarter
from maracdash.model.values import Value

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "overview-report-2024-q1.csv"
MET = ReportSelection(form=ReportForm.FORCE_MARAC, quarter=Quarter(2024, 1), forces=("E23000001",))


def with_values(answer: OverviewReport, *values: Value) -> OverviewReport:
    """The report with these values in the columns of its first Maracs, in every row."""
    first = next(place for place, each in enumerate(answer.columns) if each.kind is ColumnKind.MARAC)

    def row(each: ReportRow) -> ReportRow:
        kept = each.values
        return replace(each, values=(*kept[:first], *values, *kept[first + len(values) :]))

    sections = tuple(replace(each, rows=tuple(map(row, each.rows))) for each in answer.sections)
    return replace(answer, sections=sections)
