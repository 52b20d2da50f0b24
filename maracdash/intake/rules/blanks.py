"""Blanks: an empty cell means “not collected”, never 0, with one warning a column."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from maracdash.catalogue.fields import FIELDS
from maracdash.intake.cells.numbers import is_not_collected
from maracdash.intake.parse.returns import ParsedReturns
from maracdash.intake.problems import Problem, quote_value
from maracdash.intake.readers.sheets import Mask, SourceTable
from maracdash.intake.rules.context import RuleContext

NOT_COLLECTED_NOTE = (
    "taken as not collected, not as 0, so these files give no figure for the whole quarter. Write 0 where there were "
    "none."
)


def warn_blank_cells(returns: ParsedReturns, _: RuleContext) -> Iterator[Problem]:
    """Warn once for each column of each file with blank cells; rows of no known Marac have worse problems."""
    frame = returns.frame[["file", "row", "marac"]]
    for position, table in enumerate(returns.tables):
        own = frame[frame["file"] == position]
        lost = own.loc[own["marac"].isna(), "row"].to_numpy()
        for each in FIELDS:
            if not each.required and table.has_column(each.name):
                yield from _warn_blank_column(table, each.name, ~np.isin(table.rows, lost))


def _warn_blank_column(table: SourceTable, name: str, counted: Mask) -> Iterator[Problem]:
    column = table.cells[name]
    empty = {code: str(text).strip() for code, text in enumerate(column.cat.categories) if is_not_collected(str(text))}
    codes = column.cat.codes
    blank = codes.isin(list(empty)).to_numpy() & counted
    rows, found = table.rows[blank], codes[blank].unique()
    if len(rows):
        where = f"{len(rows):,} rows, from this one on" if len(rows) > 1 else "1 row"
        said = f"{_describe_blanks(sorted({empty[code] for code in found}))} in {where}"
        yield table.question(int(rows[0]), name, said, NOT_COLLECTED_NOTE)


def _describe_blanks(texts: list[str]) -> str:
    """`blank`, `“n/a”`, or both."""
    return " or ".join(quote_value(text) if text else "blank" for text in texts)
