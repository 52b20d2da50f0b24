"""The overview report as an accessible workbook: cover, contents, notes, one sheet per unit, no merged cells."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import gptables
import pandas as pd

from maracdash import words
from maracdash.exports import workbook_pages
from maracdash.model.answers import ReleaseNote
from maracdash.model.indicators import Indicator, Unit
from maracdash.model.overview_reports import OverviewReport, ReportRow
from maracdash.model.values import STATUS_SHORTHANDS, Status, Value
from maracdash.words.sources import write_source

WORKBOOK_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
SHEET_NAMES = {
    Unit.COUNT: "Counts",
    Unit.PERCENT: "Percentages",
    Unit.RATE: "Rates",
    Unit.POSTS: "Posts",
    Unit.AVERAGE: "Averages",
}
CELL_FORMAT = {"align": "right", "valign": "top", "font_name": "Arial", "font_size": 12}
NAME_WIDTH, VALUE_WIDTH = 52, 17
SHOWN_AS_PRINTED = "the format of the cell shows them as the overview report prints them."
ALL_ROUNDED = "Number cells hold values that are safe to share: rounded counts, and what is worked out from them."
PARTLY_ROUNDED = (
    "Number cells hold unrounded values in areas with full figures, and elsewhere values that are safe to share: "
    "rounded counts, and what is worked out from them."
)
SHORTHAND_MEANINGS = {
    "[c]": "confidential: withheld because the number is small",
    "[e]": "estimated: one or more quarters filled with the quarter before",
    "[k]": "low: rounds to 0",
    "[p]": "provisional",
    "[r]": "revised",
    "[x]": (
        "not available: not collected, no return, no full year yet, no population, no earlier year, or not published"
    ),
    "[z]": "not applicable",
}


@dataclass(frozen=True, kw_only=True)
class WorkbookNote:
    """A note under its reference, with the indicators it belongs to."""

    reference: str
    words: str


def write_workbook(answer: OverviewReport) -> bytes:
    """The workbook: numbers are cells of numbers in the indicator's format; percentages are fractions of 1."""
    groups = _group_by_unit(answer)
    notes = _notes(groups)
    rows = {SHEET_NAMES[unit]: found for unit, found in groups.items()}
    sheets = {SHEET_NAMES[unit]: _build_sheet(answer, unit, found, notes) for unit, found in groups.items()}
    cover, out = _build_cover(answer), io.BytesIO()
    book = gptables.produce_workbook(
        out,
        sheets,
        theme=workbook_pages.make_theme(),
        cover=cover,
        notes_table=pd.DataFrame({"Reference": [x.reference for x in notes], "Note": [x.words for x in notes]}),
        auto_width=False,
        workbook_options=WORKBOOK_OPTIONS,
    )
    book.set_properties({"title": words.write_report_title(answer), "comments": answer.marking})
    for label, sheet in sheets.items():
        page = book.get_worksheet_by_name(label)
        _fit_sheet(page, _headings(answer), rows[label], sheet.data_range[0])
        _write_exceptions(book, page, rows[label], sheet.data_range[0] + 1)
    workbook_pages.fit_cover(book.get_worksheet_by_name("Cover"), cover)
    titles = [str(sheet.title) for sheet in sheets.values()]
    workbook_pages.fit_references(book.get_worksheet_by_name("Contents"), titles)
    workbook_pages.fit_references(book.get_worksheet_by_name("Notes"), [each.words for each in notes])
    book.close()
    return out.getvalue()


def _fit_sheet(page: Any, headings: Sequence[str], rows: Sequence[ReportRow], header: int) -> None:
    """Columns and rows as wide and high as their words, on the width of a page with the header on every one."""
    page.set_column(0, 0, NAME_WIDTH)
    page.set_column(1, len(headings), VALUE_WIDTH)
    page.freeze_panes(header + 1, 1)
    workbook_pages.set_up_print(page)
    page.repeat_rows(header)
    workbook_pages.fit_row(page, header, [(each, VALUE_WIDTH) for each in headings], workbook_pages.HEADER)
    for place, row in enumerate(rows, start=header + 1):
        workbook_pages.fit_row(page, place, [(row.indicator.title, NAME_WIDTH)])


def _write_exceptions(book: Any, page: Any, rows: Sequence[ReportRow], first: int) -> None:
    """Write anew what has another format than its row: estimates, whose format shows the mark, as a cell of text could
    not be counted with; and percentages that are written whole beside others."""
    looks: dict[str, Any] = {}
    for down, row in enumerate(rows, start=first):
        usual = _row_format(row)
        for across, value in enumerate(row.values, start=1):
            code = _cell_format(row.indicator, value)
            if value.known and code != usual:
                look = looks.setdefault(code, book.add_format({**CELL_FORMAT, "num_format": code}))
                page.write_number(down, across, _cell_value(row.indicator, value), look)


def number_format(indicator: Indicator) -> str:
    """The spreadsheet's format code for what `Indicator.format` writes."""
    decimals = f".{'0' * indicator.decimals}" if indicator.decimals else ""
    return f"#,##0{decimals}{indicator.suffix}"


def _row_format(row: ReportRow) -> str:
    """The format of most of a row's numbers; a mark is no part of it."""
    codes = Counter(number_format(row.indicator.fitting(value)) for value in row.values if value.known)
    return codes.most_common(1)[0][0] if codes else number_format(row.indicator)


