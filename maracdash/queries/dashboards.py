"""Queries of dashboards: several indicators at once, absent routes, representation, meetings."""

from __future__ import annotations

from collections.abc import Sequence

from maracdash import catalogue
from maracdash.catalogue.characteristics import ETHNIC_GROUPS, REPRESENTED_CHARACTERISTICS
from maracdash.catalogue.dashboards import ROUTE_SLUGS
from maracdash.model.answers import AreaRole, Point
from maracdash.model.areas import Area, AreaHierarchy, Level
from maracdash.model.dashboards import (
    AbsentRoute,
    AbsentRoutes,
    MeetingFrequencies,
    Profile,
    ProfileRow,
    Representation,
    RepresentationComparator,
    RepresentationRow,
)
from maracdash.model.indicators import Indicator
from maracdash.model.selection import Selection
from maracdash.model.values import Status, Value, make_absent_value
from maracdash.queries.areas import get_directory
from maracdash.queries.comparators import ComparisonTerms, compare_with_areas
from maracdash.queries.peers import find_hierarchy, find_peers, list_larger_areas
from maracdash.queries.values import ValueReader, read_values
from maracdash.store.releases.connections import ReleaseConnection

COMPARATOR_ROLES = (AreaRole.FORCE, AreaRole.GROUP, AreaRole.UK)
NO_POPULATION_SHARE = make_absent_value(Status.NO_POPULATION, "no population share is loaded for this characteristic")


def get_profile(db: ReleaseConnection, selection: Selection, slugs: tuple[str, ...]) -> Profile:
    """The Marac and the larger areas around it, for every named indicator. Raises NotFoundError."""
    indicators = tuple(map(catalogue.indicator, slugs))
    place = find_hierarchy(db, selection)
    larger = list_larger_areas(place)
    read = _read_values(db, [place.area, *(area for area, _ in larger)], selection, indicators)
    return Profile(
        quarter=selection.quarter,
        window=selection.window,
        hierarchy=place,
        rows=tuple(build_profile_row(read, selection, each, place.area, larger) for each in indicators),
        release=db.note,
    )


def build_profile_row(
    read: ValueReader,
    selection: Selection,
    indicator: Indicator,
    marac: Area,
    larger: tuple[tuple[Area, AreaRole], ...],
) -> ProfileRow:
    """The Marac with the larger areas around it and its verdict against each, for one indicator."""
    own = Point(area=marac, role=AreaRole.OWN, value=read.value(marac, selection.quarter, indicator))
    asked = ComparisonTerms(indicator=indicator, quarter=selection.quarter, including=selection.including)
    return ProfileRow(indicator=indicator, points=(own, *compare_with_areas(read, asked, own, larger)))


def find_absent_routes(db: ReleaseConnection, selection: Selection) -> AbsentRoutes:
    """Find routes that nobody used here and somebody used in another Marac of the force or the similar group."""
    indicators = tuple(map(catalogue.indicator, ROUTE_SLUGS))
    place = find_hierarchy(db, selection)
    peers = _list_others(db, place, selection)
    read = _read_values(db, [place.area, *(area for area, _ in peers)], selection, indicators)
    own = {each.slug: read.value(place.area, selection.quarter, each) for each in indicators}
    empty = [each for each in indicators if own[each.slug].number == 0]
    routes = (_build_absent_route(read, selection, each, peers) for each in empty)
    return AbsentRoutes(
        quarter=selection.quarter,
        window=selection.window,
        hierarchy=place,
        routes=tuple(each for each in routes if each.present),
        known=tuple(each for each in indicators if own[each.slug].known),
        unknown=tuple(each for each in indicators if not own[each.slug].known),
        maracs_with_data=sum(
            any(read.value(area, selection.quarter, each).known for each in indicators) for area, _ in peers
        ),
        release=db.note,
    )


