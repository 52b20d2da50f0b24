"""Every indicator of one Marac or force: beside the larger areas, a year before, and three years back."""

from __future__ import annotations

from maracdash import catalogue
from maracdash.catalogue import formulas
from maracdash.catalogue.breaks import series_breaks
from maracdash.model.answers import SeriesBreak
from maracdash.model.area_profiles import QUARTERS_PER_YEAR, AreaProfile, AreaProfileRow, Movement
from maracdash.model.dashboards import ProfileRow
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.model.values import Value
from maracdash.queries.dashboards import build_profile_row
from maracdash.queries.peers import find_hierarchy, list_larger_areas
from maracdash.queries.values import ValueReader, is_doubted_zero, read_history
from maracdash.statistics.changes import decide_movement, is_change_significant, name_movement
from maracdash.statistics.distances import measure_distance
from maracdash.store.releases.connections import ReleaseConnection

QUARTERS_BACK = 12


def get_area_profile(db: ReleaseConnection, selection: Selection) -> AreaProfile:
    """Every indicator of the catalogue. Raises NotFoundError for what the release does not hold."""
    place, last = find_hierarchy(db, selection), selection.quarter
    larger, own = list_larger_areas(place), place.area
    span = tuple(last - step for step in range(QUARTERS_BACK, -1, -1))
    areas = own, [area for area, _ in larger]
    read = read_history(db, areas, (span[0], last), selection.window, catalogue.INDICATORS)
    beside = (build_profile_row(read, selection, each, own, larger) for each in catalogue.INDICATORS)
    return AreaProfile(
        quarter=last,
        window=selection.window,
        hierarchy=place,
        quarters=span,
        rows=tuple(_build_row(read, row, span) for row in beside),
        release=db.note,
    )


def _build_row(read: ValueReader, row: ProfileRow, span: tuple[Quarter, ...]) -> AreaProfileRow:
    indicator, own = row.indicator, row.own
    history = tuple(read.value(own.area, quarter, indicator) for quarter in span)
    before = history[-1 - QUARTERS_PER_YEAR]
    breaks = tuple(each for each in series_breaks(indicator) if span[0] < each.quarter <= span[-1])
    return AreaProfileRow(
        indicator=indicator,
        points=row.points,
        distances=(None, *(measure_distance(indicator, own.value, each.against) for each in row.points[1:])),
        history=history,
        movement=_decide_movement(indicator, before, own.value, [each for each in breaks if _is_recent(each, span)]),
        breaks=breaks,
        doubted=is_doubted_zero(read, own.area, span[-1], indicator),
    )


def _is_recent(found: SeriesBreak, span: tuple[Quarter, ...]) -> bool:
    return found.quarter > span[-1] - QUARTERS_PER_YEAR


def _decide_movement(indicator: Indicator, before: Value, now: Value, between: list[SeriesBreak]) -> Movement:
    if indicator.rule is formulas.change:
        return _decide_change(indicator, now)
    if before.number is None or now.number is None:
        return Movement.NO_FIGURE
    if between:
        return Movement.BROKEN
    return decide_movement(indicator, before, now)


def _decide_change(indicator: Indicator, change: Value) -> Movement:
    """Movement that a change is itself, not how it differs from the change of a year before."""
    if change.number is None:
        return Movement.NO_FIGURE
    if change.number == 0:
        return Movement.SAME
    return name_movement(change.number, moved=is_change_significant(indicator, change))
