"""Values by area, quarter and indicator: read at once, worked out once, pooled for a group of one's own."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from sys import intern
from typing import Any

from maracdash import catalogue
from maracdash.model.areas import Area, OwnGroup
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Coverage, Value, make_absent_value
from maracdash.queries.figure_rows import StoredFigure, make_value
from maracdash.queries.missing_reasons import explain_annual_only, explain_missing
from maracdash.statistics.pooling import pool_values
from maracdash.store.releases.connections import ReleaseConnection

FIGURES_QUERY = """
select indicator, level, code, quarter, numerator, denominator, published, origin, mark, proxied, counted
from figure
where indicator = any($indicators) and "window" = $window and quarter between $first and $last and code = any($codes)
"""
COVERAGE_QUERY = """
select level, code, quarter, expected, returned, proxied
from coverage
where "window" = $window and quarter between $first and $last and code = any($codes)
"""
ALL_FIGURES_QUERY = """
select level, code, numerator, denominator, published, origin, mark, proxied, counted
from figure
where indicator = $indicator and "window" = $window and quarter = $quarter
"""
ALL_COVERAGE_QUERY = """
select level, code, expected, returned, proxied
from coverage
where "window" = $window and quarter = $quarter
"""
LAST_BUT_FOR_ONE = "and (quarter = $last or code = $own)"
MAX_FOUND = 2000
"""Values of a quarter that are kept, of 300 bytes each: those of all Maracs and indicators would be 6 MB."""
FiguresByKey = Mapping[tuple[str, str, str, int], StoredFigure]
CoverageByKey = Mapping[tuple[str, str, int], Coverage]
FoundValues = dict[tuple[str, str, int, str], Value]


@dataclass(frozen=True)
class ValueReader:
    """Values by area, quarter and indicator; every combination has one."""

    db: ReleaseConnection
    window: Window
    figures: FiguresByKey
    coverages: CoverageByKey
    found: FoundValues = field(default_factory=dict, compare=False)
    pooled: dict[tuple[OwnGroup, int, str], Value] = field(default_factory=dict, compare=False)

    def value(self, area: Area, quarter: Quarter, indicator: Indicator) -> Value:
        """One value, with its coverage; that of a group of one's own is pooled from its members.

        Each is worked out once: a table asks for its comparators in every row.
        """
        if isinstance(area, OwnGroup):
            return self._pool_value(area, quarter, indicator)
        key = area.level, area.code, quarter.index, indicator.slug
        known = self.found.get(key)
        if known is None:
            known = self.found[key] = self._find_value(area, quarter, indicator)
        return known

    def _pool_value(self, group: OwnGroup, quarter: Quarter, indicator: Indicator) -> Value:
        key = group, quarter.index, indicator.slug
        if key not in self.pooled:
            values = [self.value(each, quarter, indicator) for each in group.members]
            self.pooled[key] = pool_values(indicator, values, self.db.note.rule)
        return self.pooled[key]

    def _find_value(self, area: Area, quarter: Quarter, indicator: Indicator) -> Value:
        row = self.figures.get((indicator.slug, area.level, area.code, quarter.index))
        coverage = self.coverages.get((area.level, area.code, quarter.index)) or Coverage(quarters=self.window.quarters)
        if indicator.annual and self.window is not Window.YEAR:
            return make_absent_value(*explain_annual_only(), coverage)
        if row is None:
            return make_absent_value(
                *explain_missing(self.db, self.window, area, quarter, indicator, coverage), coverage
            )
        return make_value(row, area, indicator, coverage)


def read_values(
    db: ReleaseConnection,
    areas: Iterable[Area],
    quarters: tuple[Quarter, Quarter],
    window: Window,
    indicators: Sequence[Indicator],
) -> ValueReader:
    """Read the values of some areas and indicators from the first quarter to the last, at once."""
    return _read(db, _parameters(areas, quarters, window), ("", {}), indicators)


def read_history(
    db: ReleaseConnection,
    areas: tuple[Area, Iterable[Area]],
    quarters: tuple[Quarter, Quarter],
    window: Window,
    indicators: Sequence[Indicator],
) -> ValueReader:
    """Read one area from the first quarter to the last, and the others beside it at the last alone.

    One scan of the figures and not two, which would be a third of the time of a profile.
    """
    own, others = areas
    parameters = _parameters((own, *others), quarters, window)
    return _read(db, parameters, (LAST_BUT_FOR_ONE, {"own": own.code}), indicators)


def is_doubted_zero(read: ValueReader, area: Area, quarter: Quarter, indicator: Indicator) -> bool:
    """Tell if a figure of 0 is contradicted by the count that the indicator names; both must have been read."""
    if not indicator.zero_contradicted_by or read.value(area, quarter, indicator).number != 0:
        return False
    return bool(read.value(area, quarter, catalogue.indicator(indicator.zero_contradicted_by)).number)


def read_snapshot(
    db: ReleaseConnection, quarter: Quarter, window: Window, indicators: Sequence[Indicator]
) -> ValueReader:
    """Read the values of every area at one quarter, cached: another Marac of the same quarter needs no reading.

    Nor does it work out again what was: its comparators are mostly those of the Marac before.
    """
    figures = (db.cached_part(_read_all_figures, each.slug, window, quarter) for each in indicators)
    coverages = db.cached_part(_read_all_coverage, window, quarter)
    found = db.cached_part(_begin_values, window, quarter)
    if len(found) > MAX_FOUND:
        found.clear()
    return ValueReader(db, window, ChainMap(*figures), coverages, found)


def _parameters(areas: Iterable[Area], quarters: tuple[Quarter, Quarter], window: Window) -> dict[str, Any]:
    return {
        "window": str(window),
        "first": quarters[0].index,
        "last": quarters[1].index,
        "codes": sorted({code for each in areas for code in _list_codes(each)}),
    }


def _read(
    db: ReleaseConnection,
    parameters: dict[str, Any],
    narrower: tuple[str, dict[str, str]],
    indicators: Sequence[Indicator],
) -> ValueReader:
    """Values of the parameters; `narrower` is a further condition on both tables, with what it needs to know."""
    condition, more = narrower
    known, slugs = {**parameters, **more}, [each.slug for each in indicators]
    figures = {row[:4]: row[4:] for row in db.rows(FIGURES_QUERY + condition, {**known, "indicators": slugs})}
    window = Window(parameters["window"])
    coverages = {
        row[:3]: Coverage(expected=row[3], returned=row[4], proxied=row[5], quarters=window.quarters)
        for row in db.rows(COVERAGE_QUERY + condition, known)
    }
    return ValueReader(db, window, figures, coverages)


def _list_codes(area: Area) -> Iterable[str]:
    return (each.code for each in area.members) if isinstance(area, OwnGroup) else (area.code,)


def _read_all_figures(
    db: ReleaseConnection, slug: str, window: Window, quarter: Quarter
) -> dict[tuple[str, str, str, int], StoredFigure]:
    index = quarter.index
    rows = db.rows(ALL_FIGURES_QUERY, {"indicator": slug, "window": str(window), "quarter": index})
    return {
        (slug, intern(level), intern(code), index): (*sums, intern(origin), intern(mark), proxied, counted)
        for level, code, *sums, origin, mark, proxied, counted in rows
    }


def _begin_values(_: ReleaseConnection, window: Window, quarter: Quarter) -> FoundValues:  # noqa: ARG001 - the cache's
    return {}


def _read_all_coverage(db: ReleaseConnection, window: Window, quarter: Quarter) -> CoverageByKey:
    index = quarter.index
    rows = db.rows(ALL_COVERAGE_QUERY, {"window": str(window), "quarter": index})
    return {
        (intern(level), intern(code), index): Coverage(
            expected=expected, returned=returned, proxied=proxied, quarters=window.quarters
        )
        for level, code, expected, returned, proxied in rows
    }
