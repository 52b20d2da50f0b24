"""Larger areas around a Marac or a whole force, and the peers beside it."""

from __future__ import annotations

from maracdash.model.answers import Role
from maracdash.model.areas import Area, AreaHierarchy, Level
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.queries.areas import get_directory, list_open_maracs, require_quarter
from maracdash.store.releases.connections import ReleaseConnection


def find_hierarchy(db: ReleaseConnection, selection: Selection) -> AreaHierarchy:
    """The Marac or force of a selection with the larger areas around it. Raises NotFoundError."""
    require_quarter(db, selection.quarter)
    known = get_directory(db)
    return known.hierarchy(known.own(selection.marac))


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
    forces = place.group_forces or ((place.force,) if place.force else ())
    found = [(place.marac, Role.OWN)]
    for force in forces:
        role = Role.FORCE_MARAC if force == place.force else Role.GROUP_MARAC
        found += [(area, role) for area in list_open_maracs(db, force.code, quarter) if area != place.marac]
    return tuple(found)


def _list_other_forces(db: ReleaseConnection, place: AreaHierarchy) -> tuple[tuple[Area, Role], ...]:
    inside = get_directory(db).children(Level.FORCE, place.region.code) if place.region else ()
    region = {each.area: Role.FORCE_MARAC for each in inside}
    peers = {**dict.fromkeys(place.group_forces, Role.GROUP_MARAC), **region, place.marac: Role.OWN}
    return tuple(peers.items())
