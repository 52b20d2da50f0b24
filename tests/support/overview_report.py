"""A small overview report built by hand: one force of four Maracs, two rows."""

from __future__ import annotations

from maracdash import catalogue
from maracdash.model.areas import Area, Level
from maracdash.model.overview_reports import Column, ColumnKind, Form, Report, ReportRow, ReportSection, ReportSelection
from maracdash.model.values import Coverage, Origin, Status, Value, absent
from tests.support.answers import FORCE, LARGER, MARKING, QUARTER, RELEASE, Role, known, marac, no_return

MARACS = tuple(marac(number) for number in range(1, 5))
UK = Area(level=Level.UK, code="U01", name="United Realm")
COLUMNS = (
    Column(kind=ColumnKind.UK, area=UK, heading="UK Wide"),
    Column(kind=ColumnKind.RECOMMENDED, area=None, heading="SafeLives recommended"),
    Column(kind=ColumnKind.GROUP, area=LARGER[Role.GROUP], heading="Most Similar Force Group"),
    Column(kind=ColumnKind.FORCE, area=FORCE, heading=FORCE.name),
    *(Column(kind=ColumnKind.MARAC, area=each, heading=FORCE.name, under=each.name) for each in MARACS),
)
WHOLE = Coverage(expected=29, returned=29, proxied=1)


def report(cases: tuple[float | None, ...] = (589.0, 120.0, None, 310.0)) -> Report:
    """Cases, and the repeat rate; a third Marac's figure is estimated, the UK's published."""
    return Report(
        selection=ReportSelection(form=Form.FORCE_MARAC, quarter=QUARTER, forces=(FORCE.code,)),
        columns=COLUMNS,
        sections=(
            ReportSection(
                section=catalogue.section("performance"),
                rows=(
                    ReportRow(indicator=catalogue.indicator("cases"), values=(*_larger(1019.0), *map(_count, cases))),
                    ReportRow(
                        indicator=catalogue.indicator("repeat-rate"),
                        values=(*_larger(30.0), _rate(30.0), _rate(62.0), _rate(12.0, Status.PROXIED), no_return()),
                    ),
                ),
            ),
        ),
        release=RELEASE,
        marking=MARKING,
    )


def _larger(number: float) -> tuple[Value, ...]:
    return (
        known(number, origin=Origin.PUBLISHED),
        absent(Status.NOT_APPLICABLE),
        known(number, coverage=WHOLE),
        known(number, coverage=WHOLE),
    )


def _count(number: float | None) -> Value:
    return no_return() if number is None else known(number, numerator=number)


def _rate(number: float, status: Status = Status.OK) -> Value:
    return known(number, numerator=number * 5, denominator=500, status=status)
