"""Larger areas around a Marac or a whole force, and the peers beside it."""

from __future__ import annotations

from dataclasses import replace

from maracdash.model.answers import AreaRole
from maracdash.model.areas import Area, AreaHierarchy, Level, OwnGroup
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.queries.areas import get_directory, list_open_maracs, require_quarter
from maracdash.queries.groups import find_group, list_member_maracs
from maracdash.store.releases.connections import ReleaseConnection


def find_hierarchy(db: ReleaseConnection, selection: Selection) -> AreaHierarchy:
    """The Marac or force of a selection with the larger areas around it; a group of one's own is its similar group.

    Raises NotFoundError.
    """
    require_quarter(db, selection.quarter)
    known = get_directory(db)
    place = known.hierarchy(known.own(selection.marac))
    return replace(place, group=find_group(db, selection.group), group_forces=()) if selection.group else place


def list_larger_areas(place: AreaHierarchy) -> tuple[tuple[Area, AreaRole], ...]:
    """List the larger areas around a Marac, from the smallest to the largest."""
    around = (
        (place.force, AreaRole.FORCE),
        (place.group, AreaRole.GROUP),
        (place.region, AreaRole.REGION),
        (place.country, AreaRole.COUNTRY),
        (place.uk, AreaRole.UK),
    )
    return tuple((area, role) for area, role in around if area)


def find_peers(db: ReleaseConnection, place: AreaHierarchy, quarter: Quarter) -> tuple[tuple[Area, AreaRole], ...]:
    """Maracs that were open in the quarter, the chosen one in any case; beside a whole force, other forces.

    One that is of the force and of the similar group is of the force; of a group that the reader chose, of the group.
    """
    around = dict.fromkeys(list_neighbours(db, place, quarter), AreaRole.FORCE_MARAC)
    group = dict.fromkeys(_list_group_peers(db, place, quarter), AreaRole.GROUP_MARAC)
    peers = {**around, **group} if isinstance(place.group, OwnGroup) else {**group, **around}
    return tuple({**peers, place.area: AreaRole.OWN}.items())


def list_neighbours(db: ReleaseConnection, place: AreaHierarchy, quarter: Quarter) -> tuple[Area, ...]:
    """List the Maracs of the force that were open in the quarter; beside a whole force, the forces of its region."""
    if place.area.level is Level.FORCE:
        inside = get_directory(db).children(Level.FORCE, place.region.code) if place.region else ()
        return tuple(each.area for each in inside)
    return list_open_maracs(db, place.force.code, quarter) if place.force else ()


def _list_group_peers(db: ReleaseConnection, place: AreaHierarchy, quarter: Quarter) -> tuple[Area, ...]:
    areas = _list_group_areas(place)
    if place.area.level is Level.FORCE:
        return tuple(each for each in areas if each.level is Level.FORCE)
    return tuple(marac for each in areas for marac in list_member_maracs(db, each, quarter))


def _list_group_areas(place: AreaHierarchy) -> tuple[Area, ...]:
    """List the forces of the most similar group, or the Maracs and forces of the reader's own."""
    return place.group.members if isinstance(place.group, OwnGroup) else place.group_forces
