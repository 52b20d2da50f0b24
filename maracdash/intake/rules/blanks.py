"""Blanks: an empty cell means “not collected”, never 0, and the submitter is asked once a file."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from maracdash.catalogue.fields import FIELDS
from maracdash.intake.cells.numbers import not_collected
from maracdash.intake.parse.returns import Returns
from maracdash.intake.problems import Problem, quoted
from maracdash.intake.readers.sheets import Mask, Table
from maracdash.intake.rules.context import Context

NOT_ZERO = (
    "taken as not collected, not as 0, so this gives no figure for the whole quarter. Write 0 where there were none."
)


def blank_cells(returns: Returns, _: Context) -> Iterator[Problem]:
    """One warning for each column that has blank cells, all of a file one question; rows of no known Marac have worse
    problems.
    """
    frame = returns.frame[["file", "row", "marac"]]
    for position, table in enumerate(returns.tables):
        own = frame[frame["file"] == position]
        lost = own.loc[own["marac"].isna(), "row"].to_numpy()
        for each in FIELDS:
            if not each.required and table.has(each.name):
                yield from _blank(table, each.name, ~np.isin(table.rows, lost))


def _blank(table: Table, name: str, counted: Mask) -> Iterator[Problem]:
    column = table.cells[name]
    empty = {code: str(text).strip() for code, text in enumerate(column.cat.categories) if not_collected(str(text))}
    codes = column.cat.codes
    blank = codes.isin(list(empty)).to_numpy() & counted
    rows, found = table.rows[blank], codes[blank].unique()
    if len(rows):
        many = len(rows) > 1
        said = _said(sorted({empty[code] for code in found}), "are" if many else "is", "say" if many else "says")
        noun = f"{len(rows):,} rows, from this one on, {said}" if many else f"1 row {said}"
        yield table.question(int(rows[0]), name, noun, NOT_ZERO)


def _said(texts: list[str], is_: str, says: str) -> str:
    """`are blank`, `says “n/a”`, or both."""
    written = " or ".join(quoted(text) for text in texts if text)
    return " or ".join([f"{is_} blank"] * ("" in texts) + ([f"{says} {written}"] if written else []))
