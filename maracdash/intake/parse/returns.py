"""Returns of a set as one table of numbers, meeting and quarterly rows together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import nan

import numpy as np
import pandas as pd

from maracdash.catalogue.fields import FIELDS, field_names
from maracdash.intake.cells import dates, numbers
from maracdash.intake.parse.area_names import AreaRegistry
from maracdash.intake.problems import BLANK_CELL, CellError, Problem, Severity, quote_value
from maracdash.intake.readers.sheets import Numbers, SourceTable, read_column
from maracdash.model.areas import Level
from maracdash.model.directory import Listing
from maracdash.model.errors import MaracdashError
from maracdash.model.quarters import Quarter


@dataclass(frozen=True, kw_only=True)
class ParsedReturns:
    """`frame`, one row per return row in the order brought: file (position in `tables`), row, marac (position in
    `maracs`), day (ordinal; NaN in a quarterly return), quarter (index), entries, then each field. All numbers; NaN
    for a blank and for what could not be read, which already is a problem. `withheld`, of the same rows and the
    fields: where a count is known to be small and is not told; NaN in `frame`.
    """

    frame: pd.DataFrame
    withheld: pd.DataFrame = field(default_factory=pd.DataFrame)
    tables: tuple[SourceTable, ...] = ()
    maracs: tuple[Listing, ...] = ()

    def values(self, column: str) -> Numbers:
        """A column as an array."""
        found: Numbers = self.frame[column].to_numpy()
        return found

    def sums(self, columns: Sequence[str]) -> Numbers:
        """Row sums of several fields, blanks left out."""
        found: Numbers = np.nansum(self.frame[list(columns)].to_numpy(), axis=1)
        return found

    def problems(
        self,
        wrong: np.ndarray[tuple[int], np.dtype[np.bool_]],
        column: str,
        sentence: Callable[[int], str],
        severity: Severity = Severity.ERROR,
    ) -> Iterator[Problem]:
        """A problem for each row where `wrong`; `sentence` is given the row's position."""
        printed = PRINTED_COLUMNS.get(column, column)
        for position in map(int, np.flatnonzero(wrong)):
            table = self.table(position)
            text = (
                str(table.cells[printed].iat[self._position_in_table(position)]).strip()
                if table.has_column(printed)
                else ""
            )
            yield table.problem(self.row(position), printed, sentence(position), severity, text)

    def table(self, position: int) -> SourceTable:
        """The table that a row came from."""
        return self.tables[self._integer("file", position)]

    def number(self, column: str, position: int) -> str:
        """Write a cell's number for a message."""
        return f"{float(self.values(column)[position]):,.10g}"

    def row(self, position: int) -> int:
        """The row number a person sees."""
        return self._integer("row", position)

    def marac(self, position: int) -> str:
        """The name of a row's Marac."""
        return self.maracs[self._integer("marac", position)].area.name

    def day(self, position: int) -> date:
        """A meeting's date."""
        return date.fromordinal(self._integer("day", position))

    def quarter(self, position: int) -> Quarter:
        """The quarter a row belongs to."""
        return Quarter.from_index(self._integer("quarter", position))

    def _integer(self, column: str, position: int) -> int:
        return int(self.values(column)[position])

    def _position_in_table(self, position: int) -> int:
        """The row's position in its own table."""
        return position - int(np.searchsorted(self.values("file"), self.values("file")[position]))


PRINTED_COLUMNS = {"day": "meeting_date"}
quarters_of_ordinals = np.vectorize(lambda day: Quarter.of(date.fromordinal(int(day))).index, otypes=[float])


def read_returns(tables: Sequence[SourceTable], registry: AreaRegistry) -> tuple[ParsedReturns, list[Problem]]:
    """Read the returns of several files, and the problems of cells that cannot be read."""
    maracs: dict[str, int] = {}
    problems: list[Problem] = []
    frames = [_read_table(table, position, maracs, registry, problems) for position, table in enumerate(tables)]
    frame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    listings = tuple(_find_listing(registry, code) for code in maracs)
    withheld = frame[list(field_names())] == numbers.WITHHELD if frames else pd.DataFrame()
    frame = frame.replace(numbers.WITHHELD, nan)
    return ParsedReturns(frame=frame, withheld=withheld, tables=tuple(tables), maracs=listings), problems


