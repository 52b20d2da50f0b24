"""The overview report: one reading of every indicator for the chosen columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from maracdash import catalogue
from maracdash.model.areas import Area, Level
from maracdash.model.indicators import Indicator
from maracdash.model.overview_reports import Column, ColumnKind, Form, Report, ReportRow, ReportSection, ReportSelection
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Status, Value, absent
from maracdash.queries.areas import directory, listed_maracs
from maracdash.queries.overview_choices import resolved_report, with_figures
from maracdash.queries.values import Values, values
from maracdash.store.releases.connections import Opened

UK_WIDE = "UK Wide"
RECOMMENDED = Column(kind=ColumnKind.RECOMMENDED, area=None, heading="SafeLives recommended")
NO_LEVEL = absent(Status.NOT_APPLICABLE, "SafeLives publishes no recommended level of this indicator")
GROUP = "Most Similar Force Group"


def report(db: Opened, selection: ReportSelection) -> Report:
    """The table. Raises UnknownThing for a name or quarter not in this release, NothingChosen where no area is."""
    chosen = resolved_report(db, selection)
    columns = (*_uk(db), RECOMMENDED, *COLUMNS[chosen.form](db, chosen))
    areas = [each.area for each in columns if each.area]
    indicators = tuple(each for section in catalogue.PORTAL_SECTIONS for each in catalogue.of_section(section.slug))
    read = values(db, areas, (chosen.quarter, chosen.quarter), Window.YEAR, indicators)
    return Report(
        selection=chosen,
        columns=columns,
        sections=tuple(
            ReportSection(
                section=section,
                rows=tuple(_row(read, each, columns, chosen.quarter) for each in catalogue.of_section(section.slug)),
            )
            for section in catalogue.PORTAL_SECTIONS
        ),
        release=db.note,
        closed=tuple(_closed(db, chosen)),
    )


def _row(read: Values, indicator: Indicator, columns: tuple[Column, ...], quarter: Quarter) -> ReportRow:
    return ReportRow(indicator=indicator, values=tuple(_value(read, indicator, each, quarter) for each in columns))


def _value(read: Values, indicator: Indicator, column: Column, quarter: Quarter) -> Value:
    return read.value(column.area, quarter, indicator) if column.area else NO_LEVEL


def _uk(db: Opened) -> tuple[Column, ...]:
    return tuple(Column(kind=ColumnKind.UK, area=each.area, heading=UK_WIDE) for each in directory(db).at(Level.UK)[:1])


def _countries_regions(db: Opened, _: ReportSelection) -> Iterator[Column]:
    known = directory(db)
    for country in known.at(Level.COUNTRY):
        name = country.area.name
        yield Column(kind=ColumnKind.COUNTRY, area=country.area, heading=name)
        regions = known.children(Level.REGION, country.area.code)
        if [each.area.name for each in regions] != [name]:
            yield from (_under(ColumnKind.REGION, each.area, name) for each in regions)


def _countries_forces(db: Opened, selection: ReportSelection) -> Iterator[Column]:
    known = directory(db)
    chosen = set(selection.forces) or {each.code for each in with_figures(db)}
    for country in known.at(Level.COUNTRY):
        yield Column(kind=ColumnKind.COUNTRY, area=country.area, heading=country.area.name)
        for region in known.children(Level.REGION, country.area.code):
            for force in known.children(Level.FORCE, region.area.code):
                if force.area.code in chosen:
                    chosen.discard(force.area.code)
                    yield _under(ColumnKind.FORCE, force.area, country.area.name)
    rest = (known.listing(Level.FORCE, code) for code in sorted(chosen))
    yield from (_plain_force(each.area) for each in rest if each)


def _force_marac(db: Opened, selection: ReportSelection) -> Iterator[Column]:
    known = directory(db)
    several = len(selection.forces) > 1
    for code in selection.forces:
        force = known.one(Level.FORCE, code)
        group = known.group(force)
        if group:
            under = force.name if several else ""
            yield Column(kind=ColumnKind.GROUP, area=group, heading=GROUP, under=under)
        yield _plain_force(force)
        yield from (_under(ColumnKind.MARAC, each, force.name) for each in _shown(db, selection, code))


def _shown(db: Opened, selection: ReportSelection, force: str) -> Iterable[Area]:
    """The chosen Maracs of a force, or all that were open in the quarter."""
    if not selection.maracs:
        return listed_maracs(db, force, selection.quarter)
    listings = directory(db).children(Level.MARAC, force)
    return (each.area for each in listings if each.area.code in selection.maracs)


def _closed(db: Opened, selection: ReportSelection) -> Iterator[Area]:
    """Those that "every Marac of the forces" leaves out."""
    for force in selection.forces if selection.form is Form.FORCE_MARAC and not selection.maracs else ():
        shown = {each.code for each in listed_maracs(db, force, selection.quarter)}
        yield from (each.area for each in directory(db).children(Level.MARAC, force) if each.area.code not in shown)


def _under(kind: ColumnKind, area: Area, heading: str) -> Column:
    return Column(kind=kind, area=area, heading=heading, under=area.name)


def _plain_force(force: Area) -> Column:
    return Column(kind=ColumnKind.FORCE, area=force, heading=force.name)


COLUMNS: dict[Form, Callable[[Opened, ReportSelection], Iterator[Column]]] = {
    Form.COUNTRIES_REGIONS: _countries_regions,
    Form.COUNTRIES_FORCES: _countries_forces,
    Form.FORCE_MARAC: _force_marac,
}