def _cell_format(indicator: Indicator, value: Value) -> str:
    code = number_format(indicator.fitting(value))
    return f'{code}" {value.status.shorthand}"' if value.status is Status.PROXIED else code


def _group_by_unit(answer: OverviewReport) -> dict[Unit, list[ReportRow]]:
    rows: dict[Unit, list[ReportRow]] = {unit: [] for unit in SHEET_NAMES}
    for row in answer.rows:
        rows[row.indicator.unit].append(row)
    return {unit: found for unit, found in rows.items() if found}


def _build_sheet(
    answer: OverviewReport, unit: Unit, rows: list[ReportRow], notes: tuple[WorkbookNote, ...]
) -> gptables.GPTable:
    columns = ["Indicator", *_headings(answer)]
    table = [[row.indicator.title, *(_cell_value(row.indicator, each) for each in row.values)] for row in rows]
    return gptables.GPTable(
        table=pd.DataFrame(table, columns=columns, dtype=object),
        table_name=f"{SHEET_NAMES[unit].lower()}_table",
        title=f"{words.write_report_title(answer)}: {SHEET_NAMES[unit].lower()}",
        instructions="This worksheet contains one table. Shorthand and notes stand above it.",
        legend=[*_legend(answer, rows), *_references(rows, notes)],
        source=_source(answer, rows),
        scope=f"Unit: {unit}. {answer.marking}",
        additional_formatting=_formats(rows, len(answer.columns)),
    )


def _source(answer: OverviewReport, rows: list[ReportRow]) -> str:
    labels = [each.label for each in answer.columns]
    figures = ((label, value) for row in rows for label, value in zip(labels, row.values, strict=True))
    return write_source("; ".join(dict.fromkeys(row.indicator.source for row in rows)), figures)


def _formats(rows: list[ReportRow], columns: int) -> list[dict[str, Any]]:
    """One format for whole columns, as rows take gptables a hundred times longer; rows only where they differ."""
    codes = [_row_format(row) for row in rows]
    usual = max(codes, key=codes.count)
    everywhere = {"columns": list(range(1, columns + 1)), "format": {"num_format": usual, "align": "right"}}
    others = [
        {"row": {"rows": [place], "format": {"num_format": code}}}
        for place, code in enumerate(codes, start=1)
        if code != usual
    ]
    return [{"column": everywhere}, *others]


def _headings(answer: OverviewReport) -> list[str]:
    """Short where that tells the columns apart."""
    labels = [each.label for each in answer.columns]
    return labels if len({*labels, "Indicator"}) > len(labels) else [each.name for each in answer.columns]


def _cell_value(indicator: Indicator, value: Value) -> float | str:
    if value.number is None:
        return value.status.shorthand
    return value.number / 100 if indicator.unit is Unit.PERCENT else value.number


def _legend(answer: OverviewReport, rows: Sequence[ReportRow]) -> list[str]:
    used = {value.status for row in rows for value in row.values}
    shorthand = sorted({STATUS_SHORTHANDS[each] for each in used} - {"", STATUS_SHORTHANDS[Status.PROXIED]})
    told = [f"{code} {SHORTHAND_MEANINGS[code]}" for code in shorthand]
    estimated = [
        column.label
        for place, column in enumerate(answer.columns)
        if any(row.values[place].status is Status.PROXIED for row in answer.rows)
    ]
    code = STATUS_SHORTHANDS[Status.PROXIED]
    return [*told, f"{code} {SHORTHAND_MEANINGS[code]}: {', '.join(estimated)}"] if estimated else told


def _notes(groups: Mapping[Unit, Sequence[ReportRow]]) -> tuple[WorkbookNote, ...]:
    """Notes in the order in which the sheets refer to them, which is theirs on their own sheet."""
    texts = dict.fromkeys(note for rows in groups.values() for row in rows for note in row.indicator.notes)
    return tuple(WorkbookNote(reference=f"n{place}", words=text) for place, text in enumerate(texts, start=1))


def _references(rows: Sequence[ReportRow], notes: tuple[WorkbookNote, ...]) -> list[str]:
    """Note markers in the legend, so that indicators keep their plain names."""
    told = {each: [row.indicator.title for row in rows if each.words in row.indicator.notes] for each in notes}
    return [f"About {'; '.join(titles)}: $${each.reference}$$" for each, titles in told.items() if titles]


def _describe_cells(release: ReleaseNote) -> tuple[str, ...]:
    """Sentence on the cells: for each audience the one that is true of it."""
    if release.rule is None:
        return (f"Number cells hold unrounded values; {SHOWN_AS_PRINTED}",)
    if release.partly_full:
        return (f"{PARTLY_ROUNDED} {SHOWN_AS_PRINTED.capitalize()}", words.write_rule(release))
    return (f"{ALL_ROUNDED} {SHOWN_AS_PRINTED.capitalize()}", words.write_rule(release))


def _build_cover(answer: OverviewReport) -> gptables.Cover:
    release = answer.release
    about = [
        "Percentages, rates and averages of larger areas are ratios of sums, never means of their parts.",
        *_describe_cells(release),
        "Shorthand says why there is no number, or that it is an estimate; it is explained above each table.",
        f"Release {release.id}, data as at {release.data_as_at}.",
    ]
    return gptables.Cover(
        cover_label="Cover",
        title=words.write_report_title(answer),
        intro=[*words.write_report_lines(answer), ". ".join(words.write_report_filters(answer))],
        about=about,
    )
