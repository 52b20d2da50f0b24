"""Return states: one for each Marac and quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from maracdash.model.answers import MarkedAnswer, ReleaseNote
from maracdash.model.areas import Area
from maracdash.model.quarters import Quarter


class ReturnState(StrEnum):
    """State of one Marac's quarter."""

    RETURNED = "returned"
    CORRECTED = "corrected"
    PROXIED = "estimated"
    DROPPED = "left out"
    NOT_EXPECTED = "not expected"


@dataclass(frozen=True, kw_only=True)
class HeldQuarter:
    """The meetings that count for a Marac's quarter: their days, none for a quarterly return, and their number."""

    days: frozenset[date]
    entries: int


@dataclass(frozen=True, kw_only=True)
class LostFields:
    """Fields that count for a Marac's quarter and would no longer if a new return were accepted, which lacks them."""

    marac: str
    quarter: Quarter
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MaracReturnStates:
    """One Marac: a state for each quarter of the answer."""

    marac: Area
    force: Area | None
    states: tuple[ReturnState, ...]


@dataclass(frozen=True, kw_only=True)
class ReturnStates(MarkedAnswer):
    """Every Marac that ever returned, by force and name; `quarters` newest first."""

    quarters: tuple[Quarter, ...]
    rows: tuple[MaracReturnStates, ...]
    release: ReleaseNote
