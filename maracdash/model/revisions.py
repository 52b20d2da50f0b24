"""Revisions: figures that differ between two releases."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from maracdash.model.answers import MarkedAnswer, ReleaseNote
from maracdash.model.areas import Area
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter
from maracdash.model.values import Origin, Status, Value


class RevisionCause(StrEnum):
    """Reason for a revision, as far as the two values tell."""

    LATE_RETURN = "late return"
    GONE = "no figure any more"
    WITHHELD = "withheld as a small number"
    GIVEN = "given now, withheld before"
    BLANK = "sent again without this count"
    FEWER = "fewer Maracs give this count"
    COMPUTED = "computed from returns now, published figure before"
    PUBLISHED = "published figure now, computed from returns before"
    PUBLISHED_AGAIN = "published anew"
    CORRECTED = "returns sent again or withdrawn"
    AREAS = "Maracs of the area changed"


@dataclass(frozen=True, kw_only=True)
class Revision:
    """A figure that differs between an earlier release and a later one."""

    area: Area
    indicator: Indicator
    quarter: Quarter
    was: Value
    now: Value

    @property
    def cause(self) -> RevisionCause:
        """The likeliest cause."""
        return find_cause(self.was, self.now)


@dataclass(frozen=True, kw_only=True)
class Revisions(MarkedAnswer):
    """Figures of one answer that changed from one release to another."""

    then: ReleaseNote
    now: ReleaseNote
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, kw_only=True)
class HeadlineRevisions(MarkedAnswer):
    """Headlines of Maracs and forces that changed between two releases, for one quarter that both hold.

    `quarter` is None where they have none in common; `new` are the quarters of the later one alone, newest first.
    """

    quarter: Quarter | None
    new: tuple[Quarter, ...] = ()
    revisions: tuple[Revision, ...] = ()


def is_revised(indicator: Indicator, was: Value, now: Value) -> bool:
    """Tell if a reader would see another number, or another reason for its absence."""
    if was.number is None or now.number is None:
        return was.status is not now.status
    return indicator.format_value(was) != indicator.format_value(now)


CAUSES_OF_ABSENCE = MappingProxyType(
    {Status.NOT_COLLECTED: RevisionCause.BLANK, Status.WITHHELD: RevisionCause.WITHHELD}
)


def find_cause(was: Value, now: Value) -> RevisionCause:
    """Find the likeliest cause. Late returns come first: they explain most."""
    if now.number is None:
        return CAUSES_OF_ABSENCE.get(now.status, RevisionCause.GONE)
    if was.status is Status.WITHHELD:
        return RevisionCause.GIVEN
    return _find_cause_of_number(was, now)


def _find_cause_of_number(was: Value, now: Value) -> RevisionCause:
    if was.origin is not now.origin and was.origin and now.origin:
        return RevisionCause.COMPUTED if now.origin is Origin.COMPUTED else RevisionCause.PUBLISHED
    if now.origin is Origin.PUBLISHED:
        return RevisionCause.PUBLISHED_AGAIN
    if was.number is None or was.status is Status.PROXIED or _count_own_returns(now) > _count_own_returns(was):
        return RevisionCause.LATE_RETURN
    if now.coverage.expected != was.coverage.expected:
        return RevisionCause.AREAS
    return RevisionCause.FEWER if _count_own_returns(now) < _count_own_returns(was) else RevisionCause.CORRECTED


def _count_own_returns(value: Value) -> int:
    return value.coverage.returned - value.coverage.proxied
