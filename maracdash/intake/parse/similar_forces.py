"""The most-similar list: pairs of forces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maracdash.intake.parse.area_names import AreaRegistry
from maracdash.intake.problems import CellError, Problem
from maracdash.intake.readers.sheets import SourceTable
from maracdash.model.areas import Level

COLUMNS = ("force", "similar_force")


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Codes of a force and of one that it is compared with; `file` is the one that said so."""

    force: str
    similar: str
    file: str


def read_similar_forces(
    tables: Sequence[SourceTable], registry: AreaRegistry
) -> tuple[tuple[Pair, ...], list[Problem]]:
    """Read pairs of force codes in the order brought."""
    problems: list[Problem] = []
    pairs: dict[tuple[str, str], Pair] = {}
    for table in tables:
        for row, force, similar in zip(table.rows, *(table.texts(name) for name in COLUMNS), strict=True):
            codes = [
                _find_force_code(table, row, *cell, registry, problems)
                for cell in zip(COLUMNS, (force, similar), strict=True)
            ]
            if "" in codes:
                continue
            pair = (codes[0], codes[1])
            if pair[0] == pair[1]:
                problems.append(table.problem(row, "similar_force", "A force is not in its own list: leave it out."))
            elif pair in pairs:
                problems.append(table.problem(row, "similar_force", "This pair of forces stands twice. Keep one."))
            else:
                pairs[pair] = Pair(force=pair[0], similar=pair[1], file=table.file)
    return tuple(pairs.values()), problems


def _find_force_code(
    table: SourceTable, row: int, column: str, text: str, registry: AreaRegistry, problems: list[Problem]
) -> str:
    try:
        return registry.find_one(Level.FORCE, text).code
    except CellError as fault:
        problems.append(table.problem(row, column, str(fault), value=text))
        return ""
