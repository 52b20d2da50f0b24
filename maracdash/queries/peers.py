"""Who stands around and beside a Marac, or a whole force: the larger areas, and its peers."""

from __future__ import annotations

from maracdash.model.answers import Role
from maracdash.model.areas import Area, Level, Place
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.queries.areas import directory, known_quarter, listed_maracs
from maracdash.store.releases.connections import Opened


def find_place(db: Opened, selection: Selection) -> Place:
    """The Marac or force of a selection with the larger areas around it. Raises UnknownThing."""
    known_quarter(db, selection.quarter)
    known = directory(db)
    return known.place(known.own(selection.marac))


def averages(place: Place) -> tuple[tuple[Area, Role], ...]:
    """The larger areas around a Marac, from the smallest to the largest."""
    around = (
        (place.force, Role.FORCE),
        (place.group, Role.GROUP),
        (place.region, Role.REGION),
        (place.country, Role.COUNTRY),
        (place.uk, Role.UK),
    )
    return tuple((area, role) for area, role in around if area)


def find_peers(db: Opened, place: Place, quarter: Quarter) -> tuple[tuple[Area, Role], ...]:
    """Maracs that were open in the quarter, the chosen one in any case; beside a whole force, other forces."""
    if place.marac.level is Level.FORCE:
        return _other_forces(db, place)
    forces = place.group_forces or ((place.force,) if place.force else ())
    found = [(place.marac, Role.OWN)]
    for force in forces:
        role = Role.FORCE_MARAC if force == place.force else Role.GROUP_MARAC
        found += [(area, role) for area in listed_maracs(db, force.code, quarter) if area != place.marac]
    return tuple(found)


def _other_forces(db: Opened, place: Place) -> tuple[tuple[Area, Role], ...]:
    inside = directory(db).children(Level.FORCE, place.region.code) if place.region else ()
    region = {each.area: Role.FORCE_MARAC for each in inside}
    peers = {**dict.fromkeys(place.group_forces, Role.GROUP_MARAC), **region, place.marac: Role.OWN}
    return tuple(peers.items())
