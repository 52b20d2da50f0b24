"""From stored sums to values: the number by the indicator's own rule, or the absence and its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maracdash.catalogue import quantities
from maracdash.model.areas import Area, Level
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Coverage, Origin, Status, Value, absent
from maracdash.queries.directories import directory, published_areas
from maracdash.store.releases import Opened

FIGURES = """
select indicator, level, code, quarter, numerator, denominator, published, origin, mark, proxied, counted
from figure
where indicator = any($indicators) and "window" = $window and quarter between $first and $last and code = any($codes)
"""
COVERAGE = """
select level, code, quarter, expected, returned, proxied
from coverage
where "window" = $window and quarter between $first and $last and code = any($codes)
"""
NONE = Coverage()


@dataclass(frozen=True)
class Values:
    """Values by area, quarter and indicator; every combination has one."""

    db: Opened
    window: Window
    figures: dict[
        tuple[str, str, str, int], tuple[float | None, float | None, float | None, str, str, bool, int | None]
    ]
    coverages: dict[tuple[str, str, int], Coverage]

    def value(self, area: Area, quarter: Quarter, indicator: Indicator) -> Value:
        """One value, with its coverage."""
        coverage = self.coverages.get((area.level, area.code, quarter.index), NONE)
        row = self.figures.get((indicator.slug, area.level, area.code, quarter.index))
        if row is None:
            return self._missing(area, quarter, indicator, coverage)
        numerator, denominator, published, origin, mark, proxied, counted = row
        if origin == Origin.PUBLISHED:
            return _published(published, numerator, denominator, mark, counted)
        number = indicator.number(numerator, denominator) if numerator is not None else None
        known = Coverage(expected=coverage.expected, returned=counted or 0, proxied=coverage.proxied)
        if number is None:
            return absent(*_no_denominator(indicator), known)
        return Value(
            number=number,
            status=Status.PROXIED if proxied else Status.OK,
            origin=Origin.COMPUTED,
            numerator=numerator,
            denominator=denominator,
            coverage=known,
        )

    def _missing(self, area: Area, quarter: Quarter, indicator: Indicator, coverage: Coverage) -> Value:
        """Why there is no row: the reasons in the order in which they would have to be mended."""
        if coverage.returned == 0:
            return absent(*_no_return(area, self.window, published=self._published_for(area, quarter)), coverage)
        if area.level is not Level.MARAC and not _whole(self.db, area):
            reason = f"not every Marac of {area.name} is in this data, and no published figure is loaded"
            return absent(Status.NOT_PUBLISHED, reason, coverage)
        return absent(*_no_quantity(indicator), coverage)

    def _published_for(self, area: Area, quarter: Quarter) -> bool:
        return (area.level, area.code, quarter.index) in published_areas(self.db)


def values(
    db: Opened,
    areas: Iterable[Area],
    quarters: tuple[Quarter, Quarter],
    window: Window,
    indicators: Sequence[Indicator],
) -> Values:
    """The values of some areas and indicators from the first quarter to the last, in one reading."""
    parameters = {
        "window": str(window),
        "first": quarters[0].index,
        "last": quarters[1].index,
        "codes": sorted({each.code for each in areas}),
    }
    slugs = [each.slug for each in indicators]
    figures = {row[:4]: row[4:] for row in db.rows(FIGURES, {**parameters, "indicators": slugs})}
    coverages = {
        row[:3]: Coverage(expected=row[3], returned=row[4], proxied=row[5]) for row in db.rows(COVERAGE, parameters)
    }
    return Values(db, window, figures, coverages)


def _published(
    number: float | None, numerator: float | None, denominator: float | None, mark: str, counted: int | None
) -> Value:
    coverage = Coverage(expected=counted or 0, returned=counted or 0)
    if number is None and mark == "-":
        return absent(Status.NOT_APPLICABLE, "printed as “-” in the published table", coverage)
    if number is None:
        return absent(Status.NOT_PUBLISHED, "left empty in the published table", coverage)
    return Value(
        number=number,
        origin=Origin.PUBLISHED,
        numerator=numerator,
        denominator=denominator,
        coverage=coverage,
    )


def _no_return(area: Area, window: Window, *, published: bool) -> tuple[Status, str]:
    if published and window is Window.QUARTER:
        return Status.NOT_PUBLISHED, "published figures cover 12 months; there are no returns for single quarters"
    if published:
        return Status.NOT_PUBLISHED, "not among the figures published for this area and period"
    if area.level is not Level.MARAC:
        return Status.NO_RETURN, "no Marac of this area has data for the whole period, and none was published"
    if window is Window.YEAR:
        return Status.NO_RETURN, "fewer than four quarters of this year were returned"
    return Status.NO_RETURN, "nothing was returned for this quarter"


def _no_quantity(indicator: Indicator) -> tuple[Status, str]:
    terms = {*indicator.numerator, *indicator.denominator}
    if quantities.CASES_YEAR_BEFORE in terms:
        return Status.NO_EARLIER_YEAR, "no data for the same months one year earlier"
    if terms & set(quantities.POPULATIONS):
        return Status.NO_POPULATION, "no population is known for this area"
    return Status.NOT_COLLECTED, "not collected in every meeting of the period"


def _no_denominator(indicator: Indicator) -> tuple[Status, str]:
    if quantities.ALL_CASES_YEAR_BEFORE in indicator.denominator:
        return Status.NO_EARLIER_YEAR, "no data for the same months one year earlier"
    return Status.NOT_APPLICABLE, "there were no cases to take a share of"


def _whole(db: Opened, area: Area) -> bool:
    known = directory(db)
    if area.level is Level.GROUP:
        forces = {each.code for each in known.group_of(area.code)}
    else:
        forces = _forces_under(db, area.level, area.code)
    return bool(forces) and all(known.children(Level.MARAC, force) for force in forces)


def _forces_under(db: Opened, level: Level, code: str) -> set[str]:
    known = directory(db)
    if level is Level.FORCE:
        return {code}
    below = {Level.REGION: Level.FORCE, Level.COUNTRY: Level.REGION, Level.UK: Level.COUNTRY}[level]
    return {force for each in known.children(below, code) for force in _forces_under(db, below, each.area.code)}
