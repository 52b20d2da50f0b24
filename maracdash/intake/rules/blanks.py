"""Blanks: an empty cell means “not collected”, never 0, and the submitter is told once a column."""

from __future__ import annotations

from collections.abc import Iterator

from maracdash.catalogue.fields import FIELD_NAMES
from maracdash.intake.numbers import not_collected
from maracdash.intake.problems import Problem, Severity
from maracdash.intake.returns import Returns
from maracdash.intake.rules.context import Context
from maracdash.intake.sheets import Table


def blank_cells(returns: Returns, _: Context) -> Iterator[Problem]:
    """One warning for each column of each file that has blank cells."""
    for table in returns.tables:
        for name in FIELD_NAMES:
            if name != "cases" and table.has(name):
                yield from _blank(table, name)


def _blank(table: Table, name: str) -> Iterator[Problem]:
    column = table.cells[name]
    empty = [code for code, text in enumerate(column.cat.categories) if not_collected(str(text))]
    rows = table.rows[column.cat.codes.isin(empty).to_numpy()]
    if len(rows):
        noun = "1 row is blank" if len(rows) == 1 else f"{len(rows):,} rows are blank, the first is row {rows[0]}"
        yield table.problem(
            rows[0], name, f"{noun}: taken as not collected, not as 0. Write 0 where there were none.", Severity.WARNING
        )
