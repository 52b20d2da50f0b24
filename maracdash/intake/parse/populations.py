"""Dated populations: women aged 16 and over, one row per area and census basis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan

from maracdash.intake.cells import dates, numbers
from maracdash.intake.parse.area_lifecycle import AreaRow
from maracdash.intake.parse.area_names import AreaRegistry
from maracdash.intake.parse.areas import LISTED_LEVELS
from maracdash.intake.problems import CellError, Problem, quote_value
from maracdash.intake.readers.sheets import SourceTable, read_column
from maracdash.model.areas import Area, Level


@dataclass(frozen=True, kw_only=True)
class PopulationRow:
    """Women aged 16 and over of an area. `from_quarter` is an index, 0 where undated; `file` is where it came from."""

    area: Area
    basis: str
    from_quarter: int
    women: int
    file: str


def extract_populations(lines: Sequence[AreaRow]) -> Iterator[PopulationRow]:
    """Extract the undated populations of an areas file."""
    for line in lines:
        if line.women:
            yield PopulationRow(
                area=line.listing.area, basis="", from_quarter=0, women=int(line.women), file=line.table.file
            )


def read_populations(
    tables: Sequence[SourceTable], registry: AreaRegistry
) -> tuple[tuple[PopulationRow, ...], list[Problem]]:
    """Read every readable row; the same area and quarter again is a problem."""
    problems: list[Problem] = []
    found: dict[tuple[Level, str, int], PopulationRow] = {}
    for table in tables:
        for row, population in _read_rows(table, registry, problems):
            key = (population.area.level, population.area.code, population.from_quarter)
            if key in found:
                problems.append(table.problem(row, "code", "This area and quarter stand twice. Keep one."))
            found[key] = population
    return tuple(found.values()), problems


def _read_rows(
    table: SourceTable, registry: AreaRegistry, problems: list[Problem]
) -> Iterator[tuple[int, PopulationRow]]:
    women, faults = read_column(table, "women_16_plus", _read_women)
    quarters, more = read_column(table, "from_quarter", dates.parse_quarter_index)
    problems.extend((*faults, *more))
    wrong = {problem.row for problem in (*faults, *more)}
    codes, levels, bases = table.texts("code"), table.texts("level"), table.texts("basis")
    for at, row in enumerate(map(int, table.rows)):
        try:
            area = _find_area(codes[at], levels[at].casefold(), registry)
        except CellError as fault:
            problems.append(table.problem(row, "code", str(fault), value=codes[at]))
            continue
        if row not in wrong:
            index = 0 if isnan(quarters[at]) else int(quarters[at])
            number = int(women[at])
            yield row, PopulationRow(area=area, basis=bases[at], from_quarter=index, women=number, file=table.file)


def _read_women(text: str) -> float:
    if not text:
        raise CellError("This cell is blank, but every row needs it.")
    return numbers.with_advice(numbers.parse_population, numbers.NEEDED_NUMBER)(text)


def _find_area(code: str, level: str, registry: AreaRegistry) -> Area:
    levels = [each for each in LISTED_LEVELS if level in ("", each)]
    if not levels:
        raise CellError(f"{quote_value(level)} is not a level. Use one of: {', '.join(LISTED_LEVELS)}.")
    found = [listing.area for each in levels for listing in registry.named(each, code)]
    if not found:
        raise CellError(f"There is no area with the code {quote_value(code)}. Load it too, or correct the code.")
    if len(found) > 1:
        names = ", ".join(area.level for area in found)
        raise CellError(f"More than one area has the code {quote_value(code)} ({names}). Add a column “level”.")
    return registry.note_spelling(code, found[0])
