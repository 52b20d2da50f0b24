"""The profile as files: every figure of its rows with interval and verdict, tidy or as an accessible workbook."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gptables
import pandas as pd

from maracdash.exports import plain_tables, workbook_pages
from maracdash.exports.files import File, make_file_name
from maracdash.exports.plain_tables import Column, Kind, PlainRow, PlainTable
from maracdash.exports.tidy_rows import TIDY_COLUMNS, build_tidy_rows
from maracdash.exports.workbooks import SHORTHAND_MEANINGS, WORKBOOK_OPTIONS, number_format
from maracdash.model.answers import AreaRole, Point, TidyCell
from maracdash.model.area_profiles import AreaProfile, AreaProfileRow
from maracdash.model.indicators import Indicator, Unit
from maracdash.model.quarters import Window, describe_period
from maracdash.model.values import Value
from maracdash.statistics.intervals import confidence_interval
from maracdash.words import area_profiles as said
from maracdash.words import verdicts

VERDICT_COLUMNS = (
    Column(name="role", kind=Kind.TEXT, description="What the area is to the reader's.", example="force"),
    Column(name="outcome", kind=Kind.TEXT, description="Verdict, or why there is none.", example="higher"),
    Column(name="confidence", kind=Kind.TEXT, description="95% or 99.8%, of higher and lower.", example="99.8%"),
    Column(name="year_before", kind=Kind.NUMBER, description="The figure of a year before.", example=28.5),
    Column(name="change", kind=Kind.TEXT, description="Change on the year, if beyond chance.", example="rose"),
)
SHEET = "Profile"
NOTES = {"n1": verdicts.STRENGTHS, "n2": verdicts.NO_TOTALS}
FIRST_WIDTH, WIDTH = 52, 18
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, kw_only=True)
class ProfileWriter:
    """A way to write a profile to a file."""

    extension: str
    media_type: str
    write: Callable[[AreaProfile], bytes]


def build_profile_file(answer: AreaProfile, writer: ProfileWriter) -> File:
    """The file with exactly the rows of an answer, in their order."""
    window = "single-quarter" if answer.window is Window.QUARTER else ""
    name = make_file_name(
        answer.hierarchy.area.name, "profile", str(answer.quarter), window, extension=writer.extension
    )
    return File(name=name, content=writer.write(answer), media_type=writer.media_type)


def write_csv(answer: AreaProfile) -> bytes:
    """Tidy CSV: a row for each indicator of the area and of each larger one, the area's verdict against it beside."""
    found = [(row, point) for row in answer.rows for point in row.points]
    cells = tuple(
        TidyCell(
            area=point.area,
            quarter=answer.quarter,
            window=answer.window,
            indicator=row.indicator,
            value=point.value,
            comparator=point if point.compared else None,
        )
        for row, point in found
    )
    lines = build_tidy_rows(cells, answer.release, answer.marking)
    rows = tuple((*line, *_verdict_cells(row, point)) for line, (row, point) in zip(lines, found, strict=True))
    return plain_tables.write_csv(PlainTable(columns=(*TIDY_COLUMNS, *VERDICT_COLUMNS), rows=rows))


def write_workbook(answer: AreaProfile) -> bytes:
    """The workbook: one sheet, numbers as numbers, verdicts as words, shorthand explained."""
    cover, out = _build_cover(answer), io.BytesIO()
    columns = _columns(answer)
    cells = [_row_cells(answer, row) for row in answer.rows]
    sheet = gptables.GPTable(
        table=pd.DataFrame(cells, columns=columns, dtype=object),
        table_name="profile_table",
        title=f"Profile of {answer.hierarchy.area.name}, {describe_period(answer.quarter, answer.window)}",
        instructions="This worksheet contains one table. Shorthand stands above it.",
        legend=_legend(answer),
        source=next(iter(said.write_profile_lines(answer)), ""),
        scope=answer.marking,
    )
    book = gptables.produce_workbook(
        out,
        {SHEET: sheet},
        theme=workbook_pages.make_theme(),
        cover=cover,
        notes_table=pd.DataFrame({"Reference": list(NOTES), "Note": list(NOTES.values())}),
        auto_width=False,
        workbook_options=WORKBOOK_OPTIONS,
    )
    book.set_properties({"title": f"Profile of {answer.hierarchy.area.name}", "comments": answer.marking})
    page, header = book.get_worksheet_by_name(SHEET), sheet.data_range[0]
    page.set_column(0, 0, FIRST_WIDTH)
    page.set_column(1, len(columns) - 1, WIDTH)
    page.freeze_panes(header + 1, 1)
    workbook_pages.set_up_print(page)
    page.repeat_rows(header)
    lines: list[list[object]] = [[*columns], *cells]
    for row, line in enumerate(lines, start=header):
        look = workbook_pages.HEADER if row == header else workbook_pages.TEXT
        words = [(each, WIDTH if place else FIRST_WIDTH) for place, each in enumerate(line) if isinstance(each, str)]
        workbook_pages.fit_row(page, row, words, look)
    _write_numbers(book, page, answer, header + 1)
    workbook_pages.fit_cover(book.get_worksheet_by_name("Cover"), cover)
    workbook_pages.fit_references(book.get_worksheet_by_name("Contents"), [str(sheet.title)])
    workbook_pages.fit_references(book.get_worksheet_by_name("Notes"), list(NOTES.values()))
    book.close()
    return out.getvalue()


