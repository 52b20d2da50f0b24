"""A profile: every indicator of one Marac or force, beside larger areas, a year before, and three years back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from maracdash.model.answers import AreaRole, MarkedAnswer, Point, ReleaseNote, SeriesBreak, Verdict
from maracdash.model.areas import AreaHierarchy
from maracdash.model.errors import NotFoundError
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Value

QUARTERS_PER_YEAR = 4
COMPARATOR_ROLES = (AreaRole.FORCE, AreaRole.GROUP, AreaRole.REGION, AreaRole.UK)


class Movement(StrEnum):
    """Change on the year: a word only where chance is an unlikely reason. `UNKNOWN` where there is no interval.

    Of an indicator that is a change itself, that change: never how it differs from the one of a year before.
    """

    ROSE = "rose"
    FELL = "fell"
    UNCLEAR = "no clear change"
    SAME = "no change"
    UNKNOWN = "change not tested"
    NO_FIGURE = "no figure"
    BROKEN = "not comparable"


class ProfileOrder(StrEnum):
    """Order of the rows: the catalogue's, by section, or what stands out first."""

    SECTION = "section"
    STANDING_OUT = "standing-out"


@dataclass(frozen=True, kw_only=True)
class AreaProfileRow:
    """One indicator. `points` begin with the area itself; `distances` are its own from each (None: not measured).

    `history` has a value for each quarter of the profile, oldest first. `doubted` is a 0 that another figure
    contradicts: it stands out from nothing.
    """

    indicator: Indicator
    points: tuple[Point, ...]
    distances: tuple[float | None, ...]
    history: tuple[Value, ...]
    movement: Movement
    breaks: tuple[SeriesBreak, ...] = ()
    doubted: bool = False

    @property
    def own(self) -> Point:
        """The area's own point."""
        return self.points[0]

    @property
    def year_before(self) -> Value:
        """The value of the same quarter last year."""
        return self.history[-1 - QUARTERS_PER_YEAR]

    def point(self, role: AreaRole) -> Point | None:
        """The comparator of a role, if there is one."""
        return next((each for each in self.points if each.role is role), None)

    def standing(self, role: AreaRole) -> tuple[int, float]:
        """Strength of the verdict against a comparator (2 at 99.8%, 1 at 95%, 0 otherwise), and the distance."""
        for point, distance in zip(self.points, self.distances, strict=True) if not self.doubted else ():
            if point.role is role and point.verdict in (Verdict.HIGHER, Verdict.LOWER):
                return 2 if point.strong else 1, distance or 0.0
        return 0, 0.0


@dataclass(frozen=True, kw_only=True)
class AreaProfile(MarkedAnswer):
    """Every indicator of the catalogue, in its order. `quarters` are three years, oldest first."""

    quarter: Quarter
    window: Window
    hierarchy: AreaHierarchy
    quarters: tuple[Quarter, ...]
    rows: tuple[AreaProfileRow, ...]
    release: ReleaseNote

    @cached_property
    def comparators(self) -> tuple[AreaRole, ...]:
        """Roles that there is an area of, from the smallest to the largest."""
        present = [point.role for row in self.rows[:1] for point in row.points]
        return tuple(role for role in COMPARATOR_ROLES if role in present)


def order_rows(rows: tuple[AreaProfileRow, ...], order: ProfileOrder, against: AreaRole) -> tuple[AreaProfileRow, ...]:
    """Rows in an order: those that stand out at 99.8% first, then at 95%, the farthest first; the rest as they were."""
    if order is ProfileOrder.SECTION:
        return rows
    return tuple(sorted(rows, key=lambda row: tuple(-part for part in row.standing(against))))


def parse_order(text: str) -> ProfileOrder:
    """Read an order from an address. Raises NotFoundError."""
    if text and text not in list(ProfileOrder):
        raise NotFoundError(f"There is no order called “{text[:40]}”. Choose one of: {', '.join(ProfileOrder)}.")
    return ProfileOrder(text or ProfileOrder.SECTION)


def parse_comparator(text: str, offered: tuple[AreaRole, ...]) -> AreaRole:
    """Read a comparator from an address; without one the similar group where there is one. Raises NotFoundError."""
    if not text:
        return AreaRole.GROUP if AreaRole.GROUP in offered or not offered else offered[0]
    if text not in COMPARATOR_ROLES:
        raise NotFoundError(f"There is no comparator “{text[:40]}”. Choose one of: {', '.join(COMPARATOR_ROLES)}.")
    return AreaRole(text)
