"""One Marac among all Maracs of the release, by number and by size."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from maracdash import catalogue
from maracdash.model.answers import AreaRole, Comparison, Point
from maracdash.model.areas import Area, AreaHierarchy, Level
from maracdash.model.indicators import Unit
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import Selection
from maracdash.model.values import Value
from maracdash.queries.areas import list_all_open
from maracdash.queries.comparators import ComparisonTerms, compare_with_areas
from maracdash.queries.comparisons import find_companion, find_rank, most_first_key
from maracdash.queries.peers import find_hierarchy, find_peers, list_larger_areas
from maracdash.queries.values import read_snapshot
from maracdash.statistics.answers import Distribution, FunnelPlot
from maracdash.statistics.funnel import Funnel, build_funnel
from maracdash.statistics.quartiles import Quartiles, find_quartiles
from maracdash.statistics.refusals import Refusal
from maracdash.store.releases.connections import ReleaseConnection

Figures = tuple[tuple[Area, Value], ...]


def get_distribution(db: ReleaseConnection, selection: Selection) -> Distribution:
    """Every Marac of the release from most to least, or every force beside a force. Raises NotFoundError."""
    asked = (selection.indicator, selection.window, selection.quarter, find_hierarchy(db, selection).area.level)
    return Distribution(**_compare_with_all(db, selection), quartiles=db.cached_part(_find_quartiles, *asked))


def get_funnel_plot(db: ReleaseConnection, selection: Selection) -> FunnelPlot:
    """Every Marac of the release with the limits for its size. Raises NotFoundError."""
    asked = (selection.indicator, selection.window, selection.quarter, find_hierarchy(db, selection).area.level)
    return FunnelPlot(**_compare_with_all(db, selection), funnel=db.cached_part(_build_funnel, *asked))


def _compare_with_all(db: ReleaseConnection, selection: Selection) -> dict[str, Any]:
    """The parts of a comparison with all Maracs."""
    place, indicator = find_hierarchy(db, selection), catalogue.indicator(selection.indicator)
    figures = db.cached_part(_read_figures, indicator.slug, selection.window, selection.quarter, place.area.level)
    beside = [catalogue.indicator(indicator.zero_contradicted_by)] if indicator.zero_contradicted_by else []
    read = read_snapshot(db, selection.quarter, selection.window, (indicator, *beside))
    own = Point(area=place.area, role=AreaRole.OWN, value=read.value(place.area, selection.quarter, indicator))
    points = _find_points(db, place, selection.quarter, own, figures)
    known = [point for point in points if point.value.known]
    question = ComparisonTerms(indicator=indicator, quarter=selection.quarter, including=selection.including)
    made = Comparison(
        indicator=indicator,
        quarter=selection.quarter,
        window=selection.window,
        hierarchy=place,
        own=own,
        maracs=points,
        averages=compare_with_areas(read, question, own, list_larger_areas(place)),
        rank=None if indicator.unit is Unit.POSTS else find_rank(own, known),
        ranked=len(known),
        beside=find_companion(read, place.area, selection.quarter, indicator),
        tied=sum(point.value.number == own.value.number for point in known if point is not own),
        release=db.note,
    )
    return {each.name: getattr(made, each.name) for each in fields(made)}


def _find_points(
    db: ReleaseConnection, place: AreaHierarchy, quarter: Quarter, own: Point, figures: Figures
) -> tuple[Point, ...]:
    """All areas in their order, with what each is to the reader; the own one in any case."""
    roles = dict(find_peers(db, place, quarter))
    points = [
        own if area == own.area else Point(area=area, role=roles.get(area, AreaRole.OTHER_MARAC), value=value)
        for area, value in figures
    ]
    return tuple(points) if own in points else tuple(sorted((*points, own), key=most_first_key))


def _read_figures(db: ReleaseConnection, slug: str, window: Window, quarter: Quarter, level: Level) -> Figures:
    """Every area of the level with its value, from most to least, absent values last."""
    indicator = catalogue.indicator(slug)
    read = read_snapshot(db, quarter, window, (indicator,))
    points = [
        Point(area=area, role=AreaRole.OTHER_MARAC, value=read.value(area, quarter, indicator))
        for area in list_all_open(db, level, quarter)
    ]
    return tuple((point.area, point.value) for point in sorted(points, key=most_first_key))


def _build_funnel(db: ReleaseConnection, slug: str, window: Window, quarter: Quarter, level: Level) -> Funnel | Refusal:
    figures = db.cached_part(_read_figures, slug, window, quarter, level)
    return build_funnel(catalogue.indicator(slug), figures)


def _find_quartiles(
    db: ReleaseConnection, slug: str, window: Window, quarter: Quarter, level: Level
) -> Quartiles | Refusal:
    figures = db.cached_part(_read_figures, slug, window, quarter, level)
    return find_quartiles([value.number for _, value in figures if value.number is not None])