WRITERS = {
    "csv": ProfileWriter(extension="csv", media_type="text/csv; charset=utf-8", write=write_csv),
    "xlsx": ProfileWriter(extension="xlsx", media_type=XLSX, write=write_workbook),
}


def _verdict_cells(row: AreaProfileRow, point: Point) -> PlainRow:
    if point.role is AreaRole.OWN:
        return str(point.role), None, None, row.year_before.number, str(row.movement)
    if row.doubted:
        return str(point.role), verdicts.DOUBTED, None, None, None
    return str(point.role), str(point.verdict), _confidence(row, point) or None, None, None


def _confidence(row: AreaProfileRow, point: Point) -> str:
    """`99.8%` or `95%` for a verdict of higher or lower; else nothing."""
    strength, _ = row.standing(point.role)
    return ("", "95%", verdicts.STRONG)[strength]


def _columns(answer: AreaProfile) -> list[str]:
    names = [said.name_comparator(answer, role) for role in answer.comparators]
    beside = [title for name in names for title in (f"{name[:1].upper()}{name[1:]}", f"Against {name}")]
    return ["Indicator", "Unit", "Figure", "Lower 95%", "Upper 95%", *beside, "A year before", "Change"]


def _row_cells(answer: AreaProfile, row: AreaProfileRow) -> list[object]:
    limits = confidence_interval(row.indicator, row.own.value)
    ends = [_scale(row.indicator, each) for each in (limits.lower, limits.upper)] if limits else ["[z]", "[z]"]
    beside: list[object] = []
    for role in answer.comparators:
        point = row.point(role)
        beside += [
            _number(row.indicator, point.beside) if point else "[z]",
            said.write_comparator_cell(row, role).words,
        ]
    before = _number(row.indicator, row.year_before)
    own = _number(row.indicator, row.own.value)
    return [row.indicator.title, str(row.indicator.unit), own, *ends, *beside, before, str(row.movement)]


def _write_numbers(book: Any, page: Any, answer: AreaProfile, first: int) -> None:
    """Write numbers anew in the format of their row's indicator: one format for whole columns would not fit."""
    looks: dict[str, Any] = {}
    for down, row in enumerate(answer.rows, start=first):
        code = number_format(row.indicator)
        look = looks.setdefault(
            code, book.add_format({"align": "right", "valign": "top", "font_name": "Arial", "num_format": code})
        )
        for across, cell in enumerate(_row_cells(answer, row)):
            if isinstance(cell, float):
                page.write_number(down, across, cell, look)


def _number(indicator: Indicator, value: Value) -> float | str:
    return value.status.shorthand if value.number is None else _scale(indicator, value.number)


def _scale(indicator: Indicator, number: float) -> float:
    """A percentage is a fraction of 1 in a workbook."""
    return number / 100 if indicator.unit is Unit.PERCENT else float(number)


def _legend(answer: AreaProfile) -> list[str]:
    used = {cell for row in answer.rows for cell in _row_cells(answer, row) if isinstance(cell, str)}
    estimated = [row.indicator.title for row in answer.rows if row.own.value.status.shorthand == "[e]"]
    told = [f"{code} {meaning}" for code, meaning in SHORTHAND_MEANINGS.items() if code in used]
    told.append(f"About the verdicts: {''.join(f'$${each}$$' for each in NOTES)}")
    return [*told, f"[e] {SHORTHAND_MEANINGS['[e]']}: {', '.join(estimated)}"] if estimated else told


def _build_cover(answer: AreaProfile) -> gptables.Cover:
    return gptables.Cover(
        cover_label="Cover",
        title=f"Profile of {answer.hierarchy.area.name}",
        intro=list(said.write_profile_lines(answer)),
        about=["Number cells hold unrounded values."],
    )
