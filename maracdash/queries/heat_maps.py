"""Every Marac of a force, a region or everywhere, by many indicators at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from maracdash import catalogue
from maracdash.model.answers import AreaRole, Point
from maracdash.model.areas import Area, AreaHierarchy, OwnGroup
from maracdash.model.heat_maps import EVERY_MARAC, MAX_MARACS, HeatMap, HeatMapCell, HeatMapRow, HeatMapSelection
from maracdash.model.indicators import Indicator, Unit
from maracdash.model.quarters import Quarter, Window
from maracdash.queries.areas import get_directory, list_open_maracs, require_quarter
from maracdash.queries.comparators import ComparisonTerms, compare_with_areas
from maracdash.queries.groups import find_group
from maracdash.queries.peers import list_larger_areas
from maracdash.queries.regions import list_forces_within
from maracdash.queries.values import ValueReader, is_doubted_zero, read_values
from maracdash.store.releases.connections import ReleaseConnection


@dataclass(frozen=True)
class _Column:
    """A Marac of the page, and the area that it is compared with."""

    marac: Area
    comparators: tuple[tuple[Area, AreaRole], ...]


def get_heat_map(db: ReleaseConnection, selection: HeatMapSelection) -> HeatMap:
    """Rolling 12 months at one quarter; a page beyond the last is the last. Raises NotFoundError."""
    chosen = resolve_heat_map_selection(db, selection)
    known = get_directory(db)
    area = known.find_one(chosen.level, chosen.area) if chosen.level else None
    forces = list_forces_within(db, area)
    pairs = [(force, each) for force in forces for each in list_open_maracs(db, force.code, chosen.quarter)]
    pages = max(1, ceil(len(pairs) / MAX_MARACS))
    page = min(chosen.page, pages)
    shown = pairs if page == EVERY_MARAC else pairs[(page - 1) * MAX_MARACS : page * MAX_MARACS]
    group = find_group(db, chosen.group) if chosen.group else None
    around = {each.code: _find_comparator(known.hierarchy(each), group, chosen.against) for each, _ in shown}
    columns = [_Column(marac, around[force.code]) for force, marac in shown]
    beside = dict.fromkeys(area for found in around.values() for area, _ in found)
    everyone = [marac for _, marac in pairs]
    indicators = _list_indicators(chosen.section)
    read = _read(db, [*everyone, *beside], chosen.quarter, indicators)
    return HeatMap(
        selection=replace(chosen, page=page),
        area=area,
        maracs=tuple(each.marac for each in columns),
        forces=tuple(force for force, _ in shown),
        rows=tuple(_build_row(read, each, chosen.quarter, everyone, columns) for each in indicators),
        total=len(pairs),
        pages=pages,
        release=db.note,
    )


def resolve_heat_map_selection(db: ReleaseConnection, selection: HeatMapSelection) -> HeatMapSelection:
    """The selection with the area's code in place of its name. Raises NotFoundError for what is not there."""
    require_quarter(db, selection.quarter)
    if selection.section:
        catalogue.section(selection.section)
    if selection.level is None:
        return selection
    return replace(selection, area=get_directory(db).find_one(selection.level, selection.area).code)


def _list_indicators(section: str) -> tuple[Indicator, ...]:
    return catalogue.section_indicators(section) if section else tuple(catalogue.INDICATORS)


def _read(
    db: ReleaseConnection, areas: Sequence[Area], quarter: Quarter, indicators: tuple[Indicator, ...]
) -> ValueReader:
    beside = tuple(catalogue.indicator(each.zero_contradicted_by) for each in indicators if each.zero_contradicted_by)
    return read_values(db, areas, (quarter, quarter), Window.YEAR, tuple(dict.fromkeys((*indicators, *beside))))


def _find_comparator(force: AreaHierarchy, group: OwnGroup | None, role: AreaRole) -> tuple[tuple[Area, AreaRole], ...]:
    """The comparator of every Marac of a force; none where there is no such area."""
    if role is AreaRole.FORCE:
        return ((force.area, role),)
    place = replace(force, group=group) if group else force
    return tuple(each for each in list_larger_areas(place) if each[1] is role)


def _build_row(
    read: ValueReader, indicator: Indicator, quarter: Quarter, everyone: Sequence[Area], columns: Sequence[_Column]
) -> HeatMapRow:
    values = {marac.code: read.value(marac, quarter, indicator) for marac in everyone}
    known = [value.number for value in values.values() if value.number is not None]
    places = {} if indicator.unit is Unit.POSTS else _find_places(known)
    asked = ComparisonTerms(indicator=indicator, quarter=quarter)
    cells = []
    for column in columns:
        value = values[column.marac.code]
        rank, tied = places.get(value.number, (None, 0)) if value.number is not None else (None, 0)
        cell = HeatMapCell(value=value, rank=rank, tied=tied)
        doubted = is_doubted_zero(read, column.marac, quarter, indicator)
        cells.append(replace(cell, doubted=True) if doubted else _compare(read, asked, column, cell))
    return HeatMapRow(indicator=indicator, cells=tuple(cells), ranked=len(known))


def _compare(read: ValueReader, asked: ComparisonTerms, column: _Column, cell: HeatMapCell) -> HeatMapCell:
    own = Point(area=column.marac, role=AreaRole.OWN, value=cell.value)
    for point in compare_with_areas(read, asked, own, column.comparators):
        return replace(cell, verdict=point.verdict, strong=point.strong)
    return cell


def _find_places(numbers: Sequence[float]) -> dict[float, tuple[int, int]]:
    """Place of each number, 1 the most, and how many others are the same."""
    found, place = {}, 1
    for number, times in sorted(Counter(numbers).items(), reverse=True):
        found[number] = place, times - 1
        place += times
    return found
