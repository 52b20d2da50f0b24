"""The overview report: every indicator for the chosen columns, read at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from maracdash import catalogue
from maracdash.model.answers import AreaRole, Point
from maracdash.model.areas import Area, Level, OwnGroup
from maracdash.model.indicators import Indicator
from maracdash.model.overview_reports import (
    ColumnKind,
    OverviewReport,
    ReportColumn,
    ReportForm,
    ReportRow,
    ReportSection,
    ReportSelection,
)
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Status, Value, make_absent_value
from maracdash.queries.areas import get_directory, list_open_maracs
from maracdash.queries.comparators import ComparisonTerms, leave_out_of_group
from maracdash.queries.groups import find_group
from maracdash.queries.overview_choices import list_forces_with_figures, resolve_report_selection
from maracdash.queries.values import ValueReader, read_values
from maracdash.store.releases.connections import ReleaseConnection

UK_HEADING = "UK Wide"
RECOMMENDED_COLUMN = ReportColumn(kind=ColumnKind.RECOMMENDED, area=None, heading="SafeLives recommended")
NO_RECOMMENDED_LEVEL = make_absent_value(
    Status.NOT_APPLICABLE, "SafeLives publishes no recommended level of this indicator"
)
GROUP_HEADING = "Most Similar Force Group"


def build_overview_report(db: ReleaseConnection, selection: ReportSelection) -> OverviewReport:
    """Build the table. Raises NotFoundError for an unknown name or quarter, MissingChoiceError without an area."""
    chosen = resolve_report_selection(db, selection)
    columns = (*_uk_columns(db), RECOMMENDED_COLUMN, *COLUMN_BUILDERS[chosen.form](db, chosen))
    group = next((each.area for each in columns if isinstance(each.area, OwnGroup)), None)
    areas = [each.area for each in columns if each.area]
    indicators = tuple(
        each for section in catalogue.PORTAL_SECTIONS for each in catalogue.section_indicators(section.slug)
    )
    read = read_values(db, areas, (chosen.quarter, chosen.quarter), Window.YEAR, indicators)
    return OverviewReport(
        selection=chosen,
        columns=columns,
        sections=tuple(
            ReportSection(
                section=section,
                rows=tuple(
                    _build_row(read, ComparisonTerms(indicator=each, quarter=chosen.quarter), columns, group)
                    for each in catalogue.section_indicators(section.slug)
                ),
            )
            for section in catalogue.PORTAL_SECTIONS
        ),
        release=db.note,
        closed=tuple(_list_closed_maracs(db, chosen)),
    )


def _build_row(
    read: ValueReader, asked: ComparisonTerms, columns: tuple[ReportColumn, ...], group: OwnGroup | None
) -> ReportRow:
    values = tuple(_column_value(read, asked.indicator, each, asked.quarter) for each in columns)
    rests = (_find_rest(read, asked, each, group) for each in columns) if group else ()
    return ReportRow(indicator=asked.indicator, values=values, rests=tuple(rests))


def _find_rest(read: ValueReader, asked: ComparisonTerms, column: ReportColumn, group: OwnGroup) -> Value | None:
    if not column.area or column.kind not in (ColumnKind.FORCE, ColumnKind.MARAC):
        return None
    own = Point(area=column.area, role=AreaRole.OWN, value=read.value(column.area, asked.quarter, asked.indicator))
    return leave_out_of_group(read, asked, own, group)


def _column_value(read: ValueReader, indicator: Indicator, column: ReportColumn, quarter: Quarter) -> Value:
    return read.value(column.area, quarter, indicator) if column.area else NO_RECOMMENDED_LEVEL


def _uk_columns(db: ReleaseConnection) -> tuple[ReportColumn, ...]:
    return tuple(
        ReportColumn(kind=ColumnKind.UK, area=each.area, heading=UK_HEADING)
        for each in get_directory(db).at(Level.UK)[:1]
    )


def _columns_by_region(db: ReleaseConnection, _: ReportSelection) -> Iterator[ReportColumn]:
    known = get_directory(db)
    for country in known.at(Level.COUNTRY):
        name = country.area.name
        yield ReportColumn(kind=ColumnKind.COUNTRY, area=country.area, heading=name)
        regions = known.children(Level.REGION, country.area.code)
        if [each.area.name for each in regions] != [name]:
            yield from (_column_under(ColumnKind.REGION, each.area, name) for each in regions)


def _columns_by_force(db: ReleaseConnection, selection: ReportSelection) -> Iterator[ReportColumn]:
    known = get_directory(db)
    chosen = set(selection.forces) or {each.code for each in list_forces_with_figures(db)}
    for country in known.at(Level.COUNTRY):
        yield ReportColumn(kind=ColumnKind.COUNTRY, area=country.area, heading=country.area.name)
        for region in known.children(Level.REGION, country.area.code):
            for force in known.children(Level.FORCE, region.area.code):
                if force.area.code in chosen:
                    chosen.discard(force.area.code)
                    yield _column_under(ColumnKind.FORCE, force.area, country.area.name)
    rest = (known.listing(Level.FORCE, code) for code in sorted(chosen))
    yield from (_force_column(each.area) for each in rest if each)


def _columns_by_marac(db: ReleaseConnection, selection: ReportSelection) -> Iterator[ReportColumn]:
    known = get_directory(db)
    several = len(selection.forces) > 1
    own = find_group(db, selection.group) if selection.group else None
    if own:
        yield ReportColumn(kind=ColumnKind.GROUP, area=own, heading=own.name)
    for code in selection.forces:
        force = known.find_one(Level.FORCE, code)
        group = known.group(force)
        if group and not own:
            under = force.name if several else ""
            yield ReportColumn(kind=ColumnKind.GROUP, area=group, heading=GROUP_HEADING, under=under)
        yield _force_column(force)
        yield from (
            _column_under(ColumnKind.MARAC, each, force.name) for each in _list_shown_maracs(db, selection, code)
        )


def _list_shown_maracs(db: ReleaseConnection, selection: ReportSelection, force: str) -> Iterable[Area]:
    """The chosen Maracs of a force, or all that were open in the quarter."""
    if not selection.maracs:
        return list_open_maracs(db, force, selection.quarter)
    listings = get_directory(db).children(Level.MARAC, force)
    return (each.area for each in listings if each.area.code in selection.maracs)


def _list_closed_maracs(db: ReleaseConnection, selection: ReportSelection) -> Iterator[Area]:
    """List the closed Maracs that "every Marac of the forces" leaves out."""
    for force in selection.forces if selection.form is ReportForm.FORCE_MARAC and not selection.maracs else ():
        shown = {each.code for each in list_open_maracs(db, force, selection.quarter)}
        yield from (each.area for each in get_directory(db).children(Level.MARAC, force) if each.area.code not in shown)


def _column_under(kind: ColumnKind, area: Area, heading: str) -> ReportColumn:
    return ReportColumn(kind=kind, area=area, heading=heading, under=area.name)


def _force_column(force: Area) -> ReportColumn:
    return ReportColumn(kind=ColumnKind.FORCE, area=force, heading=force.name)


COLUMN_BUILDERS: dict[ReportForm, Callable[[ReleaseConnection, ReportSelection], Iterator[ReportColumn]]] = {
    ReportForm.COUNTRIES_REGIONS: _columns_by_region,
    ReportForm.COUNTRIES_FORCES: _columns_by_force,
    ReportForm.FORCE_MARAC: _columns_by_marac,
}
