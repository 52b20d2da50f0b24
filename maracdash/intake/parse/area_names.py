"""Area names to codes: existing areas, areas of the set itself, and new ones from published figures."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass

from maracdash.intake.existing_data import ExistingData
from maracdash.intake.parse.uk import UK_NAMES, UnitedKingdom
from maracdash.intake.problems import CellError, quote_value
from maracdash.model.areas import Area, Level
from maracdash.model.directory import AreaDirectory, Listing, merge_listings, normalise_name, normalise_spelling

TOTAL_ROW_NAMES = frozenset({"total", "totals", "grand total", "sum", "all"})
MAX_HINTS = 3
HINT_SIMILARITY = 0.6
"""How alike the names are that a hint gives, most of them `MAX_HINTS`."""


@dataclass(frozen=True, kw_only=True)
class SourceCell:
    """The cell that first named a new area."""

    file: str
    row: int
    column: str


class AreaRegistry:
    """Register of areas that grows while a set is checked: a name new in one file is known to the next."""

    def __init__(self, known: ExistingData) -> None:
        self.directory: AreaDirectory = merge_listings(known.reference, known.directory.listings)
        self.uk = UnitedKingdom(known)
        self.added_listings: list[Listing] = []
        self.origins: dict[tuple[Level, str], SourceCell] = {}
        self.respelled: dict[str, Area] = {}

    def add_listing(self, listing: Listing, origin: SourceCell) -> None:
        """Add an area of an areas file, or one that a published figure brings."""
        area = listing.area
        if not self.directory.listing(area.level, area.code):
            self.origins[area.level, area.code] = origin
        self.added_listings.append(listing)
        self.directory = merge_listings(self.directory, [listing])

    def resolve_code(self, area: Area, parent: str, origin: SourceCell) -> str:
        """Find the code of a named area; add it as new where neither code nor name is known.

        A known name wins over an unknown code, except for Maracs: two forces may each have a Marac of one name. There
        is one UK. Raises CellError for another.
        """
        if area.level is Level.UK and (known := self.directory.at(Level.UK)):
            return _check_uk_name(area, known[0].area)
        if area.code and self.directory.listing(area.level, area.code):
            return area.code
        by_name = () if area.code and area.level is Level.MARAC else self.named(area.level, area.name, parent)
        if by_name:
            return self.note_spelling(area.name, by_name[0].area).code
        code = area.code or self._new_code(area.level, area.name, parent)
        new = Area(level=area.level, code=code, name=area.name or code)
        self.add_listing(Listing(area=new, parent=parent), origin)
        return code

    def named(self, level: Level, text: str, parent: str = "") -> tuple[Listing, ...]:
        """Areas of a level with this code or name."""
        return self.directory.find(level, text, within=parent) if text else ()

    def find_one(self, level: Level, text: str, parent: str = "") -> Area:
        """Find the one area of a level with this code or name. Raises CellError."""
        found = self.named(level, text, parent)
        if level is Level.UK and not found and normalise_name(text) in map(normalise_name, UK_NAMES):
            found = self.directory.at(Level.UK)
        if len(found) == 1:
            return self.note_spelling(text, found[0].area)
        noun = "Marac" if level is Level.MARAC else str(level)
        if not found:
            raise CellError(f"There is no {noun} called {quote_value(text)}. {self._hint(level, text)}")
        codes = ", ".join(each.area.code for each in found)
        raise CellError(f"More than one {noun} is called {quote_value(text)}. Use its code: {codes}.")

    def note_spelling(self, text: str, area: Area) -> Area:
        """The area, noted if the text is its name written with other signs."""
        if normalise_name(text) != normalise_name(area.name) and normalise_spelling(text) == normalise_spelling(
            area.name
        ):
            self.respelled[text] = area
        return area

    def _hint(self, level: Level, text: str) -> str:
        names = {each.area.name.casefold(): each.area.name for each in self.directory.at(level)}
        close = difflib.get_close_matches(text.casefold(), names, MAX_HINTS, HINT_SIMILARITY)
        if normalise_name(text) in TOTAL_ROW_NAMES:
            return "This looks like a row of totals, which is never read: delete it."
        if close:
            return f"Did you mean {' or '.join(quote_value(names[each]) for each in close)}?"
        return "Correct the name, or load it first in an areas file."

    def _new_code(self, level: Level, name: str, parent: str) -> str:
        holder = self.directory.listing(Level.FORCE, parent) if level is Level.MARAC else None
        base = make_code(f"{holder.area.name} {name}" if holder else name)
        code, number = base, 2
        while self.directory.listing(level, code):
            code, number = f"{base}-{number}", number + 1
        return code


def _check_uk_name(area: Area, known: Area) -> str:
    names = {*map(normalise_name, UK_NAMES), normalise_name(known.name)}
    if area.code != known.code and normalise_name(area.name or area.code) not in names:
        raise CellError(
            f"{quote_value(area.name or area.code)} is not the UK. Use {known.code} ({known.name}), or the name UK."
        )
    return known.code


def make_code(name: str) -> str:
    """Make a code of a name: lower case, hyphens, no accents."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "area"
