"""Answers: what a query returns and every renderer reads. Frozen; complete in themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from maracdash.model.areas import Area, AreaHierarchy
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter, Window
from maracdash.model.safe_rules import SafeRule
from maracdash.model.values import Coverage, Origin, Value

UNMARKED = ""


class AreaRole(StrEnum):
    """Relation of an area to the reader: it decides colour, dash and order everywhere."""

    OWN = "own"
    FORCE_MARAC = "force-marac"
    GROUP_MARAC = "group-marac"
    OTHER_MARAC = "other-marac"
    FORCE = "force"
    GROUP = "group"
    REGION = "region"
    COUNTRY = "country"
    UK = "uk"


class Verdict(StrEnum):
    """An area against a comparator. `NOT_COMPARED` where there is no interval or no figure for the same period."""

    HIGHER = "higher"
    LOWER = "lower"
    SIMILAR = "similar"
    NOT_COMPARED = "not compared"


@dataclass(frozen=True, kw_only=True)
class MarkedAnswer:
    """An answer that holds figures. `marking` says who may see them; one that is unmarked may not leave the library."""

    marking: str = UNMARKED


@dataclass(frozen=True, kw_only=True)
class ReleaseNote:
    """Identity of the release that an answer was read from. `data_as_at` is the day of its last submission.

    `rule` protects the figures that are safe to share; None where all are full. `partly_full` where some areas have
    full figures beside them: the `full_areas`, by level and code.
    """

    id: str
    published_at: datetime
    data_as_at: date
    demonstration: bool = False
    rule: SafeRule | None = None
    partly_full: bool = False
    full_areas: frozenset[tuple[str, str]] = frozenset()

    def rule_for(self, area: Area | None) -> SafeRule | None:
        """The rule that what is made of an area's figures keeps, such as its force without it; None where it is full.

        So an audience of some areas sees of every other area what the public sees.
        """
        return None if area is not None and (area.level, area.code) in self.full_areas else self.rule


@dataclass(frozen=True, kw_only=True)
class Point:
    """One area's value, and the Marac's verdict against it where it is a comparator (`strong` at 99.8%).

    `compared` is the value that the verdict was made against: the comparator without the Marac itself, or `value`
    where it does not hold the Marac or cannot be told without. An absent one says why nothing was compared.
    `excludes_own` tells that nothing of the Marac is in it.
    """

    area: Area
    role: AreaRole
    value: Value
    verdict: Verdict = Verdict.NOT_COMPARED
    strong: bool = False
    compared: Value | None = None
    excludes_own: bool = False

    @property
    def against(self) -> Value:
        """The value that the verdict was made against."""
        return self.value if self.compared is None else self.compared

    @property
    def beside(self) -> Value:
        """The value to show beside the area: what is left of a larger one where that was compared, else all of it."""
        return self.against if self.is_rest else self.value

    @property
    def is_rest(self) -> bool:
        """True where the verdict was made against what is left of the area without the Marac itself.

        Of an area that is the Marac alone nothing is left, nor can what is withheld be drawn: then the whole is shown.
        """
        return self.excludes_own and self.against.known and self.against != self.value


@dataclass(frozen=True, kw_only=True)
class Comparison(MarkedAnswer):
    """One indicator, one period: the Marac, every Marac of its force and similar group, and the averages.

    `maracs` holds the Marac itself too, sorted from most to least, absent values last. `averages` run from force to
    UK. `rank` is the Marac's position among the Maracs of its force that have a value (1 = most), of `ranked`, and
    `tied` how many others have the very same number; there is no rank of posts, which are rounded up. `beside` is the
    Marac's value of the indicator that this one is read with.
    """

    indicator: Indicator
    quarter: Quarter
    window: Window
    hierarchy: AreaHierarchy
    own: Point
    maracs: tuple[Point, ...]
    averages: tuple[Point, ...]
    rank: int | None
    ranked: int
    release: ReleaseNote
    tied: int = 0
    beside: Value | None = None

    @property
    def is_doubted(self) -> bool:
        """Tell whether the Marac's value is a 0 that the indicator read with it contradicts."""
        return self.own.value.number == 0 and self.beside is not None and bool(self.beside.number)


