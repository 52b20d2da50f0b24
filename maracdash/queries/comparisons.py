"""One Marac beside the Maracs of its force and similar group, and beside the larger areas."""

from __future__ import annotations

from dataclasses import dataclass

from maracdash import catalogue
from maracdash.model.answers import CARD_ROLES, AreaRole, Comparison, HeadlineCards, Point
from maracdash.model.areas import Area, AreaHierarchy
from maracdash.model.indicators import Indicator, Unit
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.model.values import Value
from maracdash.queries.comparators import ComparisonTerms, compare_with_areas
from maracdash.queries.peers import find_hierarchy, find_peers, list_larger_areas, list_neighbours
from maracdash.queries.values import ValueReader, read_snapshot
from maracdash.store.releases.connections import ReleaseConnection


@dataclass(frozen=True, kw_only=True)
class _Around:
    """The areas beside and around one, the same for each indicator."""

    place: AreaHierarchy
    peers: tuple[tuple[Area, AreaRole], ...]
    ranking: frozenset[Area]
    larger: tuple[tuple[Area, AreaRole], ...]


def get_comparison(db: ReleaseConnection, selection: Selection) -> Comparison:
    """One indicator, with every Marac of the force and of the similar group."""
    indicator = catalogue.indicator(selection.indicator)
    place = find_hierarchy(db, selection)
    around = _Around(
        place=place,
        peers=find_peers(db, place, selection.quarter),
        ranking=_list_ranking(db, place, selection.quarter),
        larger=list_larger_areas(place),
    )
    return _compare_indicators(db, selection, around, (indicator,))[0]


def get_headlines(db: ReleaseConnection, selection: Selection) -> HeadlineCards:
    """The five cards: own value, the averages that a card names, and rank in the force."""
    place = find_hierarchy(db, selection)
    ranking = _list_ranking(db, place, selection.quarter)
    around = _Around(
        place=place,
        peers=tuple(peer for peer in find_peers(db, place, selection.quarter) if peer[0] in ranking),
        ranking=ranking,
        larger=tuple(each for each in list_larger_areas(place) if each[1] in CARD_ROLES),
    )
    return HeadlineCards(cards=_compare_indicators(db, selection, around, catalogue.headline_indicators()))


def _compare_indicators(
    db: ReleaseConnection, selection: Selection, around: _Around, indicators: tuple[Indicator, ...]
) -> tuple[Comparison, ...]:
    beside = tuple(catalogue.indicator(each.zero_contradicted_by) for each in indicators if each.zero_contradicted_by)
    read = read_snapshot(db, selection.quarter, selection.window, tuple(dict.fromkeys((*indicators, *beside))))
    return tuple(_compare_indicator(read, selection, around, indicator) for indicator in indicators)


def _list_ranking(db: ReleaseConnection, place: AreaHierarchy, quarter: Quarter) -> frozenset[Area]:
    """The areas among which one is ranked: itself and those of its force."""
    return frozenset((place.area, *list_neighbours(db, place, quarter)))


def _compare_indicator(read: ValueReader, selection: Selection, around: _Around, indicator: Indicator) -> Comparison:
    quarter = selection.quarter
    maracs = sorted(
        (Point(area=area, role=role, value=read.value(area, quarter, indicator)) for area, role in around.peers),
        key=most_first_key,
    )
    own = next(point for point in maracs if point.role is AreaRole.OWN)
    ranked = [point for point in maracs if point.area in around.ranking and point.value.known]
    return Comparison(
        indicator=indicator,
        quarter=quarter,
        window=selection.window,
        hierarchy=around.place,
        own=own,
        maracs=tuple(maracs),
        averages=compare_with_areas(
            read,
            ComparisonTerms(indicator=indicator, quarter=quarter, including=selection.including),
            own,
            around.larger,
        ),
        rank=None if indicator.unit is Unit.POSTS else find_rank(own, ranked),
        ranked=len(ranked),
        beside=find_companion(read, own.area, quarter, indicator),
        tied=sum(point.value.number == own.value.number for point in ranked if point is not own),
        release=read.db.note,
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
