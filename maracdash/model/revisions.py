"""What became of a figure between two releases."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from maracdash.model.answers import Marked, ReleaseNote
from maracdash.model.areas import Area
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter
from maracdash.model.values import Origin, Status, Value


class Cause(StrEnum):
    """Why a figure is another one now, as far as the two values tell."""

    LATE_RETURN = "late return"
    WITHDRAWN = "figures withdrawn"
    BLANK = "sent again without this count"
    FEWER = "fewer Maracs give this count"
    COMPUTED = "computed from returns now, published figure before"
    PUBLISHED = "published figure now, computed from returns before"
    PUBLISHED_AGAIN = "published anew"
    CORRECTED = "returns sent again or withdrawn"
    AREAS = "Maracs of the area changed"


@dataclass(frozen=True, kw_only=True)
class Revision:
    """A figure that was one thing in an earlier release and is another now."""

    area: Area
    indicator: Indicator
    quarter: Quarter
    was: Value
    now: Value

    @property
    def cause(self) -> Cause:
        """The likeliest cause."""
        return cause(self.was, self.now)


@dataclass(frozen=True, kw_only=True)
class Revisions(Marked):
    """What changed from one release to another among the figures of one answer."""

    then: ReleaseNote
    now: ReleaseNote
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, kw_only=True)
class HeadlineRevisions(Marked):
    """Headlines of Maracs and forces that changed between two releases, for one quarter that both hold.

    `quarter` is None where they have none in common; `new` are the quarters of the later one alone, newest first.
    """

    quarter: Quarter | None
    new: tuple[Quarter, ...] = ()
    revisions: tuple[Revision, ...] = ()


def changed(indicator: Indicator, was: Value, now: Value) -> bool:
    """Whether a reader would see another number, or another reason for none."""
    if was.number is None or now.number is None:
        return was.status is not now.status
    return indicator.format(was.number) != indicator.format(now.number)


def cause(was: Value, now: Value) -> Cause:
    """Late returns first: they explain most."""
    if now.number is None:
        return Cause.BLANK if now.status is Status.NOT_COLLECTED else Cause.WITHDRAWN
    if was.origin is not now.origin and was.origin and now.origin:
        return Cause.COMPUTED if now.origin is Origin.COMPUTED else Cause.PUBLISHED
    if now.origin is Origin.PUBLISHED:
        return Cause.PUBLISHED_AGAIN
    if was.number is None or was.status is Status.PROXIED or _in(now) > _in(was):
        return Cause.LATE_RETURN
    if now.coverage.expected != was.coverage.expected:
        return Cause.AREAS
    return Cause.FEWER if _in(now) < _in(was) else Cause.CORRECTED


def _in(value: Value) -> int:
    return value.coverage.returned - value.coverage.proxied
