"""Dashboards as they are declared, and the answers that only dashboards need."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from maracdash.model.answers import AreaRole, MarkedAnswer, Point, ReleaseNote
from maracdash.model.areas import Area, AreaHierarchy
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Value


class BlockKind(StrEnum):
    """Form in which a block of a dashboard shows its indicators."""

    CARDS = "cards"
    COMPARE = "compare"
    TREND = "trend"
    TABLE = "table"
    SHARES = "shares"
    ABSENT_ROUTES = "absent-routes"
    REPRESENTATION = "representation"
    MEETINGS = "meetings"
    WHAT_IF = "what-if"


@dataclass(frozen=True, kw_only=True)
class Block:
    """One part of a dashboard: its kind, its indicators (slugs), and a sentence for the reader."""

    kind: BlockKind
    title: str
    text: str
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Dashboard:
    """A declared page: the question that it answers, and its blocks from top to bottom."""

    slug: str
    title: str
    question: str
    blocks: tuple[Block, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every slug of every block, once each, in order."""
        return tuple(dict.fromkeys(slug for block in self.blocks for slug in block.indicators))


@dataclass(frozen=True, kw_only=True)
class ProfileRow:
    """One indicator: the Marac first, then force, similar group, region, country and UK where they are known."""

    indicator: Indicator
    points: tuple[Point, ...]

    @property
    def own(self) -> Point:
        """The Marac's point."""
        return self.points[0]


@dataclass(frozen=True, kw_only=True)
class Profile(MarkedAnswer):
    """Several indicators of one Marac and the larger areas around it, for a table or stacked shares."""

    quarter: Quarter
    window: Window
    hierarchy: AreaHierarchy
    rows: tuple[ProfileRow, ...]
    release: ReleaseNote


@dataclass(frozen=True, kw_only=True)
class AbsentRoute:
    """A route by which nobody was referred here, with the Maracs that have referrals by it, most first.

    `maracs_with_data` counts the Maracs whose number is known.
    """

    indicator: Indicator
    present: tuple[Point, ...]
    maracs_with_data: int


@dataclass(frozen=True, kw_only=True)
class AbsentRoutes(MarkedAnswer):
    """Routes at zero here that other Maracs of the force and similar group have.

    Of `known` there is a number here, of `unknown` there is none. `maracs_with_data` counts the Maracs beside that have
    a number of any route.
    """

    quarter: Quarter
    window: Window
    hierarchy: AreaHierarchy
    routes: tuple[AbsentRoute, ...]
    known: tuple[Indicator, ...]
    unknown: tuple[Indicator, ...]
    maracs_with_data: int
    release: ReleaseNote


@dataclass(frozen=True, kw_only=True)
class RepresentationComparator:
    """A larger area's share of cases, and its ratio to the share of that area's own population."""

    area: Area
    role: AreaRole
    share: Value
    ratio: float | None


@dataclass(frozen=True, kw_only=True)
class RepresentationRow:
    """A characteristic's share of cases beside its share of the population; `ratio` 1 where they are the same."""

    indicator: Indicator
    share: Value
    population: Value
    ratio: float | None
    around: tuple[RepresentationComparator, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Representation(MarkedAnswer):
    """Each characteristic for the Marac.

    `unrecorded` is what the ethnic groups leave of 100%: not recorded, or not collected. None where one is not known.
    """

    quarter: Quarter
    window: Window
    hierarchy: AreaHierarchy
    rows: tuple[RepresentationRow, ...]
    release: ReleaseNote
    unrecorded: float | None = None


@dataclass(frozen=True, kw_only=True)
class MeetingFrequencies(MarkedAnswer):
    """Meeting frequency of the Marac, and the Maracs beside it by frequency; an empty word where it is not known."""

    quarter: Quarter
    hierarchy: AreaHierarchy
    own: str
    others: tuple[tuple[str, tuple[Area, ...]], ...]
    release: ReleaseNote


@dataclass(frozen=True, kw_only=True)
class Posts:
    """Full-time posts that a number of cases requires."""

    cases: float
    idva: float
    admin: float


@dataclass(frozen=True, kw_only=True)
class PostsInPlace:
    """Full-time posts that a reader says are filled; None where that is not known, as no return tells it."""

    idva: float | None = None
    admin: float | None = None


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """Posts for today's cases and for `percent` more or fewer."""

    percent: float
    now: Posts
    then: Posts
