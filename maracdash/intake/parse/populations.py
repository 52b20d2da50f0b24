"""Dated populations: women aged 16 and over, one row per area and census basis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan

from maracdash.intake.cells import dates, numbers
from maracdash.intake.parse.area_lifecycle import Line
from maracdash.intake.parse.area_names import Registry
from maracdash.intake.parse.areas import LISTED
from maracdash.intake.problems import Faulty, Problem, quoted
from maracdash.intake.readers.sheets import Table, read_column
from maracdash.model.areas import Area, Level


@dataclass(frozen=True, kw_only=True)
class Population:
    """`from_quarter` is an index, 0 where undated; `file` is the one that said so."""

    area: Area
    basis: str
    from_quarter: int
    women: int
    file: str


def of_areas(lines: Sequence[Line]) -> Iterator[Population]:
    """The undated populations of an areas file."""
    for line in lines:
        if line.women:
            yield Population(
                area=line.listing.area, basis="", from_quarter=0, women=int(line.women), file=line.table.file
            )


def read_populations(tables: Sequence[Table], registry: Registry) -> tuple[tuple[Population, ...], list[Problem]]:
    """Every readable row; the same area and quarter again is a problem."""
    problems: list[Problem] = []
    found: dict[tuple[Level, str, int], Population] = {}
    for table in tables:
        for row, population in _rows(table, registry, problems):
            key = (population.area.level, population.area.code, population.from_quarter)
            if key in found:
                problems.append(table.problem(row, "code", "This area and quarter stand twice. Keep one."))
            found[key] = population
    return tuple(found.values()), problems


def _rows(table: Table, registry: Registry, problems: list[Problem]) -> Iterator[tuple[int, Population]]:
    women, faults = read_column(table, "women_16_plus", _given)
    quarters, more = read_column(table, "from_quarter", dates.quarter)
    problems.extend((*faults, *more))
    wrong = {problem.row for problem in (*faults, *more)}
    codes, levels, bases = table.texts("code"), table.texts("level"), table.texts("basis")
    for at, row in enumerate(map(int, table.rows)):
        try:
            area = _area(codes[at], levels[at].casefold(), registry)
        except Faulty as fault:
            problems.append(table.problem(row, "code", str(fault), value=codes[at]))
            continue
        if row not in wrong:
            index = 0 if isnan(quarters[at]) else int(quarters[at])
            number = int(women[at])
            yield row, Population(area=area, basis=bases[at], from_quarter=index, women=number, file=table.file)


def _given(text: str) -> float:
    if not text:
        raise Faulty("This cell is blank, but every row needs it.")
    return numbers.instead(numbers.people, numbers.NEEDED_NUMBER)(text)


def _area(code: str, level: str, registry: Registry) -> Area:
    levels = [each for each in LISTED if level in ("", each)]
    if not levels:
        raise Faulty(f"{quoted(level)} is not a level. Use one of: {', '.join(LISTED)}.")
    found = [listing.area for each in levels for listing in registry.named(each, code)]
    if not found:
        raise Faulty(f"There is no area with the code {quoted(code)}. Load it too, or correct the code.")
    if len(found) > 1:
        names = ", ".join(area.level for area in found)
        raise Faulty(f"More than one area has the code {quoted(code)} ({names}). Add a column “level”.")
    return registry.taken(code, found[0])