def get_representation(db: ReleaseConnection, selection: Selection) -> Representation:
    """Each characteristic's share of cases beside its share of the population, where a population is known."""
    place = find_hierarchy(db, selection)
    pairs = tuple(
        (catalogue.indicator(share), catalogue.indicator(population) if population else None)
        for share, population in REPRESENTED_CHARACTERISTICS
    )
    around = tuple((area, role) for area, role in list_larger_areas(place) if role in COMPARATOR_ROLES)
    areas = [place.area, *(area for area, _ in around)]
    read = _read_values(db, areas, selection, tuple(each for pair in pairs for each in pair if each))
    rows = tuple(_build_representation_row(read, selection, (place.area, around), pair) for pair in pairs)
    return Representation(
        quarter=selection.quarter,
        window=selection.window,
        hierarchy=place,
        rows=rows,
        release=db.note,
        unrecorded=_unrecorded_share(rows),
    )


def get_meeting_frequencies(db: ReleaseConnection, selection: Selection) -> MeetingFrequencies:
    """Meeting frequency of the Marac and those beside it, from the areas file; most common first."""
    place = find_hierarchy(db, selection)
    found: dict[str, list[Area]] = {}
    for area, _ in _list_others(db, place, selection):
        found.setdefault(_meeting_frequency(db, area), []).append(area)
    return MeetingFrequencies(
        quarter=selection.quarter,
        hierarchy=place,
        own=_meeting_frequency(db, place.area),
        others=tuple(sorted(((word, tuple(areas)) for word, areas in found.items()), key=lambda each: -len(each[1]))),
        release=db.note,
    )


def _list_others(db: ReleaseConnection, place: AreaHierarchy, selection: Selection) -> list[tuple[Area, AreaRole]]:
    """The other Maracs of the force and the similar group; beside a whole force, the other forces."""
    return [peer for peer in find_peers(db, place, selection.quarter) if peer[1] is not AreaRole.OWN]


def _read_values(
    db: ReleaseConnection, areas: Sequence[Area], selection: Selection, indicators: tuple[Indicator, ...]
) -> ValueReader:
    return read_values(db, areas, (selection.quarter, selection.quarter), selection.window, indicators)


def _build_absent_route(
    read: ValueReader, selection: Selection, indicator: Indicator, peers: list[tuple[Area, AreaRole]]
) -> AbsentRoute:
    points = [Point(area=area, role=role, value=read.value(area, selection.quarter, indicator)) for area, role in peers]
    known = [each for each in points if each.value.known]
    present = sorted((each for each in known if each.value.number), key=lambda each: -(each.value.number or 0))
    return AbsentRoute(indicator=indicator, present=tuple(present), maracs_with_data=len(known))


def _build_representation_row(
    read: ValueReader,
    selection: Selection,
    areas: tuple[Area, tuple[tuple[Area, AreaRole], ...]],
    pair: tuple[Indicator, Indicator | None],
) -> RepresentationRow:
    indicator, population = pair
    own, around = areas

    def shares(area: Area) -> tuple[Value, Value]:
        share = read.value(area, selection.quarter, indicator)
        return share, read.value(area, selection.quarter, population) if population else NO_POPULATION_SHARE

    share, beside = shares(own)
    return RepresentationRow(
        indicator=indicator,
        share=share,
        population=beside,
        ratio=_representation_ratio(share, beside),
        around=tuple(
            RepresentationComparator(area=area, role=role, share=theirs[0], ratio=_representation_ratio(*theirs))
            for area, role, theirs in ((area, role, shares(area)) for area, role in around)
        ),
    )


def _unrecorded_share(rows: Sequence[RepresentationRow]) -> float | None:
    groups = [row.share.number for row in rows if row.indicator.slug in ETHNIC_GROUPS]
    known = [number for number in groups if number is not None]
    return max(100 - sum(known), 0.0) if known and len(known) == len(groups) else None


def _representation_ratio(share: Value, population: Value) -> float | None:
    if share.number is None or not population.number:
        return None
    return share.number / population.number


def _meeting_frequency(db: ReleaseConnection, marac: Area) -> str:
    listing = get_directory(db).listing(Level.MARAC, marac.code)
    return listing.meeting_frequency if listing else ""