@dataclass(frozen=True, kw_only=True)
class Series:
    """One area through time, one value per quarter of `Trend.quarters`, in the same order."""

    area: Area
    role: AreaRole
    values: tuple[Value, ...]


@dataclass(frozen=True, kw_only=True)
class SeriesBreak:
    """A quarter from which figures are not comparable with those before, and why."""

    quarter: Quarter
    reason: str


@dataclass(frozen=True, kw_only=True)
class Trend(MarkedAnswer):
    """One indicator through time: the Marac first, then its force, similar group, region, country and UK.

    `quarters` are consecutive, oldest first, and end with the chosen quarter; where all figures are annual, they are
    the same quarter of consecutive years.
    """

    indicator: Indicator
    quarter: Quarter
    window: Window
    hierarchy: AreaHierarchy
    quarters: tuple[Quarter, ...]
    series: tuple[Series, ...]
    breaks: tuple[SeriesBreak, ...]
    release: ReleaseNote


CARD_ROLES = (AreaRole.FORCE, AreaRole.GROUP, AreaRole.UK)
"""Larger areas that cards and headings compare with."""


@dataclass(frozen=True, kw_only=True)
class HeadlineCards(MarkedAnswer):
    """The overview's cards: one comparison per headline indicator, with the `CARD_ROLES` among the larger areas.

    `maracs` are those that the own one is ranked among.
    """

    cards: tuple[Comparison, ...]


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Options of the pickers: Maracs by force, and quarters, newest first."""

    forces: tuple[tuple[Area | None, tuple[Area, ...]], ...]
    quarters: tuple[Quarter, ...]
    release: ReleaseNote


@dataclass(frozen=True, kw_only=True)
class TidyCell:
    """One row of a tidy table: a value of one area, quarter, window and indicator.

    `comparator` is its point where a Marac was compared with it, `own` then that Marac's.
    """

    area: Area
    quarter: Quarter
    window: Window
    indicator: Indicator
    value: Value
    comparator: Point | None = None
    own: Point | None = None


@dataclass(frozen=True, kw_only=True)
class TidyTable(MarkedAnswer):
    """Cells in the order that was asked for."""

    cells: tuple[TidyCell, ...]
    release: ReleaseNote


@dataclass(frozen=True, kw_only=True)
class ComparedCell:
    """A row of a tidy table with the verdicts of a Marac or force against the larger areas around it."""

    cell: TidyCell
    averages: tuple[Point, ...]


@dataclass(frozen=True, kw_only=True)
class ValuePage(MarkedAnswer):
    """A run of the cells of a value selection: those from `offset` on, of `total`."""

    cells: tuple[ComparedCell, ...]
    offset: int
    total: int
    release: ReleaseNote


@dataclass(frozen=True, kw_only=True)
class PublishedDifference:
    """A published number that our own sum does not reproduce."""

    area: Area
    quarter: Quarter
    indicator: Indicator
    computed: float
    published: float
    shown: Origin


@dataclass(frozen=True, kw_only=True)
class QuarterCoverage:
    """Returns of one quarter, over all Maracs; `withheld` counts those whose cases are withheld."""

    quarter: Quarter
    coverage: Coverage
    dropped: int
    corrected: int
    withheld: int = 0


@dataclass(frozen=True, kw_only=True)
class DataStatus(MarkedAnswer):
    """Content of a release: for `maracdash status` and the data-quality page."""

    release: ReleaseNote
    areas: tuple[tuple[str, int], ...]
    quarters: tuple[QuarterCoverage, ...]
    published: int
    differences: tuple[PublishedDifference, ...]
    unlisted: tuple[str, ...] = ()
