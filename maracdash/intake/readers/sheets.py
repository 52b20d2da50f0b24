"""Sheets and tables: rows of text as read, before any check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from maracdash.intake.problems import CellError, Problem, Severity

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

    def first_rows(self, rows: int) -> list[list[str]]:
        """The first rows as plain lists of trimmed text."""
        return to_text_rows(self.cells.iloc[:rows])


@dataclass(frozen=True, kw_only=True)
class SourceTable:
    """The rows under a recognised header. Columns of `cells` have the type's own names, `headers` the printed ones."""

    file: str
    cells: pd.DataFrame
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> Positions:
        """Row numbers as a person sees them."""
        return self.cells.index.to_numpy()

    def has_column(self, column: str) -> bool:
        """True if the file has the column."""
        return column in self.headers

    def texts(self, column: str) -> list[str]:
        """A column's trimmed text; blanks where the file does not have it."""
        if not self.has_column(column):
            return [""] * len(self.cells)
        return [clean_text(text) for text in self.cells[column].astype(object)]

    def problem(
        self, row: int, column: str, message: str, severity: Severity = Severity.ERROR, value: str = ""
    ) -> Problem:
        """A problem of one cell."""
        return Problem(self.file, int(row), self.headers.get(column, column), message, severity, value)

    def question(self, row: int, column: str, detail: str, cause: str) -> Problem:
        """A warning that is asked together with all of the same cause."""
        return replace(self.problem(row, column, f"{detail}: {cause}", Severity.WARNING), cause=cause)


def to_text_rows(cells: pd.DataFrame) -> list[list[str]]:
    """Turn cells into plain lists of trimmed text."""
    return [[clean_text(str(cell)) for cell in row] for row in cells.astype(object).to_numpy().tolist()]


def clean_text(text: str) -> str:
    """Clean a cell's text: no outer blanks, no line breaks."""
    return text.replace("\r", " ").replace("\n", " ").strip()


def find_blanks(column: pd.Series) -> Mask:
    """Find the cells of a column that are blank, as a mask."""
    empty = [code for code, text in enumerate(column.cat.categories) if not str(text).strip()]
    found: Mask = column.cat.codes.isin(empty).to_numpy()
    return found


def read_column(table: SourceTable, column: str, read: Callable[[str], float]) -> tuple[Numbers, list[Problem]]:
    """Read a column as numbers, each distinct text once; NaN where the file has no such column, or no such number."""
    if not table.has_column(column):
        return np.full(len(table.cells), np.nan), []
    texts = [str(text).strip() for text in table.cells[column].cat.categories]
    codes = table.cells[column].cat.codes.to_numpy().astype(np.intp)
    numbers, faults = _read_each(texts, read)
    return numbers[codes], list(_list_faults(table, column, codes, texts, faults))


def _read_each(texts: Iterable[str], read: Callable[[str], float]) -> tuple[Numbers, dict[int, str]]:
    numbers: list[float] = []
    faults: dict[int, str] = {}
    for code, text in enumerate(texts):
        try:
            numbers.append(read(text))
        except CellError as fault:
            numbers.append(np.nan)
            faults[code] = str(fault)
    return np.array(numbers, dtype=float), faults


def _list_faults(
    table: SourceTable, column: str, codes: Positions, texts: list[str], faults: Mapping[int, str]
) -> Iterator[Problem]:
    rows = table.rows
    for position in np.flatnonzero(np.isin(codes, list(faults))):
        code = int(codes[position])
        yield table.problem(int(rows[position]), column, faults[code], value=texts[code])
