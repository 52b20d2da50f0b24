"""All Maracs of a force, a region or the whole release at once: one row each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from maracdash.model.answers import MarkedAnswer, Point, ReleaseNote, SeriesBreak
from maracdash.model.areas import Area, Level
from maracdash.model.errors import NotFoundError
from maracdash.model.groups import GroupChoice, parse_group
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter
from maracdash.model.query_strings import write_query
from maracdash.model.selection import INCLUDING_WORD, parse_including
from maracdash.model.values import Value

QUARTERS_PER_YEAR = 4
EVERYWHERE = "all"
WITHIN_LEVELS = (Level.FORCE, Level.REGION)


@dataclass(frozen=True, kw_only=True)
class RegionSelection:
    """An indicator, a quarter, and whose Maracs: of a force or region (by code or name), or of everywhere.

    `including` compares each Marac with areas that contain it as they are; by default, without it.
    `group` is a group of the reader's own, which each is compared with too.
    """

    indicator: str
    quarter: Quarter
    level: Level | None = None
    area: str = ""
    including: bool = False
    group: GroupChoice | None = None

    def query(self) -> str:
        """The query string: `within=region:E12000002`, left out for everywhere."""
        parts = {"indicator": self.indicator, "quarter": str(self.quarter)}
        if self.level:
            parts["within"] = f"{self.level}:{self.area}"
        if self.including:
            parts["including"] = INCLUDING_WORD
        if self.group:
            parts["group"] = self.group.packed
        return write_query(parts.items(), safe=":")


@dataclass(frozen=True, kw_only=True)
class RegionRow:
    """A Marac: a value for each quarter of the view, oldest first, and its verdict against its force and the UK.

    And against the reader's own group, where there is one.

    A comparator's own value stands in its point; None where the release knows of no such area. `is_continuous` tells
    that no break in the series lies between the newest value and that of a year before.
    """

    marac: Area
    force: Area | None
    values: tuple[Value, ...]
    against_force: Point | None
    against_uk: Point | None
    against_group: Point | None = None
    is_continuous: bool = True

    @property
    def latest(self) -> Value:
        """The value of the chosen quarter."""
        return self.values[-1]

    @property
    def year_before(self) -> Value:
        """The value of a year before the chosen quarter, or of the first one where there are fewer."""
        return self.values[max(-QUARTERS_PER_YEAR - 1, -len(self.values))]

    @property
    def year_change(self) -> float | None:
        """Difference from the value of a year before; None where one of the two is not known, or across a break."""
        before = self.year_before.number if len(self.values) > QUARTERS_PER_YEAR else None
        if before is None or self.latest.number is None or not self.is_continuous:
            return None
        return self.latest.number - before


@dataclass(frozen=True, kw_only=True)
class RegionView(MarkedAnswer):
    """Rows by force and name. `area` is None for everywhere. `quarters` are three years of rolling 12 months."""

    selection: RegionSelection
    indicator: Indicator
    area: Area | None
    quarters: tuple[Quarter, ...]
    rows: tuple[RegionRow, ...]
    breaks: tuple[SeriesBreak, ...]
    release: ReleaseNote


def parse_region_selection(query: Mapping[str, str], default: RegionSelection) -> RegionSelection:
    """Read a selection from a query string over the default. Raises NotFoundError for a word it cannot read."""
    level, area = parse_within(query["within"]) if query.get("within") else (default.level, default.area)
    return replace(
        default,
        indicator=query.get("indicator") or default.indicator,
        quarter=Quarter.parse(query["quarter"]) if query.get("quarter") else default.quarter,
        level=level,
        area=area,
        including=parse_including(query.get("including"), default=default.including),
        group=parse_group(query["group"]) if query.get("group") else default.group,
    )


def parse_within(text: str) -> tuple[Level | None, str]:
    """Read whose Maracs an address means: `force:CODE`, `region:CODE` or `all`. Raises NotFoundError."""
    if text == EVERYWHERE:
        return None, ""
    level, _, area = text.partition(":")
    if level not in list(WITHIN_LEVELS) or not area:
        raise NotFoundError(f"“{text[:60]}” names no force or region. Write it like force:CODE, region:CODE, or all.")
    return Level(level), area


SORTS = ("marac", "force", "value", "change")
ASCENDING_PREFIX = "-"


def sort_rows(rows: tuple[RegionRow, ...], sort: str) -> tuple[RegionRow, ...]:
    """Sort rows by one of SORTS, a minus reversing the order; rows without a figure stay last. Raises NotFoundError."""
    word = sort.removeprefix(ASCENDING_PREFIX)
    if not word:
        return rows
    if word not in SORTS:
        raise NotFoundError(f"The list cannot be sorted by “{word[:40]}”. Choose one of: {', '.join(SORTS)}.")
    backwards = sort.startswith(ASCENDING_PREFIX)
    if word in ("marac", "force"):
        return tuple(sorted(rows, key=lambda row: _sort_name(row, word).casefold(), reverse=backwards))
    known = [row for row in rows if _sort_number(row, word) is not None]
    known.sort(key=lambda row: _sort_number(row, word) or 0.0, reverse=not backwards)
    return (*known, *(row for row in rows if _sort_number(row, word) is None))


def _sort_name(row: RegionRow, word: str) -> str:
    if word == "marac":
        return row.marac.name
    return row.force.name if row.force else ""


def _sort_number(row: RegionRow, word: str) -> float | None:
    return row.latest.number if word == "value" else row.year_change
