"""All Maracs of a force, a region or the whole release at once: one row each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from maracdash.model.answers import Break, Marked, Point, ReleaseNote
from maracdash.model.areas import Area, Level
from maracdash.model.errors import UnknownThing
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter
from maracdash.model.values import Value

EVERYWHERE = "all"
WITHIN = (Level.FORCE, Level.REGION)


@dataclass(frozen=True, kw_only=True)
class RegionSelection:
    """An indicator, a quarter, and whose Maracs: of a force or region (by code or name), or of everywhere."""

    indicator: str
    quarter: Quarter
    level: Level | None = None
    area: str = ""

    def query(self) -> str:
        """The query string: `within=region:E12000002`, left out for everywhere."""
        parts = {"indicator": self.indicator, "quarter": str(self.quarter)}
        if self.level:
            parts["within"] = f"{self.level}:{self.area}"
        return urlencode(parts, safe=":")


@dataclass(frozen=True, kw_only=True)
class RegionRow:
    """A Marac: a value for each quarter of the view, oldest first, and its verdict against its force and the UK.

    A comparator's own value stands in its point; None where the release knows of no such area.
    """

    marac: Area
    force: Area | None
    values: tuple[Value, ...]
    against_force: Point | None
    against_uk: Point | None

    @property
    def latest(self) -> Value:
        """The value of the chosen quarter."""
        return self.values[-1]

    @property
    def moved(self) -> float | None:
        """How far it lies from the value of a year before; None where one of the two is not known."""
        before = self.values[-5].number if len(self.values) >= 5 else None
        if before is None or self.latest.number is None:
            return None
        return self.latest.number - before


@dataclass(frozen=True, kw_only=True)
class RegionView(Marked):
    """Rows by force and name. `area` is None for everywhere. `quarters` are three years of rolling 12 months."""

    selection: RegionSelection
    indicator: Indicator
    area: Area | None
    quarters: tuple[Quarter, ...]
    rows: tuple[RegionRow, ...]
    breaks: tuple[Break, ...]
    release: ReleaseNote


def from_query(query: Mapping[str, str], default: RegionSelection) -> RegionSelection:
    """The default with what the query names put in. Raises UnknownThing for a word it cannot read."""
    level, area = _within(query["within"]) if query.get("within") else (default.level, default.area)
    return replace(
        default,
        indicator=query.get("indicator") or default.indicator,
        quarter=Quarter.parse(query["quarter"]) if query.get("quarter") else default.quarter,
        level=level,
        area=area,
    )


def _within(text: str) -> tuple[Level | None, str]:
    if text == EVERYWHERE:
        return None, ""
    level, _, area = text.partition(":")
    if level not in list(WITHIN) or not area:
        raise UnknownThing(f"“{text[:60]}” names no force or region. Write it like force:CODE, region:CODE, or all.")
    return Level(level), area


SORTS = ("marac", "force", "value", "change")
LEAST_FIRST = "-"


def ordered(rows: tuple[RegionRow, ...], sort: str) -> tuple[RegionRow, ...]:
    """The rows by one of SORTS, a minus turning the order round; what has no figure stays last. Raises UnknownThing."""
    word = sort.removeprefix(LEAST_FIRST)
    if not word:
        return rows
    if word not in SORTS:
        raise UnknownThing(f"The list cannot be sorted by “{word[:40]}”. Choose one of: {', '.join(SORTS)}.")
    backwards = sort.startswith(LEAST_FIRST)
    if word in ("marac", "force"):
        return tuple(sorted(rows, key=lambda row: _name(row, word).casefold(), reverse=backwards))
    known = [row for row in rows if _figure(row, word) is not None]
    known.sort(key=lambda row: _figure(row, word) or 0.0, reverse=not backwards)
    return (*known, *(row for row in rows if _figure(row, word) is None))


def _name(row: RegionRow, word: str) -> str:
    if word == "marac":
        return row.marac.name
    return row.force.name if row.force else ""


def _figure(row: RegionRow, word: str) -> float | None:
    return row.latest.number if word == "value" else row.moved
