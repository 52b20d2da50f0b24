"""Returns of a set as one table of numbers, meeting and quarterly rows together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import nan

import numpy as np
import pandas as pd

from maracdash.catalogue.fields import FIELD_NAMES, FIELDS
from maracdash.intake.parse import dates, numbers
from maracdash.intake.parse.area_names import Registry
from maracdash.intake.problems import NEEDED, Faulty, Problem, Severity, quoted
from maracdash.intake.readers.sheets import Numbers, Table, read_column
from maracdash.model.areas import Level
from maracdash.model.directory import Listing
from maracdash.model.errors import MaracdashError
from maracdash.model.quarters import Quarter


@dataclass(frozen=True, kw_only=True)
class Returns:
    """`frame`, one row per return row in the order brought: file (position in `tables`), row, marac (position in
    `maracs`), day (ordinal; NaN in a quarterly return), quarter (index), entries, then each field. All numbers; NaN
    for a blank and for what could not be read, which already is a problem. `withheld`, of the same rows and the
    fields: where a count is known to be small and is not told; NaN in `frame`.
    """

    frame: pd.DataFrame
    withheld: pd.DataFrame = field(default_factory=pd.DataFrame)
    tables: tuple[Table, ...] = ()
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
        printed = PRINTED.get(column, column)
        for position in map(int, np.flatnonzero(wrong)):
            table = self.table(position)
            text = str(table.cells[printed].iat[self._within(position)]).strip() if table.has(printed) else ""
            yield table.problem(self.row(position), printed, sentence(position), severity, text)

    def table(self, position: int) -> Table:
        """The table that a row came from."""
        return self.tables[self._whole("file", position)]

    def number(self, column: str, position: int) -> str:
        """A cell as written in a message."""
        return f"{float(self.values(column)[position]):,.10g}"

    def row(self, position: int) -> int:
        """The row number a person sees."""
        return self._whole("row", position)

    def marac(self, position: int) -> str:
        """The name of a row's Marac."""
        return self.maracs[self._whole("marac", position)].area.name

    def day(self, position: int) -> date:
        """A meeting's date."""
        return date.fromordinal(self._whole("day", position))

    def quarter(self, position: int) -> Quarter:
        """The quarter a row belongs to."""
        return Quarter.from_index(self._whole("quarter", position))

    def _whole(self, column: str, position: int) -> int:
        return int(self.values(column)[position])

    def _within(self, position: int) -> int:
        """The row's position in its own table."""
        return position - int(np.searchsorted(self.values("file"), self.values("file")[position]))


PRINTED = {"day": "meeting_date"}
QUARTER_OF_DAY = np.vectorize(lambda day: Quarter.of(date.fromordinal(int(day))).index, otypes=[float])


def read_returns(tables: Sequence[Table], registry: Registry) -> tuple[Returns, list[Problem]]:
    """The returns of several files, and what cannot be read in them."""
    maracs: dict[str, int] = {}
    problems: list[Problem] = []
    frames = [_read(table, position, maracs, registry, problems) for position, table in enumerate(tables)]
    frame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    listings = tuple(_listing(registry, code) for code in maracs)
    withheld = frame[list(FIELD_NAMES)] == numbers.WITHHELD if frames else pd.DataFrame()
    frame = frame.replace(numbers.WITHHELD, nan)
    return Returns(frame=frame, withheld=withheld, tables=tuple(tables), maracs=listings), problems


def _read(
    table: Table, position: int, maracs: dict[str, int], registry: Registry, problems: list[Problem]
) -> pd.DataFrame:
    def column(name: str, read: Callable[[str], float]) -> Numbers:
        found, faults = read_column(table, name, read)
        problems.extend(faults)
        return found

    quarterly = table.has("entries")
    day = column("meeting_date", _required(dates.ordinal))
    data = {
        "file": np.full(len(table.cells), position),
        "row": table.rows,
        "marac": _maracs(table, maracs, registry, problems),
        "day": day,
        "quarter": column("quarter", _required(dates.quarter)) if quarterly else _quarters(day),
        "entries": column("entries", _required(numbers.count)) if quarterly else np.ones(len(table.cells)),
    }
    for each in FIELDS:
        read = numbers.count if each.whole else numbers.at_least_nothing
        data[each.name] = column(each.name, numbers.withholding(_required(read) if each.name == "cases" else read))
    return pd.DataFrame(data)


def _required(read: Callable[[str], float]) -> Callable[[str], float]:
    def reading(text: str) -> float:
        if not text:
            raise Faulty(NEEDED)
        return read(text)

    return reading


def _quarters(day: Numbers) -> Numbers:
    days, places = np.unique(day, return_inverse=True)
    known = ~np.isnan(days)
    quarters = np.full(len(days), nan)
    if known.any():
        quarters[known] = QUARTER_OF_DAY(days[known])
    return quarters[places]


def _maracs(table: Table, maracs: dict[str, int], registry: Registry, problems: list[Problem]) -> Numbers:
    """Positions of Maracs, each pair of force and Marac text looked up once."""
    if not table.has("force"):
        found, faults = read_column(table, "marac", lambda text: _position(text, "", maracs, registry))
        problems.extend(faults)
        return found
    found = np.full(len(table.cells), nan)
    for place, (force, marac) in enumerate(zip(table.texts("force"), table.texts("marac"), strict=True)):
        try:
            found[place] = _position(marac, force, maracs, registry)
        except Faulty as fault:
            problems.append(table.problem(table.rows[place], "marac", str(fault), value=marac))
    return found


def _position(text: str, force: str, maracs: dict[str, int], registry: Registry) -> float:
    if not text:
        raise Faulty(NEEDED)
    parent = registry.one(Level.FORCE, force).code if force else ""
    code = registry.one(Level.MARAC, text, parent).code
    listing = registry.directory.listing(Level.MARAC, code)
    if parent and listing and listing.parent != parent:
        holder = registry.directory.listing(Level.FORCE, listing.parent)
        raise Faulty(
            f"{quoted(text)} is no Marac of {quoted(force)} but of {holder.area.name if holder else listing.parent}. "
            "Correct one of the two."
        )
    return float(maracs.setdefault(code, len(maracs)))


def _listing(registry: Registry, code: str) -> Listing:
    found = registry.directory.listing(Level.MARAC, code)
    if not found:
        raise MaracdashError(f"The Marac {code} was looked up and lost.")
    return found
