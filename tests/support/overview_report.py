"""A small overview report built by hand: one force of four Maracs, two rows."""

from __future__ import annotations

from maracdash import catalogue
from maracdash.model.areas import Area, Level
from maracdash.model.overview_reports import (
    ColumnKind,
    OverviewReport,
    ReportColumn,
    ReportForm,
    ReportRow,
    ReportSection,
    ReportSelection,
)
from maracdash.model.values import Coverage, Origin, Status, Value, make_absent_value
from tests.support.answers import (
    FORCE,
    LARGER,
    MARKING,
    QUARTER,
    RELEASE,
    AreaRole,
    known_value,
    make_marac,
    missing_value,
)

MARACS = tuple(make_marac(number) for number in range(1, 5))
UK = Area(level=Level.UK, code="U01", name="United Realm")
COLUMNS = (
    ReportColumn(kind=ColumnKind.UK, area=UK, heading="UK Wide"),
    ReportColumn(kind=ColumnKind.RECOMMENDED, area=None, heading="SafeLives recommended"),
    ReportColumn(kind=ColumnKind.GROUP, area=LARGER[AreaRole.GROUP], heading="Most Similar Force Group"),
    ReportColumn(kind=ColumnKind.FORCE, area=FORCE, heading=FORCE.name),
    *(ReportColumn(kind=ColumnKind.MARAC, area=each, heading=FORCE.name, under=each.name) for each in MARACS),
)
WHOLE = Coverage(expected=29, returned=29, proxied=1)


def make_report(cases: tuple[float | None, ...] = (589.0, 120.0, None, 310.0)) -> OverviewReport:
    """Cases, and the repeat rate; a third Marac's figure is estimated, the UK's published."""
    return OverviewReport(
        selection=ReportSelection(form=ReportForm.FORCE_MARAC, quarter=QUARTER, forces=(FORCE.code,)),
        columns=COLUMNS,
        sections=(
            ReportSection(
                section=catalogue.section("performance"),
                rows=(
                    ReportRow(indicator=catalogue.indicator("cases"), values=(*_larger(1019.0), *map(_count, cases))),
                    ReportRow(
                        indicator=catalogue.indicator("repeat-rate"),
                        values=(*_larger(30.0), _rate(30.0), _rate(62.0), _rate(12.0, Status.PROXIED), missing_value()),
                    ),
                ),
            ),
        ),
        release=RELEASE,
        marking=MARKING,
    )


def _larger(number: float) -> tuple[Value, ...]:
    return (
        known_value(number, origin=Origin.PUBLISHED),
        make_absent_value(Status.NOT_APPLICABLE),
        known_value(number, coverage=WHOLE),
        known_value(number, coverage=WHOLE),
    )


def _count(number: float | None) -> Value:
    return missing_value() if number is None else known_value(number, numerator=number)


def _rate(number: float, status: Status = Status.OK) -> Value:
    return known_value(number, numerator=number * 5, denominator=500, status=status)
