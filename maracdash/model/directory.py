"""The directory of areas: every area of a release, its parent, and look-ups by code or name."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from maracdash.model.areas import LEVELS, Area, AreaHierarchy, Closure, Level, Merger
from maracdash.model.errors import NotFoundError

APOSTROPHES = "\u2018\u2019\u201b\u02bb\u02bc\u02b9\u2032`\u00b4\uff07"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
SHAPES = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(DASHES, "-"))
PARENT_LEVEL = {
    Level.MARAC: Level.FORCE,
    Level.FORCE: Level.REGION,
    Level.REGION: Level.COUNTRY,
    Level.COUNTRY: Level.UK,
}


@dataclass(frozen=True, kw_only=True)
class Listing:
    """An area with its facts from the areas file. `parent` is a code of the level `PARENT_LEVEL[area.level]`.

    `successor` is the code of the Marac that a closed one became part of.
    """

    area: Area
    parent: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    meeting_frequency: str = ""
    minoritised_share: float | None = None
    successor: str = ""


@dataclass(frozen=True)
class AreaDirectory:
    """All listings, and the most-similar list as pairs of force codes (force, similar force).

    `published_groups` are forces whose group's figures were published though its members may not be known here.
    """

    listings: tuple[Listing, ...] = ()
    similar: tuple[tuple[str, str], ...] = ()
    published_groups: tuple[str, ...] = ()

    def listing(self, level: Level, code: str) -> Listing | None:
        """The listing of one area."""
        return self._by_code.get((level, code))

    def find(self, level: Level, text: str, within: str = "") -> tuple[Listing, ...]:
        """Find areas of a level by code, else by exact name (of the parent `within`)."""
        exact = self.listing(level, text.strip())
        if exact:
            return (exact,)
        named = self._by_name.get((level, normalise_name(text)), ())
        own = tuple(each for each in named if not within or each.parent == within)
        if own:
            return own
        respelt = self._by_spelling.get((level, normalise_spelling(text)), ())
        return tuple(each for each in respelt if not within or each.parent == within)

    def at(self, level: Level) -> tuple[Listing, ...]:
        """Every area of a level, by name."""
        return self._by_level.get(level, ())

    def children(self, level: Level, parent: str) -> tuple[Listing, ...]:
        """The areas of a level that belong to a parent, by name."""
        return self._by_parent.get((level, parent), ())

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of all areas by code; of a code that several levels share, that of the smallest area."""
        return {each.area.code: each.area.name for level in reversed(LEVELS) for each in self.at(level)}

    def find_one(self, level: Level, text: str) -> Area:
        """Find the one area of a level with this code or name. Raises NotFoundError with a sentence."""
        found = self.find(level, text)
        if not found:
            raise NotFoundError(f"There is no {level.noun} called “{text[:60]}” in this release.")
        if len(found) > 1:
            codes = ", ".join(each.area.code for each in found)
            raise NotFoundError(f"More than one {level.noun} is called “{text[:60]}”. Use a code: {codes}.")
        return found[0].area

    def own(self, text: str) -> Area:
        """Find the Marac with this code or name, else the force. Raises NotFoundError with a sentence."""
        if not self.find(Level.MARAC, text) and len(self.find(Level.FORCE, text)) == 1:
            return self.find_one(Level.FORCE, text)
        return self.find_one(Level.MARAC, text)

    def list_group_forces(self, force: str) -> tuple[Area, ...]:
        """The forces of a force's most similar group, itself first; empty where no list is known."""
        codes = self._similar_codes.get(force, ())
        if not codes:
            return ()
        found = (self.listing(Level.FORCE, code) for code in (force, *codes))
        return tuple(each.area for each in found if each)

    def group(self, force: Area) -> Area | None:
        """The most similar group of a force as an area of its own, with the force's code."""
        if not self.list_group_forces(force.code) and force.code not in self.published_groups:
            return None
        return Area(level=Level.GROUP, code=force.code, name=f"Most similar group of {force.name}")

    def hierarchy(self, area: Area) -> AreaHierarchy:
        """The area, a Marac or whole force, and every larger area around it."""
        whole = area.level is Level.FORCE
        force = area if whole else self._parent(area)
        region = self._parent(force)
        country = self._parent(region)
        return AreaHierarchy(
            area=area,
            force=None if whole else force,
            group=self.group(force) if force else None,
            region=region,
            country=country,
            uk=self._parent(country) or self._only(Level.UK),
            group_forces=self.list_group_forces(force.code) if force else (),
            merger=self._formation(area),
            closure=self._closure(area),
        )

    def _formation(self, marac: Area) -> Merger | None:
        earlier = self._by_successor.get(marac.code, ()) if marac.level is Level.MARAC else ()
        own = self.listing(Level.MARAC, marac.code)
        ends = [each.valid_to for each in earlier if each.valid_to]
        if not ends or own is None:
            return None
        maracs = tuple(each.area for each in earlier)
        if own.valid_from and own.valid_from > min(ends):
            return Merger(on=own.valid_from, maracs=maracs)
        return Merger(on=max(ends) + timedelta(days=1), maracs=maracs, is_new=False)

    def _closure(self, marac: Area) -> Closure | None:
        own = self.listing(Level.MARAC, marac.code) if marac.level is Level.MARAC else None
        if own is None or own.valid_to is None:
            return None
        successor = self.listing(Level.MARAC, own.successor)
        return Closure(on=own.valid_to, successor=successor.area if successor else None)

    def _parent(self, area: Area | None) -> Area | None:
        listing = self.listing(area.level, area.code) if area else None
        if not listing or listing.area.level not in PARENT_LEVEL:
            return None
        parent = self.listing(PARENT_LEVEL[listing.area.level], listing.parent)
        return parent.area if parent else None

    def _only(self, level: Level) -> Area | None:
        found = self.at(level)
        return found[0].area if len(found) == 1 else None

    @cached_property
    def _by_code(self) -> dict[tuple[Level, str], Listing]:
        return {(each.area.level, each.area.code): each for each in self.listings}

    @cached_property
    def _similar_codes(self) -> dict[str, tuple[str, ...]]:
        codes: dict[str, tuple[str, ...]] = {}
        for own, other in self.similar:
            codes[own] = (*codes.get(own, ()), other)
        return codes

    @cached_property
    def _by_successor(self) -> dict[str, tuple[Listing, ...]]:
        successors: dict[str, tuple[Listing, ...]] = {}
        for each in self.at(Level.MARAC):
            if each.successor:
                successors[each.successor] = (*successors.get(each.successor, ()), each)
        return successors

    @cached_property
    def _by_level(self) -> dict[Level, tuple[Listing, ...]]:
        levels: dict[Level, list[Listing]] = {}
        for each in sorted(self.listings, key=lambda each: normalise_name(each.area.name)):
            levels.setdefault(each.area.level, []).append(each)
        return {level: tuple(found) for level, found in levels.items()}

    @cached_property
    def _by_parent(self) -> dict[tuple[Level, str], tuple[Listing, ...]]:
        parents: dict[tuple[Level, str], list[Listing]] = {}
        for level, found in self._by_level.items():
            for each in found:
                parents.setdefault((level, each.parent), []).append(each)
        return {key: tuple(found) for key, found in parents.items()}

    @cached_property
    def _by_name(self) -> dict[tuple[Level, str], tuple[Listing, ...]]:
        return self._by(normalise_name)

    @cached_property
    def _by_spelling(self) -> dict[tuple[Level, str], tuple[Listing, ...]]:
        return self._by(normalise_spelling)

    def _by(self, compared: Callable[[str], str]) -> dict[tuple[Level, str], tuple[Listing, ...]]:
        names: dict[tuple[Level, str], tuple[Listing, ...]] = {}
        for each in self.listings:
            key = (each.area.level, compared(each.area.name))
            names[key] = (*names.get(key, ()), each)
        return names


def normalise_name(name: str) -> str:
    """A name as compared: case and the number of blanks do not count, anything else does."""
    return " ".join(name.split()).casefold()


@lru_cache(maxsize=10_000)
def normalise_spelling(name: str) -> str:
    """A name as compared where its very letters are not known: the shape of apostrophes and dashes does not count
    either, nor that of letters that Unicode holds twice, and `&` is “and”.
    """
    plain = unicodedata.normalize("NFKC", name.translate(SHAPES))
    return normalise_name(plain.replace("&", " and "))


def merge_listings(first: AreaDirectory, second: Iterable[Listing]) -> AreaDirectory:
    """Add listings to a directory; a later listing of the same area replaces the earlier."""
    merged = {(each.area.level, each.area.code): each for each in (*first.listings, *second)}
    return AreaDirectory(tuple(merged.values()), first.similar, first.published_groups)