def _read_table(
    table: SourceTable, position: int, maracs: dict[str, int], registry: AreaRegistry, problems: list[Problem]
) -> pd.DataFrame:
    def column(name: str, read: Callable[[str], float]) -> Numbers:
        found, faults = read_column(table, name, read)
        problems.extend(faults)
        return found

    quarterly = table.has_column("entries")
    day = column("meeting_date", _require_value(dates.parse_ordinal))
    data = {
        "file": np.full(len(table.cells), position),
        "row": table.rows,
        "marac": _find_maracs(table, maracs, registry, problems),
        "day": day,
        "quarter": column("quarter", _require_value(dates.parse_quarter_index))
        if quarterly
        else _quarters_of_days(day),
        "entries": column("entries", numbers.with_advice(_require_value(numbers.parse_count), numbers.NEEDED_NUMBER))
        if quarterly
        else np.ones(len(table.cells)),
    }
    for each in FIELDS:
        read = numbers.parse_count if each.whole else numbers.parse_non_negative
        data[each.name] = column(each.name, _required_count(read) if each.required else _optional_count(read))
    return pd.DataFrame(data)


def _required_count(read: Callable[[str], float]) -> Callable[[str], float]:
    return numbers.allow_withheld(numbers.with_advice(_require_value(read), numbers.NEEDED_COUNT))


def _optional_count(read: Callable[[str], float]) -> Callable[[str], float]:
    return numbers.allow_withheld(numbers.with_advice(read, numbers.OPTIONAL_COUNT))


def _require_value(read: Callable[[str], float]) -> Callable[[str], float]:
    def reading(text: str) -> float:
        if not text:
            raise CellError(BLANK_CELL)
        return read(text)

    return reading


def _quarters_of_days(day: Numbers) -> Numbers:
    days, places = np.unique(day, return_inverse=True)
    known = ~np.isnan(days)
    quarters = np.full(len(days), nan)
    if known.any():
        quarters[known] = quarters_of_ordinals(days[known])
    return quarters[places]


def _find_maracs(
    table: SourceTable, maracs: dict[str, int], registry: AreaRegistry, problems: list[Problem]
) -> Numbers:
    """Find the positions of Maracs, each pair of force and Marac text looked up once."""
    if not table.has_column("force"):
        found, faults = read_column(table, "marac", lambda text: _marac_position(text, "", maracs, registry))
        problems.extend(faults)
        return found
    found = np.full(len(table.cells), nan)
    for place, (force, marac) in enumerate(zip(table.texts("force"), table.texts("marac"), strict=True)):
        try:
            found[place] = _marac_position(marac, force, maracs, registry)
        except CellError as fault:
            problems.append(table.problem(table.rows[place], "marac", str(fault), value=marac))
    return found


def _marac_position(text: str, force: str, maracs: dict[str, int], registry: AreaRegistry) -> float:
    if not text:
        raise CellError(BLANK_CELL)
    parent = registry.find_one(Level.FORCE, force).code if force else ""
    code = registry.find_one(Level.MARAC, text, parent).code
    listing = registry.directory.listing(Level.MARAC, code)
    if parent and listing and listing.parent != parent:
        holder = registry.directory.listing(Level.FORCE, listing.parent)
        raise CellError(
            f"{quote_value(text)} is no Marac of {quote_value(force)} but of "
            f"{holder.area.name if holder else listing.parent}. Correct one of the two."
        )
    return float(maracs.setdefault(code, len(maracs)))


def _find_listing(registry: AreaRegistry, code: str) -> Listing:
    found = registry.directory.listing(Level.MARAC, code)
    if not found:
        raise MaracdashError(f"The Marac {code} was looked up and lost.")
    return found
