"""Larger areas around a Marac or a whole force, and the peers beside it."""

from __future__ import annotations

from dataclasses import replace

from maracdash.model.answers import Role
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


def list_larger_areas(place: AreaHierarchy) -> tuple[tuple[Area, Role], ...]:
    """List the larger areas around a Marac, from the smallest to the largest."""
    around = (
        (place.force, Role.FORCE),
        (place.group, Role.GROUP),
        (place.region, Role.REGION),
        (place.country, Role.COUNTRY),
        (place.uk, Role.UK),
    )
    return tuple((area, role) for area, role in around if area)


def find_peers(db: ReleaseConnection, place: AreaHierarchy, quarter: Quarter) -> tuple[tuple[Area, Role], ...]:
    """Maracs that were open in the quarter, the chosen one in any case; beside a whole force, other forces."""
    if place.marac.level is Level.FORCE:
        return _list_other_forces(db, place)
    force = list_open_maracs(db, place.force.code, quarter) if place.force else ()
    peers = dict.fromkeys(force, Role.FORCE_MARAC)
    for area in _list_group_areas(place):
        for each in list_member_maracs(db, area, quarter):
            peers.setdefault(each, Role.GROUP_MARAC)
    peers.pop(place.marac, None)
    return ((place.marac, Role.OWN), *peers.items())


def _list_group_areas(place: AreaHierarchy) -> tuple[Area, ...]:
    """List the forces of the most similar group, or the Maracs and forces of the reader's own."""
    return place.group.members if isinstance(place.group, OwnGroup) else place.group_forces


def _list_other_forces(db: ReleaseConnection, place: AreaHierarchy) -> tuple[tuple[Area, Role], ...]:
    inside = get_directory(db).children(Level.FORCE, place.region.code) if place.region else ()
    region = {each.area: Role.FORCE_MARAC for each in inside}
    group = [each for each in _list_group_areas(place) if each.level is Level.FORCE]
    peers = {**dict.fromkeys(group, Role.GROUP_MARAC), **region, place.marac: Role.OWN}
    return tuple(peers.items())
