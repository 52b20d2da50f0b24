"""From stored sums to values: the number by the indicator's own rule, or the absence and its reason."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from sys import intern

from maracdash.catalogue import measures
from maracdash.model.areas import Area, Level
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Coverage, Origin, Status, Value, absent
from maracdash.queries.missing_reasons import missing, no_denominator, of_another_window
from maracdash.store.releases.connections import Opened

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
EVERYBODYS_FIGURES = """
select level, code, numerator, denominator, published, origin, mark, proxied, counted
from figure
where indicator = $indicator and "window" = $window and quarter = $quarter
"""
EVERYBODYS_COVERAGE = """
select level, code, expected, returned, proxied
from coverage
where "window" = $window and quarter = $quarter
"""
NONE = Coverage()
Row = tuple[float | None, float | None, float | None, str, str, int, int | None]
Figures = Mapping[tuple[str, str, str, int], Row]
Coverages = Mapping[tuple[str, str, int], Coverage]


@dataclass(frozen=True)
class Values:
    """Values by area, quarter and indicator; every combination has one."""

    db: Opened
    window: Window
    figures: Figures
    coverages: Coverages

    def value(self, area: Area, quarter: Quarter, indicator: Indicator) -> Value:
        """One value, with its coverage."""
        row = self.figures.get((indicator.slug, area.level, area.code, quarter.index))
        coverage = self.coverages.get((area.level, area.code, quarter.index), NONE)
        if indicator.annual and self.window is not Window.YEAR:
            return absent(*of_another_window(), coverage)
        if row is None:
            return absent(*missing(self.db, self.window, area, quarter, indicator, coverage), coverage)
        return _published(row) if row[3] == Origin.PUBLISHED else _computed(row, area, indicator, coverage.expected)


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


def snapshot(db: Opened, quarter: Quarter, window: Window, indicators: Sequence[Indicator]) -> Values:
    """The values of every area at one quarter, remembered: another Marac of the same quarter needs no reading."""
    figures = (db.remembered(_everybodys_figures, each.slug, window, quarter) for each in indicators)
    return Values(db, window, ChainMap(*figures), db.remembered(_everybodys_coverage, window, quarter))


def _everybodys_figures(
    db: Opened, slug: str, window: Window, quarter: Quarter
) -> dict[tuple[str, str, str, int], Row]:
    rows = db.rows(EVERYBODYS_FIGURES, {"indicator": slug, "window": str(window), "quarter": quarter.index})
    return {
        (slug, intern(level), intern(code), quarter.index): (*sums, intern(origin), intern(mark), proxied, counted)
        for level, code, *sums, origin, mark, proxied, counted in rows
    }


def _everybodys_coverage(db: Opened, window: Window, quarter: Quarter) -> Coverages:
    rows = db.rows(EVERYBODYS_COVERAGE, {"window": str(window), "quarter": quarter.index})
    return {
        (intern(level), intern(code), quarter.index): Coverage(expected=expected, returned=returned, proxied=proxied)
        for level, code, expected, returned, proxied in rows
    }


def _computed(row: Row, area: Area, indicator: Indicator, expected: int) -> Value:
    numerator, denominator, _, _, mark, filled, counted = row
    proxied = 0 if _of_population_alone(indicator) else filled
    coverage = Coverage(expected=expected, returned=counted or 0, proxied=proxied)
    if mark == Status.WITHHELD and numerator is None:
        return absent(Status.WITHHELD, "the return withholds a small number that this figure needs", coverage)
    number = indicator.number(numerator, denominator) if numerator is not None else None
    if number is None:
        return absent(*no_denominator(indicator), coverage)
    return Value(
        number=number,
        status=Status.PROXIED if proxied and area.level is Level.MARAC else Status.OK,
        origin=Origin.COMPUTED,
        numerator=numerator,
        denominator=denominator,
        coverage=coverage,
    )


def _of_population_alone(indicator: Indicator) -> bool:
    """A return that was filled does not make such a figure an estimate."""
    return {*indicator.numerator, *indicator.denominator} <= {*measures.POPULATIONS}


def _published(row: Row) -> Value:
    numerator, denominator, number, _, mark, _, counted = row
    coverage = Coverage(expected=counted or 0, returned=counted or 0)
    if number is None and mark == "-":
        return absent(Status.NOT_APPLICABLE, "printed as “-” in the published table", coverage)
    if number is None and mark:
        return absent(Status(mark), f"printed as “{Status(mark).printed}” in the published table", coverage)
    if number is None:
        return absent(Status.NOT_PUBLISHED, "left empty in the published table", coverage)
    return Value(
        number=number,
        origin=Origin.PUBLISHED,
        numerator=numerator,
        denominator=denominator,
        coverage=coverage,
    )
