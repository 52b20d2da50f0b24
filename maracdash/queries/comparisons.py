"""One Marac beside the Maracs of its force and similar group, and beside the larger areas."""

from __future__ import annotations

from maracdash import catalogue
from maracdash.model.answers import Comparison, HeadlineCards, Point, Role
from maracdash.model.areas import Area, AreaHierarchy
from maracdash.model.indicators import Indicator, Unit
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.model.values import Value
from maracdash.queries.comparators import Question, compare_with_areas
from maracdash.queries.peers import find_hierarchy, find_peers, list_larger_areas, list_neighbours
from maracdash.queries.values import ValueReader, read_snapshot
from maracdash.store.releases.connections import ReleaseConnection


def get_comparison(db: ReleaseConnection, selection: Selection) -> Comparison:
    """One indicator, with every Marac of the force and of the similar group."""
    indicator = catalogue.indicator(selection.indicator)
    place = find_hierarchy(db, selection)
    return _compare_indicators(db, selection, place, find_peers(db, place, selection.quarter), (indicator,))[0]


def get_headlines(db: ReleaseConnection, selection: Selection) -> HeadlineCards:
    """The five cards: own value, averages and rank in the force; no Maracs beside."""
    place = find_hierarchy(db, selection)
    beside = {place.marac, *list_neighbours(db, place, selection.quarter)}
    peers = tuple(peer for peer in find_peers(db, place, selection.quarter) if peer[0] in beside)
    return HeadlineCards(cards=_compare_indicators(db, selection, place, peers, catalogue.headline_indicators()))


def _compare_indicators(
    db: ReleaseConnection,
    selection: Selection,
    place: AreaHierarchy,
    peers: tuple[tuple[Area, Role], ...],
    indicators: tuple[Indicator, ...],
) -> tuple[Comparison, ...]:
    beside = tuple(catalogue.indicator(each.zero_contradicted_by) for each in indicators if each.zero_contradicted_by)
    read = read_snapshot(db, selection.quarter, selection.window, tuple(dict.fromkeys((*indicators, *beside))))
    return tuple(_compare_indicator(db, selection, place, peers, read, indicator) for indicator in indicators)


def _compare_indicator(
    db: ReleaseConnection,
    selection: Selection,
    place: AreaHierarchy,
    peers: tuple[tuple[Area, Role], ...],
    read: ValueReader,
    indicator: Indicator,
) -> Comparison:
    quarter = selection.quarter
    maracs = sorted(
        (Point(area=area, role=role, value=read.value(area, quarter, indicator)) for area, role in peers),
        key=most_first_key,
    )
    own = next(point for point in maracs if point.role is Role.OWN)
    ranking = {place.marac, *list_neighbours(db, place, quarter)}
    ranked = [point for point in maracs if point.area in ranking and point.value.known]
    return Comparison(
        indicator=indicator,
        quarter=quarter,
        window=selection.window,
        hierarchy=place,
        own=own,
        maracs=tuple(maracs),
        averages=compare_with_areas(
            read,
            Question(indicator=indicator, quarter=quarter, including=selection.including),
            own,
            list_larger_areas(place),
        ),
        rank=None if indicator.unit is Unit.POSTS else find_rank(own, ranked),
        ranked=len(ranked),
        beside=find_companion(read, own.area, quarter, indicator),
        tied=sum(point.value.number == own.value.number for point in ranked if point is not own),
        release=db.note,
    )


def find_companion(read: ValueReader, area: Area, quarter: Quarter, indicator: Indicator) -> Value | None:
    """The Marac's value of the indicator that this one is read with, None where there is none."""
    return (
        read.value(area, quarter, catalogue.indicator(indicator.zero_contradicted_by))
        if indicator.zero_contradicted_by
        else None
    )


def most_first_key(point: Point) -> tuple[bool, float, str]:
    """Order from most to least, absent values last, equals by name."""
    number = point.value.number
    return number is None, -(number or 0), point.area.name.casefold()


def find_rank(own: Point, ranked: list[Point]) -> int | None:
    """Position among Maracs with a value, 1 = most; equals share a position."""
    if not own.value.known:
        return None
    return 1 + sum(point.value.number > own.value.number for point in ranked)  # type: ignore[operator]
