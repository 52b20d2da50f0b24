"""The overview report as the screen shows it: every cell a text, and beside it a mark where there is more to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from maracdash.model.indicators import Indicator, Section
from maracdash.model.overview_reports import Column, ColumnKind, Report, ReportRow
from maracdash.model.report_view import Arrangement, comparators, order
from maracdash.model.revisions import Revision, Revisions
from maracdash.model.values import Origin, Status, Value
from maracdash.words import differences, numbers, overview_reports

ANOTHER_ORIGIN = "†"
COMPARED = "its values: compared with these"
NOT_COMPARED = "its values, not compared"
LARGER = frozenset({ColumnKind.UK, ColumnKind.GROUP, ColumnKind.FORCE, ColumnKind.COUNTRY, ColumnKind.REGION})
KEYS = {
    "[e]": "[e] estimated: one or more quarters filled with the quarter before.",
    "[r]": "[r] revised since the release in the address.",
    "[p]": "[p] provisional.",
    ANOTHER_ORIGIN: "† of another origin than the rest of its column: published where others are computed, or the "
    "reverse.",
}
Changes = dict[tuple[str, str, str], Revision]


@dataclass(frozen=True, kw_only=True)
class Head:
    """A column's header: its name, what stands behind its figures, and what it is."""

    text: str
    under: str
    kind: ColumnKind
    own: bool = False


@dataclass(frozen=True, kw_only=True)
class Cell:
    """`mark` is the shorthand beside the text, `why` what to tell of it; `look` is one of the words in LOOKS."""

    text: str
    mark: str = ""
    why: str = ""
    look: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row."""

    indicator: Indicator
    sorted_by: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The whole table, `notes` being what is written under it."""

    caption: str
    heads: tuple[Head, ...]
    sections: tuple[tuple[Section, tuple[Line, ...]], ...]
    notes: tuple[str, ...]


def grid(report: Report, arrangement: Arrangement, revisions: Revisions | None = None) -> Grid:
    """The report as arranged; what was revised since an earlier release is marked."""
    places = order(report, arrangement)
    origins = tuple(_usual_origin(report, place) for place in range(len(report.columns)))
    beside = comparators(report, arrangement.against) if arrangement.against else ()
    changed = _changes(revisions)
    sections = tuple(
        (
            section.section,
            tuple(
                Line(
                    indicator=row.indicator,
                    sorted_by=arrangement.sorted_by(row.indicator),
                    cells=tuple(
                        _difference(row, place, beside[place])
                        if beside
                        else _cell(row, report.columns[place], row.values[place], origins[place], changed)
                        for place in places
                    ),
                )
                for row in section.rows
            ),
        )
        for section in report.sections
    )
    return Grid(
        caption=overview_reports.caption(report),
        heads=tuple(_head(report, place, arrangement, _beside(report, place, arrangement, beside)) for place in places),
        sections=sections,
        notes=_notes(sections, compared=bool(beside)),
    )


def _beside(report: Report, place: int, arrangement: Arrangement, beside: tuple[int | None, ...]) -> str:
    """What a column is to a comparison; empty where its cells are differences, or nothing is compared."""
    if not beside or beside[place] is not None:
        return ""
    return COMPARED if report.columns[place].kind is arrangement.against else NOT_COMPARED


def _head(report: Report, place: int, arrangement: Arrangement, beside: str) -> Head:
    column = report.columns[place]
    several = len(report.of_kind(ColumnKind.FORCE)) > 1
    return Head(
        text=column.name if several and column.kind is ColumnKind.MARAC else column.label,
        under=beside or _under(report, place),
        kind=column.kind,
        own=column.kind is ColumnKind.MARAC and column.area is not None and column.area.code == arrangement.own,
    )


def _under(report: Report, place: int) -> str:
    column = report.columns[place]
    value = next((row.values[place] for row in report.rows if row.indicator.slug == "cases"), None)
    if value is None or column.area is None:
        return ""
    if column.kind in LARGER or value.origin is Origin.PUBLISHED:
        return numbers.coverage(value) if value.known else value.status.words
    return "" if value.known else value.status.words


def _usual_origin(report: Report, place: int) -> Origin | None:
    found = Counter(row.values[place].origin for row in report.rows if row.values[place].origin)
    return found.most_common(1)[0][0] if found else None


def _cell(row: ReportRow, column: Column, value: Value, origin: Origin | None, changed: Changes) -> Cell:
    revision = changed.get((column.kind, column.area.code, row.indicator.slug)) if column.area and changed else None
    mark = overview_reports.mark(value, revision) if value.known or revision else ""
    if not mark and value.known and value.origin is not origin:
        mark = ANOTHER_ORIGIN
    explained = mark or not value.known
    return Cell(
        text=overview_reports.cell(row.indicator, value),
        mark=mark,
        why=overview_reports.explanation(row.indicator, value, revision) if explained else "",
        look="" if value.known else "absent",
    )


def _difference(row: ReportRow, place: int, beside: int | None) -> Cell:
    value = row.values[place]
    if beside is None:
        return Cell(text=overview_reports.cell(row.indicator, value), look="" if value.known else "absent")
    if row.indicator.is_total and value.known:
        return Cell(text="not compared", why=differences.OF_ANOTHER_SIZE, look="absent")
    found = differences.difference(row.indicator, value, row.values[beside])
    return Cell(text=found.text, look="" if found.shape else "absent")


def _changes(revisions: Revisions | None) -> Changes:
    found = revisions.revisions if revisions else ()
    return {(each.area.level, each.area.code, each.indicator.slug): each for each in found}


def _notes(sections: tuple[tuple[Section, tuple[Line, ...]], ...], *, compared: bool) -> tuple[str, ...]:
    if compared:
        return (differences.KEY, "Totals of areas of different size are not compared.")
    marks = {cell.mark for cell in _cells(sections)}
    absent = sorted({cell.text for cell in _cells(sections) if cell.look == "absent"} - {Status.NOT_APPLICABLE.words})
    said = [text for mark, text in KEYS.items() if mark in marks]
    return (*said, *(_absences(absent)))


def _absences(words: list[str]) -> Iterator[str]:
    if words:
        yield f"In place of a number, the reason why there is none: {', '.join(words)}."


def _cells(sections: tuple[tuple[Section, tuple[Line, ...]], ...]) -> Iterator[Cell]:
    return (cell for _, lines in sections for line in lines for cell in line.cells)
