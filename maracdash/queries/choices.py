"""Choices that a release offers, and a selection resolved in it."""

from __future__ import annotations

from dataclasses import replace

from maracdash import catalogue
from maracdash.model.answers import Choices
from maracdash.model.areas import Area, Level
from maracdash.model.errors import NoReleaseError
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.queries.areas import get_directory, list_published_areas, list_quarters, require_quarter
from maracdash.queries.groups import resolve_group
from maracdash.store.releases.connections import ReleaseConnection

DEFAULT_INDICATOR = "cases-per-10k"
YEAR_QUARTERS_QUERY = """
select distinct quarter from figure
where "window" = 'year' and (numerator is not null or published is not null)
order by quarter desc
"""
NEWEST_QUARTER_QUERY = """select max(quarter) from figure where level = ? and code = ? and "window" = 'year'"""


def get_choices(db: ReleaseConnection) -> Choices:
    """Maracs by force, forces by name (those too that have only published figures), and quarters, newest first.

    Only quarters with a 12-month figure of some area: before these every page would be empty.
    """
    known = get_directory(db)
    published = {code for level, code, _ in list_published_areas(db) if level == Level.FORCE}
    forces: list[tuple[Area | None, tuple[Area, ...]]] = []
    for force in known.at(Level.FORCE):
        maracs = tuple(each.area for each in known.children(Level.MARAC, force.area.code))
        if maracs or force.area.code in published:
            forces.append((force.area, maracs))
    listed = {marac.code for _, maracs in forces for marac in maracs}
    others = tuple(each.area for each in known.at(Level.MARAC) if each.area.code not in listed)
    if others:
        forces.append((None, others))
    return Choices(forces=tuple(forces), quarters=_list_offered_quarters(db), release=db.note)


def get_default_selection(db: ReleaseConnection, marac: str = "", force: str = "") -> Selection:
    """Default selection: the deployment's Marac, or the first of its force, at its newest quarter.

    Without either, the first Marac of the force with the most: there is something to compare it with. A force
    without Maracs stands for itself. Raises NoReleaseError where there are no figures at all.
    """
    offered = get_choices(db)
    if not offered.forces or not offered.quarters:
        raise NoReleaseError("This release holds no figures yet. Load areas and returns with “maracdash load”.")
    first = _find_first_area(db, offered, force)
    own = get_directory(db).own(marac) if marac else first
    rows = db.rows(NEWEST_QUARTER_QUERY, [str(own.level), own.code])
    newest = Quarter.from_index(rows[0][0]) if rows[0][0] is not None else offered.quarters[0]
    return Selection(marac=own.code, quarter=newest, indicator=DEFAULT_INDICATOR)


def _list_offered_quarters(db: ReleaseConnection) -> tuple[Quarter, ...]:
    """Quarters with a 12-month figure of any area; where there is none yet, every quarter. Newest first."""
    return tuple(Quarter.from_index(index) for (index,) in db.rows(YEAR_QUARTERS_QUERY)) or list_quarters(db)[::-1]


def _find_first_area(db: ReleaseConnection, offered: Choices, named: str) -> Area:
    if named:
        force = get_directory(db).find_one(Level.FORCE, named)
        listed = get_directory(db).children(Level.MARAC, force.code)
        return listed[0].area if listed else force
    largest, maracs = max(offered.forces, key=lambda each: len(each[1]))
    return maracs[0] if maracs or largest is None else largest


def resolve_selection(db: ReleaseConnection, selection: Selection) -> Selection:
    """Resolve the names of the Marac and of a group's members to codes. Raises NotFoundError for what is not there."""
    catalogue.indicator(selection.indicator)
    marac = get_directory(db).own(selection.marac)
    require_quarter(db, selection.quarter)
    group = resolve_group(db, selection.group) if selection.group else None
    return replace(selection, marac=marac.code, group=group)
