"""One Marac beside the Maracs of its force and similar group, and beside the larger areas."""

from __future__ import annotations

from maracdash import catalogue
from maracdash.model.answers import Comparison, Headlines, Point, Role
from maracdash.model.areas import Area, Place
from maracdash.model.indicators import Indicator, Unit
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.model.values import Value
from maracdash.queries.peers import averages, find_peers, find_place
from maracdash.queries.values import Values, snapshot
from maracdash.statistics.verdict import verdict
from maracdash.store.releases.connections import Opened


def comparison(db: Opened, selection: Selection) -> Comparison:
    """One indicator, with every Marac of the force and of the similar group."""
    indicator = catalogue.indicator(selection.indicator)
    place = find_place(db, selection)
    return _comparison(db, selection, place, find_peers(db, place, selection.quarter), (indicator,))[0]


def headlines(db: Opened, selection: Selection) -> Headlines:
    """The five cards: own value, averages and rank in the force; no Maracs beside."""
    place = find_place(db, selection)
    peers = tuple(peer for peer in find_peers(db, place, selection.quarter) if peer[1] is not Role.GROUP_MARAC)
    return Headlines(cards=_comparison(db, selection, place, peers, catalogue.headlines()))


def _comparison(
    db: Opened,
    selection: Selection,
    place: Place,
    peers: tuple[tuple[Area, Role], ...],
    indicators: tuple[Indicator, ...],
) -> tuple[Comparison, ...]:
    beside = tuple(catalogue.indicator(each.read_with) for each in indicators if each.read_with)
    read = snapshot(db, selection.quarter, selection.window, tuple(dict.fromkeys((*indicators, *beside))))
    return tuple(_one(db, selection, place, peers, read, indicator) for indicator in indicators)


def _one(
    db: Opened,
    selection: Selection,
    place: Place,
    peers: tuple[tuple[Area, Role], ...],
    read: Values,
    indicator: Indicator,
) -> Comparison:
    quarter = selection.quarter
    maracs = sorted(
        (Point(area=area, role=role, value=read.value(area, quarter, indicator)) for area, role in peers),
        key=_most_first,
    )
    own = next(point for point in maracs if point.role is Role.OWN)
    ranked = [point for point in maracs if point.role is not Role.GROUP_MARAC and point.value.known]
    return Comparison(
        indicator=indicator,
        quarter=quarter,
        window=selection.window,
        place=place,
        own=own,
        maracs=tuple(maracs),
        averages=tuple(_average(read, area, role, quarter, indicator, own) for area, role in averages(place)),
        rank=None if indicator.unit is Unit.POSTS else _rank(own, ranked),
        ranked=len(ranked),
        beside=_beside(read, own.area, quarter, indicator),
        tied=sum(point.value.number == own.value.number for point in ranked if point is not own),
        release=db.note,
    )


def _average(read: Values, area: Area, role: Role, quarter: Quarter, indicator: Indicator, own: Point) -> Point:
    value = read.value(area, quarter, indicator)
    word, strong = verdict(indicator, own.value, value)
    return Point(area=area, role=role, value=value, verdict=word, strong=strong)


def _beside(read: Values, area: Area, quarter: Quarter, indicator: Indicator) -> Value | None:
    return read.value(area, quarter, catalogue.indicator(indicator.read_with)) if indicator.read_with else None


def _most_first(point: Point) -> tuple[bool, float, str]:
    number = point.value.number
    return number is None, -(number or 0), point.area.name.casefold()


def _rank(own: Point, ranked: list[Point]) -> int | None:
    """Position among the force's Maracs, 1 = most; equals share a position."""
    if not own.value.known:
        return None
    return 1 + sum(point.value.number > own.value.number for point in ranked)  # type: ignore[operator]
