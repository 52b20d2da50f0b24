"""The portal's overview report: indicators as rows, areas as columns, one quarter a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from maracdash.catalogue import SECTIONS
from maracdash.intake.files import named_quarter
from maracdash.intake.parse import report_columns
from maracdash.intake.parse.area_names import Origin, Registry
from maracdash.intake.parse.published_figures import Figure, cell, indicators, normalise_title, unfinished
from maracdash.intake.problems import Faulty, Problem, Severity, quoted
from maracdash.intake.readers.sheets import Sheet, lines
from maracdash.intake.recognise.headers import Header
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter

IN_TITLE = re.compile(r"quarter:?\s*(\d{4})\s*-?\s*Q([1-4])\b", re.IGNORECASE)
SECTION_TITLES = frozenset(normalise_title(section.title) for section in SECTIONS)
ABSENT = frozenset({"", "-", "–", "—"})


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of the report: its number as a person sees it, and its trimmed texts."""

    number: int
    texts: list[str]

    @property
    def title(self) -> str:
        """What the row is about."""
        return self.texts[0]


def read_overview(
    file: str, sheet: Sheet, found: Header, registry: Registry, today: date
) -> tuple[list[Figure], list[Problem]]:
    """Every cell of the report under its area. Columns that say nothing are left out; see `forms` for the rest.

    The column “SafeLives recommended” is not stored yet: where it holds values, a warning says so.
    """
    texts = [Row(number=int(row), texts=line) for row, line in zip(sheet.cells.index, lines(sheet.cells), strict=True)]
    titles, header, below = texts[: found.position], texts[found.position], texts[found.position + 1 :]
    quarter = _quarter(file, titles)
    if quarter is None:
        return [], [Problem(file, None, "", NO_QUARTER)]
    second = below[0].texts if below and not below[0].title and any(below[0].texts) else None
    body = [row for row in (below[1:] if second else below) if any(row.texts)]
    origin = Origin(file=file, row=header.number, column="")
    columns, problems = report_columns.columns(
        report_columns.Top(titles=_joined(titles), header=header.texts, second=second), registry, origin
    )
    problems.extend(_not_stored(file, header, columns, body))
    figures = list(_figures(file, body, columns, quarter, problems))
    if not figures and not problems:
        problems.append(Problem(file, header.number, "Indicator", "The report holds a header and no figures."))
    return figures, [*problems, *unfinished(figures[:1], today)]


NO_QUARTER = (
    "The report does not say which quarter it is for. Add a line “Quarter: 2024 - Q1” above the header, or put 2024-Q1 "
    "into the file's name."
)


def _figures(
    file: str, body: list[Row], columns: list[report_columns.Column], quarter: Quarter, problems: list[Problem]
) -> Iterator[Figure]:
    known = indicators()
    seen: dict[str, int] = {}
    for row in body:
        indicator = known.get(normalise_title(row.title))
        if indicator is None:
            problems.extend(_unknown(file, row))
        elif indicator.slug in seen:
            sentence = f"{quoted(row.title)} stands already in row {seen[indicator.slug]}. Keep one."
            problems.append(Problem(file, row.number, "Indicator", sentence))
        else:
            seen[indicator.slug] = row.number
            yield from _row(file, row, indicator, columns, quarter, problems)


def _row(
    file: str,
    row: Row,
    indicator: Indicator,
    columns: list[report_columns.Column],
    quarter: Quarter,
    problems: list[Problem],
) -> Iterator[Figure]:
    for column in columns:
        text = row.texts[column.position]
        if column.level is None:
            continue
        try:
            value, mark = cell(text, indicator, signed=True)
        except Faulty as fault:
            problems.append(Problem(file, row.number, column.heading, str(fault), value=text))
            continue
        yield Figure(
            level=column.level,
            area=column.code,
            quarter=quarter,
            indicator=indicator.slug,
            value=value,
            mark=mark,
            origin=Origin(file=file, row=row.number, column=column.heading),
            written=text,
        )


def _unknown(file: str, row: Row) -> Iterator[Problem]:
    """Section rows hold a title and nothing else."""
    section = normalise_title(row.title) in SECTION_TITLES or row.title.isupper()
    if section and not any(row.texts[1:]):
        return
    if not row.title:
        yield Problem(file, row.number, "Indicator", "This row has values but no indicator.")
        return
    sentence = f"There is no indicator called {quoted(row.title)}. Correct the title, or remove the row."
    yield Problem(file, row.number, "Indicator", sentence, value=row.title)


def _not_stored(file: str, header: Row, columns: list[report_columns.Column], body: list[Row]) -> Iterator[Problem]:
    for column in columns:
        if column.level is None and any(row.texts[column.position] not in ABSENT for row in body):
            yield Problem(file, header.number, column.heading, column.reason, Severity.WARNING)


def _quarter(file: str, titles: list[Row]) -> Quarter | None:
    match = IN_TITLE.search(_joined(titles))
    return Quarter(int(match[1]), int(match[2])) if match else named_quarter(file)


def _joined(titles: list[Row]) -> str:
    return "\n".join(text for row in titles for text in row.texts)
