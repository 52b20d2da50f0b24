"""What only dashboards ask for: several indicators at once, absent routes, representation, meetings."""

from __future__ import annotations

from collections.abc import Sequence

from maracdash import catalogue
from maracdash.catalogue.dashboards import ETHNIC_GROUPS, REPRESENTED, ROUTE_SLUGS
from maracdash.model.answers import Point, Role
from maracdash.model.areas import Area, Level, Place
from maracdash.model.dashboards import (
    AbsentRoute,
    AbsentRoutes,
    Beside,
    Meetings,
    Profile,
    ProfileRow,
    Representation,
    Represented,
)
from maracdash.model.indicators import Indicator
from maracdash.model.selection import Selection
from maracdash.model.values import Status, Value, absent
from maracdash.queries.areas import directory
from maracdash.queries.peers import averages, find_peers, find_place
from maracdash.queries.values import Values, values
from maracdash.statistics.verdict import verdict
from maracdash.store.releases.connections import Opened

BESIDE = (Role.FORCE, Role.GROUP, Role.UK)
NO_SHARE = absent(Status.NO_POPULATION, "no population share is loaded for this characteristic")


def profile(db: Opened, selection: Selection, slugs: tuple[str, ...]) -> Profile:
    """The Marac and the larger areas around it, for every named indicator. Raises UnknownThing."""
    indicators = tuple(map(catalogue.indicator, slugs))
    place = find_place(db, selection)
    around = ((place.marac, Role.OWN), *averages(place))
    read = _read(db, [area for area, _ in around], selection, indicators)
    return Profile(
        quarter=selection.quarter,
        window=selection.window,
        place=place,
        rows=tuple(
            ProfileRow(
                indicator=each, points=tuple(_point(read, selection, each, place.marac, other) for other in around)
            )
            for each in indicators
        ),
        release=db.note,
    )


def absent_routes(db: Opened, selection: Selection) -> AbsentRoutes:
    """Routes that nobody used here and somebody used in another Marac of the force or the similar group."""
    indicators = tuple(map(catalogue.indicator, ROUTE_SLUGS))
    place = find_place(db, selection)
    peers = _others(db, place, selection)
    read = _read(db, [place.marac, *(area for area, _ in peers)], selection, indicators)
    own = {each.slug: read.value(place.marac, selection.quarter, each) for each in indicators}
    empty = [each for each in indicators if own[each.slug].number == 0]
    routes = (_absent_route(read, selection, each, peers) for each in empty)
    return AbsentRoutes(
        quarter=selection.quarter,
        window=selection.window,
        place=place,
        routes=tuple(each for each in routes if each.present),
        unknown=tuple(each for each in indicators if not own[each.slug].known),
        release=db.note,
    )


def representation(db: Opened, selection: Selection) -> Representation:
    """Each characteristic's share of cases beside its share of the population, where a population is known."""
    place = find_place(db, selection)
    pairs = tuple(
        (catalogue.indicator(share), catalogue.indicator(population) if population else None)
        for share, population in REPRESENTED
    )
    around = tuple((area, role) for area, role in averages(place) if role in BESIDE)
    areas = [place.marac, *(area for area, _ in around)]
    read = _read(db, areas, selection, tuple(each for pair in pairs for each in pair if each))
    rows = tuple(_represented(read, selection, (place.marac, around), pair) for pair in pairs)
    return Representation(
        quarter=selection.quarter,
        window=selection.window,
        place=place,
        rows=rows,
        release=db.note,
        unrecorded=_unrecorded(rows),
    )


def meetings(db: Opened, selection: Selection) -> Meetings:
    """How often the Marac and those beside it meet, as the areas file says; most common first."""
    place = find_place(db, selection)
    found: dict[str, list[Area]] = {}
    for area, _ in _others(db, place, selection):
        found.setdefault(_frequency(db, area), []).append(area)
    return Meetings(
        quarter=selection.quarter,
        place=place,
        own=_frequency(db, place.marac),
        others=tuple(sorted(((word, tuple(areas)) for word, areas in found.items()), key=lambda each: -len(each[1]))),
        release=db.note,
    )


def _others(db: Opened, place: Place, selection: Selection) -> list[tuple[Area, Role]]:
    """The other Maracs of the force and the similar group; beside a whole force, the other forces."""
    return [peer for peer in find_peers(db, place, selection.quarter) if peer[1] is not Role.OWN]


def _read(db: Opened, areas: Sequence[Area], selection: Selection, indicators: tuple[Indicator, ...]) -> Values:
    return values(db, areas, (selection.quarter, selection.quarter), selection.window, indicators)


def _point(read: Values, selection: Selection, indicator: Indicator, own: Area, other: tuple[Area, Role]) -> Point:
    area, role = other
    value = read.value(area, selection.quarter, indicator)
    if role is Role.OWN:
        return Point(area=area, role=role, value=value)
    word, strong = verdict(indicator, read.value(own, selection.quarter, indicator), value)
    return Point(area=area, role=role, value=value, verdict=word, strong=strong)


def _absent_route(
    read: Values, selection: Selection, indicator: Indicator, peers: list[tuple[Area, Role]]
) -> AbsentRoute:
    points = [Point(area=area, role=role, value=read.value(area, selection.quarter, indicator)) for area, role in peers]
    known = [each for each in points if each.value.known]
    present = sorted((each for each in known if each.value.number), key=lambda each: -(each.value.number or 0))
    return AbsentRoute(indicator=indicator, present=tuple(present), asked=len(known))


def _represented(
    read: Values,
    selection: Selection,
    areas: tuple[Area, tuple[tuple[Area, Role], ...]],
    pair: tuple[Indicator, Indicator | None],
) -> Represented:
    indicator, population = pair
    own, around = areas

    def shares(area: Area) -> tuple[Value, Value]:
        share = read.value(area, selection.quarter, indicator)
        return share, read.value(area, selection.quarter, population) if population else NO_SHARE

    share, beside = shares(own)
    return Represented(
        indicator=indicator,
        share=share,
        population=beside,
        ratio=_ratio(share, beside),
        around=tuple(
            Beside(role=role, share=theirs[0], ratio=_ratio(*theirs))
            for role, theirs in ((role, shares(area)) for area, role in around)
        ),
    )


def _unrecorded(rows: Sequence[Represented]) -> float | None:
    groups = [row.share.number for row in rows if row.indicator.slug in ETHNIC_GROUPS]
    known = [number for number in groups if number is not None]
    return max(100 - sum(known), 0.0) if known and len(known) == len(groups) else None


def _ratio(share: Value, population: Value) -> float | None:
    if share.number is None or not population.number:
        return None
    return share.number / population.number


def _frequency(db: Opened, marac: Area) -> str:
    listing = directory(db).listing(Level.MARAC, marac.code)
    return listing.meeting_frequency if listing else ""
