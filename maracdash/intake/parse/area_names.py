"""Names to codes: areas already known, areas of the set itself, and new ones that published figures bring."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass

from maracdash.intake.accept.existing_data import Known
from maracdash.intake.parse.uk import Uk
from maracdash.intake.problems import Faulty, quoted
from maracdash.model.areas import Area, Level
from maracdash.model.directory import Directory, Listing, folded, joined

UK_NAMES = ("UK", "UK Wide", "United Kingdom")

TOTALS = frozenset({"total", "totals", "grand total", "sum", "all"})
MOST_NAMES = 3
CLOSE = 0.6
"""How alike the names are that a hint gives, most of them `MOST_NAMES`."""


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The cell that first named a new area."""

    file: str
    row: int
    column: str


class Registry:
    """Grows while a set is checked: a name new in one file is known to the next."""

    def __init__(self, known: Known) -> None:
        self.directory: Directory = joined(known.reference, known.directory.listings)
        self.uk = Uk(known)
        self.listed: list[Listing] = []
        self.origins: dict[tuple[Level, str], Origin] = {}

    def enter(self, listing: Listing, origin: Origin) -> None:
        """Take an area of an areas file, or one that a published figure brings."""
        area = listing.area
        if not self.directory.listing(area.level, area.code):
            self.origins[area.level, area.code] = origin
        self.listed.append(listing)
        self.directory = joined(self.directory, [listing])

    def code_of(self, area: Area, parent: str, origin: Origin) -> str:
        """The code of a named area; entered as new where neither code nor name is known.

        A known name wins over an unknown code, except for Maracs: two forces may each have a Marac of one name. There
        is one UK. Raises Faulty for another.
        """
        if area.level is Level.UK and (known := self.directory.at(Level.UK)):
            return _uk(area, known[0].area)
        if area.code and self.directory.listing(area.level, area.code):
            return area.code
        by_name = () if area.code and area.level is Level.MARAC else self.named(area.level, area.name, parent)
        if by_name:
            return by_name[0].area.code
        code = area.code or self._new_code(area.level, area.name, parent)
        new = Area(level=area.level, code=code, name=area.name or code)
        self.enter(Listing(area=new, parent=parent), origin)
        return code

    def named(self, level: Level, text: str, parent: str = "") -> tuple[Listing, ...]:
        """Areas of a level with this code or name."""
        return self.directory.find(level, text, within=parent) if text else ()

    def one(self, level: Level, text: str, parent: str = "") -> Area:
        """The one area of a level with this code or name. Raises Faulty."""
        found = self.named(level, text, parent)
        if level is Level.UK and not found and folded(text) in map(folded, UK_NAMES):
            found = self.directory.at(Level.UK)
        if len(found) == 1:
            return found[0].area
        noun = "Marac" if level is Level.MARAC else str(level)
        if not found:
            raise Faulty(f"There is no {noun} called {quoted(text)}. {self._hint(level, text)}")
        codes = ", ".join(each.area.code for each in found)
        raise Faulty(f"More than one {noun} is called {quoted(text)}. Use its code: {codes}.")

    def _hint(self, level: Level, text: str) -> str:
        names = {each.area.name.casefold(): each.area.name for each in self.directory.at(level)}
        close = difflib.get_close_matches(text.casefold(), names, MOST_NAMES, CLOSE)
        if folded(text) in TOTALS:
            return "This looks like a row of totals, which is never read: delete it."
        if close:
            return f"Did you mean {' or '.join(quoted(names[each]) for each in close)}?"
        return "Correct the name, or load it first in an areas file."

    def _new_code(self, level: Level, name: str, parent: str) -> str:
        holder = self.directory.listing(Level.FORCE, parent) if level is Level.MARAC else None
        base = slug(f"{holder.area.name} {name}" if holder else name)
        code, number = base, 2
        while self.directory.listing(level, code):
            code, number = f"{base}-{number}", number + 1
        return code


def _uk(area: Area, known: Area) -> str:
    names = {*map(folded, UK_NAMES), folded(known.name)}
    if area.code != known.code and folded(area.name or area.code) not in names:
        raise Faulty(
            f"{quoted(area.name or area.code)} is not the UK. Use {known.code} ({known.name}), or the name UK."
        )
    return known.code


def slug(name: str) -> str:
    """A code made of a name: lower case, hyphens, no accents."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "area"
