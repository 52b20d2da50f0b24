"""Tidy tables: any areas and indicators at one quarter."""

from __future__ import annotations

from collections.abc import Sequence

from maracdash import catalogue
from maracdash.model.answers import TidyCell, TidyTable
from maracdash.model.areas import LEVELS, Area, Level
from maracdash.model.errors import NotFoundError
from maracdash.model.groups import GroupChoice
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter, Window
from maracdash.queries.areas import get_directory, require_quarter
from maracdash.queries.groups import find_group, resolve_group
from maracdash.queries.values import read_values
from maracdash.store.releases.connections import ReleaseConnection


def build_tidy_table(
    db: ReleaseConnection,
    quarter: Quarter,
    window: Window = Window.YEAR,
    levels: Sequence[Level] = LEVELS,
    area: str = "",
    slugs: Sequence[str] = (),
) -> TidyTable:
    """Every indicator (or those named) of every area of the levels (or the one named, by code or name).

    Level `group` is the similar group of the named force. Raises NotFoundError for a name or quarter not here.
    """
    require_quarter(db, quarter)
    return _tabulate(db, quarter, window, select_areas(db, levels, area), slugs)


def build_group_table(
    db: ReleaseConnection, quarter: Quarter, window: Window, group: GroupChoice, slugs: Sequence[str] = ()
) -> TidyTable:
    """Every indicator (or those named) of a group of one's own. Raises NotFoundError."""
    require_quarter(db, quarter)
    return _tabulate(db, quarter, window, (find_group(db, resolve_group(db, group)),), slugs)


def _tabulate(
    db: ReleaseConnection, quarter: Quarter, window: Window, areas: Sequence[Area], slugs: Sequence[str]
) -> TidyTable:
    indicators: tuple[Indicator, ...] = tuple(map(catalogue.indicator, slugs)) or tuple(catalogue.INDICATORS)
    read = read_values(db, areas, (quarter, quarter), window, indicators)
    cells = (
        TidyCell(
            area=each, quarter=quarter, window=window, indicator=indicator, value=read.value(each, quarter, indicator)
        )
        for each in areas
        for indicator in indicators
    )
    return TidyTable(cells=tuple(cells), release=db.note)


def select_areas(db: ReleaseConnection, levels: Sequence[Level], text: str = "") -> tuple[Area, ...]:
    """Every area of some levels, or those called `text`, by code or name. Raises NotFoundError."""
    everything = tuple(area for level in levels for area in _list_areas_of_level(db, level))
    if not text:
        return everything
    wanted = text.strip().casefold()
    found = tuple(each for each in everything if wanted in _list_names(db, each))
    if not found:
        raise NotFoundError(f"There is no {' or '.join(levels)} called “{text[:60]}” in this release.")
    return found


def _list_areas_of_level(db: ReleaseConnection, level: Level) -> tuple[Area, ...]:
    known = get_directory(db)
    if level is not Level.GROUP:
        return tuple(each.area for each in known.at(level))
    groups = (known.group(force.area) for force in known.at(Level.FORCE))
    return tuple(each for each in groups if each)


def _list_names(db: ReleaseConnection, area: Area) -> set[str]:
    names = {area.code.casefold(), area.name.casefold()}
    if area.level is Level.GROUP:
        names.add(get_directory(db).find_one(Level.FORCE, area.code).name.casefold())
    return names
