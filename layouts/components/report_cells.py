"""View model of the overview report's table: every cell a text, and beside it a mark where there is more to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from maracdash.catalogue.demographics import OVERLAPPING_GROUPS
from maracdash.model.areas import OwnGroup
from maracdash.model.indicators import Indicator, Section
from maracdash.model.overview_reports import ColumnKind, OverviewReport, ReportColumn, ReportRow
from maracdash.model.report_view import ReportView, find_comparators, order_columns
from maracdash.model.revisions import Revision, Revisions
from maracdash.model.values import Origin, Status, Value
from maracdash.words import differences, estimates, overview_reports

OTHER_ORIGIN_MARK = "†"
COMPARED_HEADING = "its values: compared with these"
NOT_COMPARED_HEADING = "its values, not compared"
LARGER_KINDS = frozenset({ColumnKind.UK, ColumnKind.GROUP, ColumnKind.FORCE, ColumnKind.COUNTRY, ColumnKind.REGION})
MARK_MEANINGS = {
    estimates.MARK: f"{estimates.MEANING}.",
    "[r]": "[r] revised since the release in the address.",
    "[p]": "[p] provisional.",
    OTHER_ORIGIN_MARK: "† of another origin than the rest of its column: published where others are computed, or the "
    "reverse.",
}
RevisionsByCell = dict[tuple[str, str, str], Revision]


@dataclass(frozen=True, kw_only=True)
class ReportTableHead:
    """A column's header: its name, what stands behind its figures, and what it is."""

    text: str
    under: str
    kind: ColumnKind
    own: bool = False


@dataclass(frozen=True, kw_only=True)
class ReportTableCell:
    """`mark` is the shorthand beside the text, `why` what to tell of it; `look` is one of the words in LOOKS."""

    text: str
    mark: str = ""
    why: str = ""
    look: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportTableRow:
    """A row: one indicator in every area."""

    indicator: Indicator
    sorted_by: str
    cells: tuple[ReportTableCell, ...]


@dataclass(frozen=True, kw_only=True)
class ReportTable:
    """The whole table, `notes` being what is written under it."""

    caption: str
    heads: tuple[ReportTableHead, ...]
    sections: tuple[tuple[Section, tuple[ReportTableRow, ...]], ...]
    notes: tuple[str, ...]


def build_report_table(
    report: OverviewReport, arrangement: ReportView, revisions: Revisions | None = None
) -> ReportTable:
    """The report as arranged; what was revised since an earlier release is marked."""
    places = order_columns(report, arrangement)
    origins = tuple(_usual_origin(report, place) for place in range(len(report.columns)))
    beside = find_comparators(report, arrangement.against) if arrangement.against else ()
    changed = _group_revisions(revisions)
    sections = tuple(
        (
            section.section,
            tuple(
                ReportTableRow(
                    indicator=row.indicator,
                    sorted_by=arrangement.sorted_by(row.indicator),
                    cells=tuple(
                        _difference_cell(report, row, place, beside[place])
                        if beside
                        else _value_cell(row, report.columns[place], row.values[place], origins[place], changed)
                        for place in places
                    ),
                )
                for row in section.rows
            ),
        )
        for section in report.sections
    )
    return ReportTable(
        caption=overview_reports.write_report_caption(report),
        heads=tuple(
            _column_head(report, place, arrangement, _comparison_heading(report, place, arrangement, beside))
            for place in places
        ),
        sections=sections,
        notes=_notes(sections, compared=bool(beside)),
    )


def _comparison_heading(
    report: OverviewReport, place: int, arrangement: ReportView, beside: tuple[int | None, ...]
) -> str:
    """Heading of a column in a comparison; empty where its cells are differences, or nothing is compared."""
    if not beside or beside[place] is not None:
        return ""
    return COMPARED_HEADING if report.columns[place].kind is arrangement.against else NOT_COMPARED_HEADING


def _column_head(report: OverviewReport, place: int, arrangement: ReportView, beside: str) -> ReportTableHead:
    column = report.columns[place]
    several = len(report.of_kind(ColumnKind.FORCE)) > 1
    return ReportTableHead(
        text=column.name if several and column.kind is ColumnKind.MARAC else column.label,
        under=beside or _coverage_heading(report, place),
        kind=column.kind,
        own=column.kind is ColumnKind.MARAC and column.area is not None and column.area.code == arrangement.own,
    )


