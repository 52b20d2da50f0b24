"""Every Marac of a force, a region or the whole release: three years each, beside its force and the UK."""

from __future__ import annotations

from dataclasses import replace

from maracdash import catalogue
from maracdash.catalogue.breaks import series_breaks
from maracdash.model.answers import AreaRole, Point
from maracdash.model.areas import Area, Level
from maracdash.model.directory import Listing
from maracdash.model.quarters import Quarter, Window
from maracdash.model.regions import QUARTERS_PER_YEAR, RegionRow, RegionSelection, RegionView
from maracdash.queries.areas import get_directory, list_open_maracs, require_quarter
from maracdash.queries.comparators import ComparisonTerms, compare_with_areas
from maracdash.queries.groups import find_group
from maracdash.queries.values import ValueReader, read_values
from maracdash.store.releases.connections import ReleaseConnection

QUARTERS_BACK = 12


def get_region_view(db: ReleaseConnection, selection: RegionSelection) -> RegionView:
    """One indicator's rolling 12 months at the chosen quarter and the twelve before it. Raises NotFoundError."""
    chosen = resolve_region_selection(db, selection)
    last, indicator, known = chosen.quarter, catalogue.indicator(chosen.indicator), get_directory(db)
    area = known.find_one(chosen.level, chosen.area) if chosen.level else None
    forces = list_forces_within(db, area)
    maracs = [(force, each) for force in forces for each in list_open_maracs(db, force.code, last)]
    uk = next((each.area for each in known.at(Level.UK)), None)
    span = tuple(last - step for step in range(QUARTERS_BACK, -1, -1))
    group = find_group(db, chosen.group) if chosen.group else None
    asked = [*forces, *(marac for _, marac in maracs), *(each for each in (uk, group) if each)]
    read = read_values(db, asked, (span[0], span[-1]), Window.YEAR, (indicator,))
    around = tuple((each, role) for each, role in ((uk, AreaRole.UK), (group, AreaRole.GROUP)) if each)
    breaks = tuple(each for each in series_breaks(indicator) if span[0] < each.quarter <= span[-1])
    continuous = all(each.quarter <= last - QUARTERS_PER_YEAR for each in breaks)
    return RegionView(
        selection=chosen,
        indicator=indicator,
        area=area,
        quarters=span,
        rows=tuple(
            replace(_build_row(read, chosen, span, (marac, force), around), is_continuous=continuous)
            for force, marac in maracs
        ),
        breaks=breaks,
        release=db.note,
    )


def resolve_region_selection(db: ReleaseConnection, selection: RegionSelection) -> RegionSelection:
    """The selection with the area's code in place of its name. Raises NotFoundError for what is not there."""
    catalogue.indicator(selection.indicator)
    require_quarter(db, selection.quarter)
    if selection.level is None:
        return selection
    return replace(selection, area=get_directory(db).find_one(selection.level, selection.area).code)


def list_forces_within(db: ReleaseConnection, area: Area | None) -> tuple[Area, ...]:
    """List the forces of a region, by name; a force alone; every force where there is no area."""
    forces = get_directory(db).at(Level.FORCE)
    return tuple(each.area for each in forces if area is None or _is_within(each, area))


def list_regions(db: ReleaseConnection) -> tuple[Area, ...]:
    """List the regions with Maracs, by name."""
    known = get_directory(db)
    forces = {each.parent for each in known.at(Level.MARAC)}
    parents = {each.parent for each in known.at(Level.FORCE) if each.area.code in forces}
    return tuple(each.area for each in known.at(Level.REGION) if each.area.code in parents)


def _is_within(force: Listing, area: Area) -> bool:
    return force.area == area or (area.level is Level.REGION and force.parent == area.code)


def _build_row(
    read: ValueReader,
    chosen: RegionSelection,
    span: tuple[Quarter, ...],
    areas: tuple[Area, Area],
    around: tuple[tuple[Area, AreaRole], ...],
) -> RegionRow:
    marac, force = areas
    indicator = catalogue.indicator(chosen.indicator)
    series = tuple(read.value(marac, quarter, indicator) for quarter in span)
    own = Point(area=marac, role=AreaRole.OWN, value=series[-1])
    asked = ComparisonTerms(indicator=indicator, quarter=span[-1], including=chosen.including)
    found = {each.role: each for each in compare_with_areas(read, asked, own, ((force, AreaRole.FORCE), *around))}
    return RegionRow(
        marac=marac,
        force=force,
        values=series,
        against_force=found[AreaRole.FORCE],
        against_uk=found.get(AreaRole.UK),
        against_group=found.get(AreaRole.GROUP),
    )
