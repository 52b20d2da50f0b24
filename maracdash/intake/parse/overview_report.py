"""The portal's overview report: indicators as rows, areas as columns, one quarter a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from maracdash.catalogue import SECTIONS
from maracdash.intake.files import find_quarter_in_name
from maracdash.intake.parse import report_columns
from maracdash.intake.parse.area_names import AreaRegistry, SourceCell
from maracdash.intake.parse.published_figures import (
    PublishedFigure,
    find_unfinished_quarters,
    index_indicators,
    normalise_title,
    parse_cell,
    suggest_titles,
)
from maracdash.intake.problems import CellError, Problem, Severity, quote_value
from maracdash.intake.readers.sheets import Sheet, to_text_rows
from maracdash.intake.recognise.headers import Header
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter

QUARTER_IN_TITLE = re.compile(r"quarter:?\s*(\d{4})\s*-?\s*Q([1-4])\b", re.IGNORECASE)
SECTION_TITLES = frozenset(normalise_title(section.title) for section in SECTIONS)
ABSENT_MARKS = frozenset({"", "-", "–", "—"})


@dataclass(frozen=True, kw_only=True)
class ReportFileRow:
    """A row of the report: its number as a person sees it, and its trimmed texts."""

    number: int
    texts: list[str]

    @property
    def title(self) -> str:
        """The first cell: title of an indicator or a section."""
        return self.texts[0]


def read_overview_report(
    file: str, sheet: Sheet, found: Header, registry: AreaRegistry, today: date
) -> tuple[list[PublishedFigure], list[Problem]]:
    """Read every cell of the report under its area. Columns without an area are left out; see `report_columns`.

    The column “SafeLives recommended” is not stored yet: where it holds values, a warning says so.
    """
    texts = [
        ReportFileRow(number=int(row), texts=line)
        for row, line in zip(sheet.cells.index, to_text_rows(sheet.cells), strict=True)
    ]
    titles, header, below = texts[: found.position], texts[found.position], texts[found.position + 1 :]
    quarter = _find_quarter(file, titles)
    if quarter is None:
        return [], [Problem(file, None, "", NO_QUARTER)]
    second = below[0].texts if below and not below[0].title and any(below[0].texts) else None
    body = [row for row in (below[1:] if second else below) if any(row.texts)]
    origin = SourceCell(file=file, row=header.number, column="")
    columns, problems = report_columns.read_columns(
        report_columns.ReportHeader(titles=_join_texts(titles), header=header.texts, second=second), registry, origin
    )
    problems.extend(_warn_not_stored(file, header, columns, body))
    figures = list(_read_figures(file, body, columns, quarter, problems))
    if not figures and not problems:
        problems.append(Problem(file, header.number, "Indicator", "The report holds a header and no figures."))
    return figures, [*problems, *find_unfinished_quarters(figures[:1], today)]


NO_QUARTER = (
    "The report does not say which quarter it is for. Add a line “Quarter: 2024 - Q1” above the header, or put 2024-Q1 "
    "into the file's name."
)


def _read_figures(
    file: str,
    body: list[ReportFileRow],
    columns: list[report_columns.AreaColumn],
    quarter: Quarter,
    problems: list[Problem],
) -> Iterator[PublishedFigure]:
    known = index_indicators()
    seen: dict[str, int] = {}
    for row in body:
        indicator = known.get(normalise_title(row.title))
        if indicator is None:
            problems.extend(_check_unknown_row(file, row))
        elif indicator.slug in seen:
            sentence = f"{quote_value(row.title)} stands already in row {seen[indicator.slug]}. Keep one."
            problems.append(Problem(file, row.number, "Indicator", sentence))
        else:
            seen[indicator.slug] = row.number
            yield from _read_row(file, row, indicator, columns, quarter, problems)


def _read_row(
    file: str,
    row: ReportFileRow,
    indicator: Indicator,
    columns: list[report_columns.AreaColumn],
    quarter: Quarter,
    problems: list[Problem],
) -> Iterator[PublishedFigure]:
    for column in columns:
        text = row.texts[column.position]
        if column.level is None:
            continue
        try:
            value, mark = parse_cell(text, indicator, signed=True)
        except CellError as fault:
            problems.append(Problem(file, row.number, column.heading, str(fault), value=text))
            continue
        yield PublishedFigure(
            level=column.level,
            area=column.code,
            quarter=quarter,
            indicator=indicator.slug,
            value=value,
            mark=mark,
            origin=SourceCell(file=file, row=row.number, column=column.heading),
            written=text,
        )


def _check_unknown_row(file: str, row: ReportFileRow) -> Iterator[Problem]:
    """Refuse a row of no known indicator. Section rows hold a title and nothing else, and pass."""
    section = normalise_title(row.title) in SECTION_TITLES or row.title.isupper()
    if section and not any(row.texts[1:]):
        return
    if not row.title:
        yield Problem(file, row.number, "Indicator", "This row has values but no indicator.")
        return
    said = f"There is no indicator called {quote_value(row.title)}.{suggest_titles(row.title)}"
    sentence = f"{said} Correct the title, or remove the row."
    yield Problem(file, row.number, "Indicator", sentence, value=row.title)


def _warn_not_stored(
    file: str, header: ReportFileRow, columns: list[report_columns.AreaColumn], body: list[ReportFileRow]
) -> Iterator[Problem]:
    for column in columns:
        if column.level is None and any(row.texts[column.position] not in ABSENT_MARKS for row in body):
            yield Problem(file, header.number, column.heading, column.reason, Severity.WARNING)


def _find_quarter(file: str, titles: list[ReportFileRow]) -> Quarter | None:
    match = QUARTER_IN_TITLE.search(_join_texts(titles))
    return Quarter(int(match[1]), int(match[2])) if match else find_quarter_in_name(file)


def _join_texts(titles: list[ReportFileRow]) -> str:
    return "\n".join(text for row in titles for text in row.texts)