def _coverage_heading(report: OverviewReport, place: int) -> str:
    column = report.columns[place]
    value = next((row.values[place] for row in report.rows if row.indicator.slug == "cases"), None)
    if value is None or column.area is None:
        return ""
    if column.kind in LARGER_KINDS or value.origin is Origin.PUBLISHED:
        return overview_reports.write_column_coverage(report, place) or value.status.words
    return "" if value.known else value.status.words


def _usual_origin(report: OverviewReport, place: int) -> Origin | None:
    found = Counter(row.values[place].origin for row in report.rows if row.values[place].origin)
    return found.most_common(1)[0][0] if found else None


def _value_cell(
    row: ReportRow, column: ReportColumn, value: Value, origin: Origin | None, changed: RevisionsByCell
) -> ReportTableCell:
    revision = changed.get((column.kind, column.area.code, row.indicator.slug)) if column.area and changed else None
    mark = overview_reports.find_mark(value, revision) if value.known or revision else ""
    if value.known and value.origin is not origin:
        mark = f"{mark} {OTHER_ORIGIN_MARK}".strip()
    explained = mark or not value.known
    return ReportTableCell(
        text=overview_reports.write_cell(row.indicator, value),
        mark=mark,
        why=overview_reports.explain_cell(row.indicator, value, revision) if explained else "",
        look="" if value.known else "absent",
    )


def _difference_cell(report: OverviewReport, row: ReportRow, place: int, beside: int | None) -> ReportTableCell:
    value = row.values[place]
    if beside is None:
        return ReportTableCell(
            text=overview_reports.write_cell(row.indicator, value),
            look="" if value.known else "absent",
            **_estimate_mark(row.indicator, value),
        )
    if row.indicator.is_total and value.known:
        return ReportTableCell(text="not compared", why=differences.SIZES_DIFFER, look="absent")
    if isinstance(report.columns[beside].area, OwnGroup):
        found = differences.compare_with_group(row.indicator, value, row.values[beside], row.rests[place])
    else:
        rule = report.release.rule_for(report.columns[place].area)
        found = differences.compare_figures(row.indicator, value, row.values[beside], rule)
    return ReportTableCell(
        text=found.text, look="" if found.shape else "absent", **_estimate_mark(row.indicator, value)
    )


def _estimate_mark(indicator: Indicator, value: Value) -> dict[str, str]:
    """Mark of an estimate and its explanation, which a difference has as its value has."""
    if value.status is not Status.PROXIED:
        return {}
    return {"mark": value.status.shorthand, "why": overview_reports.explain_cell(indicator, value)}


def _group_revisions(revisions: Revisions | None) -> RevisionsByCell:
    found = revisions.revisions if revisions else ()
    return {(each.area.level, each.area.code, each.indicator.slug): each for each in found}


def _notes(sections: tuple[tuple[Section, tuple[ReportTableRow, ...]], ...], *, compared: bool) -> tuple[str, ...]:
    marks = {mark for cell in _all_cells(sections) for mark in cell.mark.split()}
    marked = tuple(text for mark, text in MARK_MEANINGS.items() if mark in marks)
    if compared:
        return (differences.SHAPE_KEY, "Totals of areas of different size are not compared.", *marked)
    absent = sorted(
        {cell.text for cell in _all_cells(sections) if cell.look == "absent"} - {Status.NOT_APPLICABLE.words}
    )
    return (*marked, *_absence_note(absent), *_overlap_note(sections))


def _overlap_note(sections: tuple[tuple[Section, tuple[ReportTableRow, ...]], ...]) -> Iterator[str]:
    """Reason why shares that stand below each other sum to more than 100%."""
    notes = dict.fromkeys(note for _, lines in sections for line in lines for note in line.indicator.notes)
    if OVERLAPPING_GROUPS in notes:
        yield OVERLAPPING_GROUPS


def _absence_note(words: list[str]) -> Iterator[str]:
    if words:
        yield f"In place of a number, the reason why there is none: {', '.join(words)}."


def _all_cells(sections: tuple[tuple[Section, tuple[ReportTableRow, ...]], ...]) -> Iterator[ReportTableCell]:
    return (cell for _, lines in sections for line in lines for cell in line.cells)
