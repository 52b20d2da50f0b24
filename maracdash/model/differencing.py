"""Differencing: who sees several Maracs of a force in full can subtract them from its total, and learn of the others.

What is withheld is safe from somebody who knows one Marac or force (docs/security.md), and from nobody who knows more.
Forces alone are looked at: in a larger area the others are many.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from maracdash.model.areas import Area, Level
from maracdash.model.directory import AreaDirectory

FEWEST_SEEN = 2


@dataclass(frozen=True, kw_only=True)
class PartlySeenForce:
    """A force, its Maracs that somebody sees in full, and its others."""

    force: Area
    seen: tuple[Area, ...]
    others: tuple[Area, ...]


def find_partly_seen_forces(areas: Collection[str], directory: AreaDirectory) -> tuple[PartlySeenForce, ...]:
    """Find the forces of which somebody with these areas, by code, sees two Maracs or more in full, and not all."""
    found = (_look_at_force(force.area, areas, directory) for force in directory.at(Level.FORCE))
    return tuple(each for each in found if len(each.seen) >= FEWEST_SEEN and each.others)


def _look_at_force(force: Area, areas: Collection[str], directory: AreaDirectory) -> PartlySeenForce:
    maracs = [each.area for each in directory.children(Level.MARAC, force.code)]
    seen = tuple(each for each in maracs if each.code in areas or force.code in areas)
    return PartlySeenForce(force=force, seen=seen, others=tuple(each for each in maracs if each not in seen))
