"""A dashboard as it is declared, and the answers that only dashboards ask for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from maracdash.model.answers import Marked, Point, ReleaseNote, Role
from maracdash.model.areas import Area, Place
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Value


class BlockKind(StrEnum):
    """What a block of a dashboard shows of its indicators."""

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
    """One part of a dashboard: what it shows, of which indicators (slugs), and a sentence for the reader."""

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
        """The Marac's own."""
        return self.points[0]


@dataclass(frozen=True, kw_only=True)
class Profile(Marked):
    """Several indicators of one Marac and the larger areas around it: what a table, or stacked shares, need."""

    quarter: Quarter
    window: Window
    place: Place
    rows: tuple[ProfileRow, ...]
    release: ReleaseNote


@dataclass(frozen=True, kw_only=True)
class AbsentRoute:
    """A route by which nobody was referred here, with the Maracs beside it that have some, most first, of `asked`."""

    indicator: Indicator
    present: tuple[Point, ...]
    asked: int


@dataclass(frozen=True, kw_only=True)
class AbsentRoutes(Marked):
    """Routes at zero here that other Maracs of the force and similar group have; `unknown` are not collected here."""

    quarter: Quarter
    window: Window
    place: Place
    routes: tuple[AbsentRoute, ...]
    unknown: tuple[Indicator, ...]
    release: ReleaseNote


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A larger area's share of cases, and its ratio to the share of that area's own population."""

    role: Role
    share: Value
    ratio: float | None


@dataclass(frozen=True, kw_only=True)
class Represented:
    """A characteristic's share of cases beside its share of the population; `ratio` 1 where they are the same."""

    indicator: Indicator
    share: Value
    population: Value
    ratio: float | None
    around: tuple[Beside, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Representation(Marked):
    """Each characteristic for the Marac.

    `unrecorded` is what the ethnic groups leave of 100%: not recorded, or not collected. None where one is not known.
    """

    quarter: Quarter
    window: Window
    place: Place
    rows: tuple[Represented, ...]
    release: ReleaseNote
    unrecorded: float | None = None


@dataclass(frozen=True, kw_only=True)
class Meetings(Marked):
    """How often the Marac meets, and how many Maracs beside it meet how often; an empty word where not known."""

    quarter: Quarter
    place: Place
    own: str
    others: tuple[tuple[str, tuple[Area, ...]], ...]
    release: ReleaseNote


@dataclass(frozen=True, kw_only=True)
class Posts:
    """Full-time posts that a number of cases asks for."""

    cases: float
    idva: float
    admin: float


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """Posts for the cases of now and for `percent` more or fewer."""

    percent: float
    now: Posts
    then: Posts
