"""Areas: a Marac and the larger areas made of Maracs. An area is known by level and code, never by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """Level of an area, smallest first. `GROUP` is the most similar force group of the force with the same code."""

    MARAC = "marac"
    FORCE = "force"
    GROUP = "group"
    REGION = "region"
    COUNTRY = "country"
    UK = "uk"

    @property
    def noun(self) -> str:
        """Name of one area of the level, in a sentence."""
        return LEVEL_NOUNS[self]


LEVEL_NOUNS = {
    Level.MARAC: "Marac",
    Level.FORCE: "force",
    Level.GROUP: "similar group",
    Level.REGION: "region",
    Level.COUNTRY: "country",
    Level.UK: "UK",
}
LEVELS = tuple(Level)


@dataclass(frozen=True, kw_only=True)
class Area:
    """One area. `code` is unique within its level."""

    level: Level
    code: str
    name: str

    @property
    def choice_name(self) -> str:
        """Its name in a list of Maracs and forces, where a Marac may have the name of its force."""
        return f"{self.name}: the whole force" if self.level is Level.FORCE else self.name

    @property
    def given_name(self) -> str:
        """Name that the reader gave to a group of their own; empty for any other area."""
        return ""


@dataclass(frozen=True, kw_only=True)
class OwnGroup(Area):
    """A group of a reader's own: its name, and its Maracs and forces, none within another."""

    members: tuple[Area, ...] = ()

    @property
    def given_name(self) -> str:
        """Name that the reader gave to it."""
        return self.name


@dataclass(frozen=True, kw_only=True)
class Merger:
    """Merger of Maracs into one, and its first day. `is_new` is false for a Marac that may have met before."""

    on: date
    maracs: tuple[Area, ...]
    is_new: bool = True


@dataclass(frozen=True, kw_only=True)
class Closure:
    """The last day of a Marac, and the one it became part of, where there is one."""

    on: date
    successor: Area | None = None


@dataclass(frozen=True, kw_only=True)
class AreaHierarchy:
    """An area, a Marac or a whole force, and every larger area around it; None where the release knows of none.

    A force's hierarchy has no `force`: its larger areas begin with its group. `group_forces` are the forces of the
    most similar force group, the area's own force included.
    """

    area: Area
    force: Area | None = None
    group: Area | None = None
    region: Area | None = None
    country: Area | None = None
    uk: Area | None = None
    group_forces: tuple[Area, ...] = ()
    merger: Merger | None = None
    closure: Closure | None = None

    @property
    def own_force(self) -> Area | None:
        """The area itself where it is a force, else the one that it belongs to."""
        return self.area if self.area.level is Level.FORCE else self.force

    @property
    def around(self) -> Area | None:
        """The area among whose members it is ranked: a Marac's force, a force's region."""
        return self.force if self.area.level is Level.MARAC else self.region
