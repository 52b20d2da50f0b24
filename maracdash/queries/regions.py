"""Every Marac of a force, a region or the whole release: three years each, beside its force and the UK."""

from __future__ import annotations

from dataclasses import replace

from maracdash import catalogue
from maracdash.catalogue.breaks import breaks
from maracdash.model.answers import Point, Role
from maracdash.model.areas import Area, Level
from maracdash.model.directory import Listing
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter, Window
from maracdash.model.regions import RegionRow, RegionSelection, RegionView
from maracdash.model.values import Value
from maracdash.queries.areas import directory, known_quarter, listed_maracs
from maracdash.queries.values import Values, values
from maracdash.statistics.verdict import verdict
from maracdash.store.releases.connections import Opened

SPAN = 12


def region(db: Opened, selection: RegionSelection) -> RegionView:
    """One indicator's rolling 12 months at the chosen quarter and the twelve before it. Raises UnknownThing."""
    chosen = resolved_region(db, selection)
    last, indicator, known = chosen.quarter, catalogue.indicator(chosen.indicator), directory(db)
    area = known.one(chosen.level, chosen.area) if chosen.level else None
    forces = [each.area for each in known.at(Level.FORCE) if area is None or _within(each, area)]
    maracs = [(force, each) for force in forces for each in listed_maracs(db, force.code, last)]
    uk = next((each.area for each in known.at(Level.UK)), None)
    span = tuple(last - step for step in range(SPAN, -1, -1))
    asked = [*forces, *(marac for _, marac in maracs), *([uk] if uk else [])]
    read = values(db, asked, (span[0], span[-1]), Window.YEAR, (indicator,))
    return RegionView(
        selection=chosen,
        indicator=indicator,
        area=area,
        quarters=span,
        rows=tuple(_row(read, indicator, span, (marac, force, uk)) for force, marac in maracs),
        breaks=tuple(each for each in breaks(indicator) if span[0] < each.quarter <= span[-1]),
        release=db.note,
    )


def resolved_region(db: Opened, selection: RegionSelection) -> RegionSelection:
    """The selection with the area's code in place of its name. Raises UnknownThing for what is not there."""
    catalogue.indicator(selection.indicator)
    known_quarter(db, selection.quarter)
    if selection.level is None:
        return selection
    return replace(selection, area=directory(db).one(selection.level, selection.area).code)


def regions_of(db: Opened) -> tuple[Area, ...]:
    """The regions with Maracs, by name."""
    known = directory(db)
    forces = {each.parent for each in known.at(Level.MARAC)}
    parents = {each.parent for each in known.at(Level.FORCE) if each.area.code in forces}
    return tuple(each.area for each in known.at(Level.REGION) if each.area.code in parents)


def _within(force: Listing, area: Area) -> bool:
    return force.area == area or (area.level is Level.REGION and force.parent == area.code)


def _row(
    read: Values, indicator: Indicator, span: tuple[Quarter, ...], areas: tuple[Area, Area, Area | None]
) -> RegionRow:
    marac, force, uk = areas
    series = tuple(read.value(marac, quarter, indicator) for quarter in span)
    return RegionRow(
        marac=marac,
        force=force,
        values=series,
        against_force=_against(read, indicator, series[-1], (force, Role.FORCE), span[-1]),
        against_uk=_against(read, indicator, series[-1], (uk, Role.UK), span[-1]) if uk else None,
    )


def _against(read: Values, indicator: Indicator, own: Value, other: tuple[Area, Role], quarter: Quarter) -> Point:
    area, role = other
    value = read.value(area, quarter, indicator)
    word, strong = verdict(indicator, own, value)
    return Point(area=area, role=role, value=value, verdict=word, strong=strong)
