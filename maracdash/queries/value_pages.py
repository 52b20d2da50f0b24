"""Pages of values: any areas, quarters and indicators, with the verdicts that pages give them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from maracdash import catalogue
from maracdash.model.answers import AreaRole, ComparedCell, Point, TidyCell, ValuePage
from maracdash.model.areas import Area, Level
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import ValueSelection
from maracdash.model.values import Value
from maracdash.queries.areas import get_directory, list_quarters, require_quarter
from maracdash.queries.comparators import ComparisonTerms, compare_with_areas
from maracdash.queries.peers import list_larger_areas
from maracdash.queries.tables import select_areas
from maracdash.queries.values import ValueReader, read_values
from maracdash.store.releases.connections import ReleaseConnection

COMPARED_LEVELS = (Level.MARAC, Level.FORCE)
Place = tuple[Quarter, Area, Indicator]
Surroundings = tuple[tuple[Area, AreaRole], ...]


@dataclass(frozen=True)
class _Grid:
    """Every combination of quarters, areas and indicators, in that order, by its number."""

    quarters: Sequence[Quarter]
    areas: Sequence[Area]
    indicators: Sequence[Indicator]

    def __len__(self) -> int:
        return len(self.quarters) * len(self.areas) * len(self.indicators)

    def places(self, offset: int, limit: int) -> Iterator[Place]:
        """The combinations from a number on."""
        for number in range(offset, min(offset + limit, len(self))):
            row, indicator = divmod(number, len(self.indicators))
            quarter, area = divmod(row, len(self.areas))
            yield self.quarters[quarter], self.areas[area], self.indicators[indicator]


@dataclass(frozen=True)
class _RememberingReader(ValueReader):
    """Values that are worked out once: hundreds of areas are compared with the same larger ones."""

    remembered: dict[tuple[str, str, int, str], Value] = field(default_factory=dict)

    def value(self, area: Area, quarter: Quarter, indicator: Indicator) -> Value:
        """One value, with its coverage."""
        key = (area.level.value, area.code, quarter.index, indicator.slug)
        found = self.remembered.get(key)
        if found is None:
            found = self.remembered[key] = super().value(area, quarter, indicator)
        return found


def get_value_page(db: ReleaseConnection, selection: ValueSelection) -> ValuePage:
    """The values of a selection, from its offset on. Raises NotFoundError for what is not in the release."""
    grid = _lay_out(db, selection)
    cells = tuple(_read_cells(db, tuple(grid.places(selection.offset, selection.limit)), selection.window))
    return ValuePage(cells=cells, offset=selection.offset, total=len(grid), release=db.note)


def _lay_out(db: ReleaseConnection, selection: ValueSelection) -> _Grid:
    known = list_quarters(db)
    chosen = {require_quarter(db, each) for each in selection.quarters} or {*known}
    wanted = {catalogue.indicator(each).slug for each in selection.indicators}
    return _Grid(
        quarters=[each for each in known if each in chosen],
        areas=_select_areas(db, selection),
        indicators=[each for each in catalogue.INDICATORS if not wanted or each.slug in wanted],
    )


def _select_areas(db: ReleaseConnection, selection: ValueSelection) -> Sequence[Area]:
    """The areas of a selection, each once, by level and name."""
    everything = select_areas(db, selection.levels)
    if not selection.areas:
        return everything
    named = {area for text in selection.areas for area in select_areas(db, selection.levels, text)}
    return [each for each in everything if each in named]


def _read_cells(db: ReleaseConnection, places: tuple[Place, ...], window: Window) -> Iterator[ComparedCell]:
    if not places:
        return
    around = {area: _list_around(db, area) for area in dict.fromkeys(area for _, area, _ in places)}
    beside = (each for larger in around.values() for each, _ in larger)
    quarters = [quarter for quarter, _, _ in places]
    indicators = tuple({indicator.slug: indicator for _, _, indicator in places}.values())
    found = read_values(db, {*around, *beside}, (min(quarters), max(quarters)), window, indicators)
    read = _RememberingReader(db, window, found.figures, found.coverages)
    for quarter, area, indicator in places:
        yield _read_cell(read, around[area], (quarter, area, indicator), window)


def _list_around(db: ReleaseConnection, area: Area) -> Surroundings:
    """The larger areas that a Marac or a force is compared with; a larger area is compared with none."""
    if area.level not in COMPARED_LEVELS:
        return ()
    return list_larger_areas(get_directory(db).hierarchy(area))


def _read_cell(read: ValueReader, around: Surroundings, place: Place, window: Window) -> ComparedCell:
    quarter, area, indicator = place
    value = read.value(area, quarter, indicator)
    cell = TidyCell(area=area, quarter=quarter, window=window, indicator=indicator, value=value)
    own = Point(area=area, role=AreaRole.OWN, value=value)
    asked = ComparisonTerms(indicator=indicator, quarter=quarter)
    return ComparedCell(cell=cell, averages=compare_with_areas(read, asked, own, around))
