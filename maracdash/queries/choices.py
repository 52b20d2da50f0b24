"""What there is to choose from, and what a choice means in this release."""

from __future__ import annotations

from dataclasses import replace

from maracdash import catalogue
from maracdash.model.answers import Choices
from maracdash.model.areas import Area, Level
from maracdash.model.errors import NoRelease
from maracdash.model.selection import Selection
from maracdash.queries.directories import directory, known_quarter, quarters
from maracdash.store.releases import Opened

FIRST_INDICATOR = "cases-per-10k"


def choices(db: Opened) -> Choices:
    """Maracs by force, forces by name, and quarters, newest first."""
    known = directory(db)
    forces: list[tuple[Area | None, tuple[Area, ...]]] = []
    for force in known.at(Level.FORCE):
        maracs = tuple(each.area for each in known.children(Level.MARAC, force.area.code))
        if maracs:
            forces.append((force.area, maracs))
    listed = {marac.code for _, maracs in forces for marac in maracs}
    others = tuple(each.area for each in known.at(Level.MARAC) if each.area.code not in listed)
    if others:
        forces.append((None, others))
    return Choices(forces=tuple(forces), quarters=quarters(db)[::-1], release=db.note)


def first_selection(db: Opened, marac: str, force: str) -> Selection:
    """Where a reader starts: the deployment's Marac, or the first of its force, at the newest quarter.

    Without either, the first Marac of the force with the most: there is something to compare it with.
    Raises NoRelease where there are no Maracs or no figures at all.
    """
    offered = choices(db)
    if not offered.forces or not offered.quarters:
        raise NoRelease("This release holds no Maracs with figures yet. Load areas and returns with “maracdash load”.")
    known = directory(db)
    if marac:
        own = known.one(Level.MARAC, marac)
    elif force:
        maracs = known.children(Level.MARAC, known.one(Level.FORCE, force).code)
        own = maracs[0].area if maracs else _first_of_largest(offered)
    else:
        own = _first_of_largest(offered)
    return Selection(marac=own.code, quarter=offered.quarters[0], indicator=FIRST_INDICATOR)


def _first_of_largest(offered: Choices) -> Area:
    return max(offered.forces, key=lambda force: len(force[1]))[1][0]


def resolved(db: Opened, selection: Selection) -> Selection:
    """The selection with the Marac's code in place of its name. Raises UnknownThing for what is not there."""
    catalogue.indicator(selection.indicator)
    marac = directory(db).one(Level.MARAC, selection.marac)
    known_quarter(db, selection.quarter)
    return replace(selection, marac=marac.code)
