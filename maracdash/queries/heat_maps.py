"""Every Marac of a force, a region or everywhere, by many indicators at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from maracdash import catalogue
from maracdash.model.answers import Role, Verdict
from maracdash.model.areas import Area, AreaHierarchy
from maracdash.model.heat_maps import EVERY_MARAC, MOST_MARACS, HeatMap, HeatMapCell, HeatMapRow, HeatMapSelection
from maracdash.model.indicators import Indicator, Unit
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Value
from maracdash.queries.areas import get_directory, list_open_maracs, require_quarter
from maracdash.queries.peers import list_larger_areas
from maracdash.queries.regions import list_forces_within
from maracdash.queries.values import ValueReader, is_doubted_zero, read_values
from maracdash.statistics.verdict import decide_verdict
from maracdash.store.releases.connections import ReleaseConnection


@dataclass(frozen=True)
class _Column:
    """A Marac of the page, and the area that it is compared with."""

    marac: Area
    comparator: Area | None


def get_heat_map(db: ReleaseConnection, selection: HeatMapSelection) -> HeatMap:
    """Rolling 12 months at one quarter; a page beyond the last is the last. Raises NotFoundError."""
    chosen = resolve_heat_map_selection(db, selection)
    known = get_directory(db)
    area = known.find_one(chosen.level, chosen.area) if chosen.level else None
    forces = list_forces_within(db, area)
    pairs = [(force, each) for force in forces for each in list_open_maracs(db, force.code, chosen.quarter)]
    pages = max(1, ceil(len(pairs) / MOST_MARACS))
    page = min(chosen.page, pages)
    shown = pairs if page == EVERY_MARAC else pairs[(page - 1) * MOST_MARACS : page * MOST_MARACS]
    around = {force.code: _find_comparator(known.hierarchy(force), force, chosen.against) for force, _ in shown}
    columns = [_Column(marac, around[force.code]) for force, marac in shown]
    everyone = [marac for _, marac in pairs]
    indicators = _list_indicators(chosen.section)
    read = _read(db, [*everyone, *filter(None, around.values())], chosen.quarter, indicators)
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


def _find_comparator(place: AreaHierarchy, force: Area, role: Role) -> Area | None:
    """The comparator of every Marac of a force."""
    if role is Role.FORCE:
        return force
    return next((area for area, found in list_larger_areas(place) if found is role), None)


def _build_row(
    read: ValueReader, indicator: Indicator, quarter: Quarter, everyone: Sequence[Area], columns: Sequence[_Column]
) -> HeatMapRow:
    values = {marac.code: read.value(marac, quarter, indicator) for marac in everyone}
    known = [value.number for value in values.values() if value.number is not None]
    places = {} if indicator.unit is Unit.POSTS else _find_places(known)
    beside = {each.comparator: read.value(each.comparator, quarter, indicator) for each in columns if each.comparator}
    cells = []
    for column in columns:
        value = values[column.marac.code]
        rank, tied = places.get(value.number, (None, 0)) if value.number is not None else (None, 0)
        cell = HeatMapCell(value=value, rank=rank, tied=tied)
        comparator = beside.get(column.comparator) if column.comparator else None
        doubted = is_doubted_zero(read, column.marac, quarter, indicator)
        cells.append(replace(cell, doubted=True) if doubted else _compare(cell, indicator, comparator))
    return HeatMapRow(indicator=indicator, cells=tuple(cells), ranked=len(known))


def _compare(cell: HeatMapCell, indicator: Indicator, comparator: Value | None) -> HeatMapCell:
    if comparator is None:
        return cell
    verdict, strong = decide_verdict(indicator, cell.value, comparator)
    return cell if verdict is Verdict.NOT_COMPARED else replace(cell, verdict=verdict, strong=strong)


def _find_places(numbers: Sequence[float]) -> dict[float, tuple[int, int]]:
    """Place of each number, 1 the most, and how many others are the same."""
    found, place = {}, 1
    for number, times in sorted(Counter(numbers).items(), reverse=True):
        found[number] = place, times - 1
        place += times
    return found
