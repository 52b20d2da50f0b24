"""Similar names: new names that look like another of the same level. Questioned, never merged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from maracdash.intake.parse.area_names import AreaRegistry
from maracdash.intake.problems import Problem, Severity, quote_value
from maracdash.model.areas import LEVELS, Level
from maracdash.model.directory import Listing

SIMILARITY_THRESHOLD = 0.9


def find_similar_names(registry: AreaRegistry) -> Iterator[Problem]:
    """Find new areas whose name resembles a known one, or another new one of the set; a warning for each."""
    for level in LEVELS:
        listings = [each for each in registry.directory.listings if each.area.level is level]
        others = [each for each in listings if (level, each.area.code) not in registry.origins]
        keys = {each.area.code: _comparison_key(each.area.name) for each in listings}
        for listing in listings:
            if (level, listing.area.code) not in registry.origins:
                continue
            twin = next((each for each in others if _is_similar_listing(listing, each, keys)), None)
            if twin:
                yield _similarity_warning(registry, listing, twin)
            others.append(listing)


def find_maracs_without_force(registry: AreaRegistry) -> Iterator[Problem]:
    """Find new Maracs that published figures name by a code which no areas file gives; a warning for each."""
    for listing in registry.added_listings:
        area = listing.area
        if area.level is Level.MARAC and not listing.parent and (area.level, area.code) in registry.origins:
            origin = registry.origins[area.level, area.code]
            sentence = (
                f"{quote_value(area.code)} is not known and would become a new Marac of no police force. Correct the "
                "code, list it in an areas file, or accept the warning."
            )
            yield Problem(origin.file, origin.row, origin.column, sentence, Severity.WARNING, area.code)


def _comparison_key(name: str) -> tuple[str, tuple[str, ...], str]:
    words = re.findall(r"[^\W\d_]+|\d+", name.casefold().replace("&", " and "))
    letters = [word for word in words if len(word) > 1 and not word.isdigit()]
    marks = tuple(word for word in words if len(word) == 1 or word.isdigit())
    return "".join(words), marks, "".join(letters)


def _are_keys_similar(first: tuple[str, tuple[str, ...], str], second: tuple[str, tuple[str, ...], str]) -> bool:
    """Tell if two names may be one, by their keys: equal but for case, blanks and marks, or nearly so.

    Names that differ only in a number or a single letter (“Marac 1” and “Marac 2”) are different.
    """
    if first[0] == second[0]:
        return True
    if first[2] == second[2] and first[1] != second[1]:
        return False
    shorter, longer = sorted((len(first[0]), len(second[0])))
    if 2 * shorter < SIMILARITY_THRESHOLD * (shorter + longer):
        return False
    shared = (Counter(first[0]) & Counter(second[0])).total()
    if 2 * shared < SIMILARITY_THRESHOLD * (shorter + longer):
        return False
    return SequenceMatcher(None, first[0], second[0], autojunk=False).ratio() >= SIMILARITY_THRESHOLD


def _is_similar_listing(new: Listing, other: Listing, keys: dict[str, tuple[str, tuple[str, ...], str]]) -> bool:
    """Compare two listings by name. Maracs of two different forces may share a name."""
    if new.area.level is Level.MARAC and new.parent and other.parent and new.parent != other.parent:
        return False
    return _are_keys_similar(keys[new.area.code], keys[other.area.code])


def _similarity_warning(registry: AreaRegistry, new: Listing, other: Listing) -> Problem:
    origin = registry.origins[new.area.level, new.area.code]
    seen = f"{quote_value(new.area.name)} is the name of {other.area.code} too: use that code"
    if new.area.name != other.area.name:
        seen = f"{quote_value(new.area.name)} looks like {quote_value(other.area.name)} ({other.area.code}): correct it"
    return Problem(
        origin.file,
        origin.row,
        origin.column,
        f"{seen}, or accept the warning to add it as a new area.",
        Severity.WARNING,
        new.area.name,
    )
