"""What there is to choose from, and what a choice means in this release."""

from __future__ import annotations

from dataclasses import replace

from maracdash import catalogue
from maracdash.model.answers import Choices
from maracdash.model.areas import Area, Level
from maracdash.model.errors import NoRelease
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.queries.areas import directory, known_quarter, published_areas, quarters
from maracdash.store.releases.connections import Opened

FIRST_INDICATOR = "cases-per-10k"
OF_A_YEAR = """
select distinct quarter from figure
where "window" = 'year' and (numerator is not null or published is not null)
order by quarter desc
"""
NEWEST = """select max(quarter) from figure where level = ? and code = ? and "window" = 'year'"""


def choices(db: Opened) -> Choices:
    """Maracs by force, forces by name (those too that have only published figures), and quarters, newest first.

    Only quarters with a 12-month figure of some area: before these every page would be empty.
    """
    known = directory(db)
    published = {code for level, code, _ in published_areas(db) if level == Level.FORCE}
    forces: list[tuple[Area | None, tuple[Area, ...]]] = []
    for force in known.at(Level.FORCE):
        maracs = tuple(each.area for each in known.children(Level.MARAC, force.area.code))
        if maracs or force.area.code in published:
            forces.append((force.area, maracs))
    listed = {marac.code for _, maracs in forces for marac in maracs}
    others = tuple(each.area for each in known.at(Level.MARAC) if each.area.code not in listed)
    if others:
        forces.append((None, others))
    return Choices(forces=tuple(forces), quarters=_offered(db), release=db.note)


def first_selection(db: Opened, marac: str = "", force: str = "") -> Selection:
    """Where a reader starts: the deployment's Marac, or the first of its force, at its newest quarter.

    Without either, the first Marac of the force with the most: there is something to compare it with. A force
    without Maracs stands for itself. Raises NoRelease where there are no figures at all.
    """
    offered = choices(db)
    if not offered.forces or not offered.quarters:
        raise NoRelease("This release holds no figures yet. Load areas and returns with “maracdash load”.")
    first = _first_of(db, offered, force)
    own = directory(db).own(marac) if marac else first
    rows = db.rows(NEWEST, [str(own.level), own.code])
    newest = Quarter.from_index(rows[0][0]) if rows[0][0] is not None else offered.quarters[0]
    return Selection(marac=own.code, quarter=newest, indicator=FIRST_INDICATOR)


def _offered(db: Opened) -> tuple[Quarter, ...]:
    """Quarters with a 12-month figure of any area; where there is none yet, every quarter. Newest first."""
    return tuple(Quarter.from_index(index) for (index,) in db.rows(OF_A_YEAR)) or quarters(db)[::-1]


def _first_of(db: Opened, offered: Choices, named: str) -> Area:
    if named:
        force = directory(db).one(Level.FORCE, named)
        listed = directory(db).children(Level.MARAC, force.code)
        return listed[0].area if listed else force
    largest, maracs = max(offered.forces, key=lambda each: len(each[1]))
    return maracs[0] if maracs or largest is None else largest


def resolved(db: Opened, selection: Selection) -> Selection:
    """The selection with the Marac's code in place of its name. Raises UnknownThing for what is not there."""
    catalogue.indicator(selection.indicator)
    marac = directory(db).own(selection.marac)
    known_quarter(db, selection.quarter)
    return replace(selection, marac=marac.code)
