"""Resemblances: new names that look like another name of the same level. Questioned, never merged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from maracdash.intake.parse.area_names import Registry
from maracdash.intake.problems import Problem, Severity, quoted
from maracdash.model.areas import LEVELS, Level
from maracdash.model.directory import Listing

ALIKE = 0.9


def resemblances(registry: Registry) -> Iterator[Problem]:
    """A warning for each new area whose name resembles a known one, or another new one of the set."""
    for level in LEVELS:
        listings = [each for each in registry.directory.listings if each.area.level is level]
        others = [each for each in listings if (level, each.area.code) not in registry.origins]
        keys = {each.area.code: _key(each.area.name) for each in listings}
        for listing in listings:
            if (level, listing.area.code) not in registry.origins:
                continue
            twin = next((each for each in others if _resemble(listing, each, keys)), None)
            if twin:
                yield _question(registry, listing, twin)
            others.append(listing)


def without_force(registry: Registry) -> Iterator[Problem]:
    """A warning for each new Marac that published figures name by a code which no areas file gives."""
    for listing in registry.listed:
        area = listing.area
        if area.level is Level.MARAC and not listing.parent and (area.level, area.code) in registry.origins:
            origin = registry.origins[area.level, area.code]
            sentence = (
                f"{quoted(area.code)} is not known and would become a new Marac of no police force. Correct the code, "
                "list it in an areas file, or accept the warning."
            )
            yield Problem(origin.file, origin.row, origin.column, sentence, Severity.WARNING, area.code)


def _key(name: str) -> tuple[str, tuple[str, ...], str]:
    words = re.findall(r"[^\W\d_]+|\d+", name.casefold().replace("&", " and "))
    letters = [word for word in words if len(word) > 1 and not word.isdigit()]
    marks = tuple(word for word in words if len(word) == 1 or word.isdigit())
    return "".join(words), marks, "".join(letters)


def _alike(first: tuple[str, tuple[str, ...], str], second: tuple[str, tuple[str, ...], str]) -> bool:
    """Two names that may be one: equal but for case, blanks and marks, or nearly so.

    Names that differ only in a number or a single letter (“Marac 1” and “Marac 2”) are different.
    """
    if first[0] == second[0]:
        return True
    if first[2] == second[2] and first[1] != second[1]:
        return False
    shorter, longer = sorted((len(first[0]), len(second[0])))
    if 2 * shorter < ALIKE * (shorter + longer):
        return False
    shared = (Counter(first[0]) & Counter(second[0])).total()
    if 2 * shared < ALIKE * (shorter + longer):
        return False
    return SequenceMatcher(None, first[0], second[0], autojunk=False).ratio() >= ALIKE


def _resemble(new: Listing, other: Listing, keys: dict[str, tuple[str, tuple[str, ...], str]]) -> bool:
    """Maracs of two different forces may share a name."""
    if new.area.level is Level.MARAC and new.parent and other.parent and new.parent != other.parent:
        return False
    return _alike(keys[new.area.code], keys[other.area.code])


def _question(registry: Registry, new: Listing, other: Listing) -> Problem:
    origin = registry.origins[new.area.level, new.area.code]
    seen = f"{quoted(new.area.name)} is the name of {other.area.code} too: use that code"
    if new.area.name != other.area.name:
        seen = f"{quoted(new.area.name)} looks like {quoted(other.area.name)} ({other.area.code}): correct it"
    return Problem(
        origin.file,
        origin.row,
        origin.column,
        f"{seen}, or accept the warning to add it as a new area.",
        Severity.WARNING,
        new.area.name,
    )
