"""Sheets and tables: rows of text as read, before anything is believed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from maracdash.intake.problems import Faulty, Problem, Severity

Numbers = np.ndarray[tuple[int], np.dtype[np.float64]]
Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]
Positions = np.ndarray[tuple[int], np.dtype[np.intp]]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet. `cells` has columns 0, 1, ... of categorical text; its index is the row number a person sees.
    `delimiter` is what separates the columns of a text.

    Categories keep memory small, and let each distinct text be read once however often it stands there.
    """

    cells: pd.DataFrame
    name: str = ""
    problems: tuple[Problem, ...] = ()
    merged: tuple[str, ...] = ()
    hidden: bool = False
    delimiter: str = ","

    def top(self, rows: int) -> list[list[str]]:
        """The first rows as plain lists of trimmed text."""
        return lines(self.cells.iloc[:rows])


@dataclass(frozen=True, kw_only=True)
class Table:
    """The rows under a recognised header. Columns of `cells` carry the kind's own names, `headers` the printed ones."""

    file: str
    cells: pd.DataFrame
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> Positions:
        """Row numbers as a person sees them."""
        return self.cells.index.to_numpy()

    def has(self, column: str) -> bool:
        """Whether the file has the column."""
        return column in self.headers

    def texts(self, column: str) -> list[str]:
        """A column's trimmed text; blanks where the file does not have it."""
        if not self.has(column):
            return [""] * len(self.cells)
        return [tidy(text) for text in self.cells[column].astype(object)]

    def problem(
        self, row: int, column: str, message: str, severity: Severity = Severity.ERROR, value: str = ""
    ) -> Problem:
        """A problem of one cell."""
        return Problem(self.file, int(row), self.headers.get(column, column), message, severity, value)

    def question(self, row: int, column: str, detail: str, cause: str) -> Problem:
        """A warning that is asked together with all of the same cause."""
        return replace(self.problem(row, column, f"{detail}: {cause}", Severity.WARNING), cause=cause)


def lines(cells: pd.DataFrame) -> list[list[str]]:
    """Cells as plain lists of trimmed text."""
    return [[tidy(str(cell)) for cell in row] for row in cells.astype(object).to_numpy().tolist()]


def tidy(text: str) -> str:
    """A cell's text without outer blanks and line breaks."""
    return text.replace("\r", " ").replace("\n", " ").strip()


def blanks(column: pd.Series) -> Mask:
    """Which cells of a column hold nothing but blanks."""
    empty = [code for code, text in enumerate(column.cat.categories) if not str(text).strip()]
    found: Mask = column.cat.codes.isin(empty).to_numpy()
    return found


def read_column(table: Table, column: str, read: Callable[[str], float]) -> tuple[Numbers, list[Problem]]:
    """A column as numbers, each distinct text read once; NaN where the file has no such column, or no such number."""
    if not table.has(column):
        return np.full(len(table.cells), np.nan), []
    texts = [str(text).strip() for text in table.cells[column].cat.categories]
    codes = table.cells[column].cat.codes.to_numpy().astype(np.intp)
    numbers, faults = _read_each(texts, read)
    return numbers[codes], list(_faults(table, column, codes, texts, faults))


def _read_each(texts: Iterable[str], read: Callable[[str], float]) -> tuple[Numbers, dict[int, str]]:
    numbers: list[float] = []
    faults: dict[int, str] = {}
    for code, text in enumerate(texts):
        try:
            numbers.append(read(text))
        except Faulty as fault:
            numbers.append(np.nan)
            faults[code] = str(fault)
    return np.array(numbers, dtype=float), faults


def _faults(
    table: Table, column: str, codes: Positions, texts: list[str], faults: Mapping[int, str]
) -> Iterator[Problem]:
    rows = table.rows
    for position in np.flatnonzero(np.isin(codes, list(faults))):
        code = int(codes[position])
        yield table.problem(int(rows[position]), column, faults[code], value=texts[code])
