"""Who returned what: the state of each Marac in each quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from maracdash.model.answers import Marked, ReleaseNote
from maracdash.model.areas import Area
from maracdash.model.quarters import Quarter


class State(StrEnum):
    """What became of one Marac's quarter."""

    RETURNED = "returned"
    CORRECTED = "corrected"
    PROXIED = "estimated"
    DROPPED = "left out"
    NOT_EXPECTED = "not expected"


@dataclass(frozen=True, kw_only=True)
class Held:
    """The meetings that stand for a Marac's quarter: their days, none of a quarterly return, and how many they are."""

    days: frozenset[date]
    entries: int


@dataclass(frozen=True, kw_only=True)
class Returned:
    """One Marac: a state for each quarter of the answer."""

    marac: Area
    force: Area | None
    states: tuple[State, ...]


@dataclass(frozen=True, kw_only=True)
class Returns(Marked):
    """Every Marac that ever returned, by force and name; `quarters` newest first."""

    quarters: tuple[Quarter, ...]
    rows: tuple[Returned, ...]
    release: ReleaseNote
