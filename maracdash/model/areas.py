"""Areas: a Marac and the larger areas made of Maracs. An area is known by level and code, never by name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """From the smallest to the largest. `GROUP` is the most similar force group of the force with the same code."""

    MARAC = "marac"
    FORCE = "force"
    GROUP = "group"
    REGION = "region"
    COUNTRY = "country"
    UK = "uk"


LEVELS = tuple(Level)


@dataclass(frozen=True, kw_only=True)
class Area:
    """One area. `code` is unique within its level."""

    level: Level
    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """A Marac and every larger area around it; None where the release knows of none.

    `group_forces` are the forces of the most similar force group, the Marac's own force included.
    """

    marac: Area
    force: Area | None = None
    group: Area | None = None
    region: Area | None = None
    country: Area | None = None
    uk: Area | None = None
    group_forces: tuple[Area, ...] = ()
