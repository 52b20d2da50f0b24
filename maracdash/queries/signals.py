"""Every comparison of one area at one quarter: beside its force, its similar group and the UK, and a year before."""

from __future__ import annotations

from collections.abc import Iterator

from maracdash import catalogue
from maracdash.catalogue import formulas
from maracdash.catalogue.breaks import series_breaks
from maracdash.model.answers import Point, Role, Verdict
from maracdash.model.areas import Area, AreaHierarchy
from maracdash.model.indicators import Indicator, IntervalMethod
from maracdash.model.quarters import Quarter, Window
from maracdash.model.signals import SignalCheck, SignalKind, SignalScan
from maracdash.queries.areas import get_directory, require_quarter
from maracdash.queries.comparators import Question, compare_with_areas
from maracdash.queries.values import ValueReader, read_values
from maracdash.statistics.signals import decide_change_signal, decide_signal
from maracdash.store.releases.connections import ReleaseConnection

QUARTERS_PER_YEAR = 4
KIND_ROLES = {SignalKind.FORCE: Role.FORCE, SignalKind.GROUP: Role.GROUP, SignalKind.UK: Role.UK}


def get_signals(db: ReleaseConnection, marac: str, quarter: Quarter) -> SignalScan:
    """Every indicator with an interval, 12 months of a Marac or force by code or name. Raises NotFoundError."""
    known = get_directory(db)
    place = known.hierarchy(known.own(marac))
    require_quarter(db, quarter)
    indicators = [each for each in catalogue.INDICATORS if each.interval_method is not IntervalMethod.NONE]
    others = _list_comparators(place)
    # One reading of five quarters takes two thirds of the time of two readings of one each.
    span = (quarter - QUARTERS_PER_YEAR, quarter)
    read = read_values(db, [place.marac, *(area for area, _ in others)], span, Window.YEAR, indicators)
    checks = (
        each
        for indicator in indicators
        for each in (
            *_check_areas(read, indicator, (place.marac, quarter), others),
            *_check_year(read, indicator, (place.marac, quarter)),
        )
    )
    return SignalScan(area=place.marac, quarter=quarter, checks=tuple(checks), release=db.note)


def _list_comparators(place: AreaHierarchy) -> list[tuple[Area, SignalKind]]:
    around = ((place.force, SignalKind.FORCE), (place.group, SignalKind.GROUP), (place.uk, SignalKind.UK))
    return [(area, kind) for area, kind in around if area]


def _check_areas(
    read: ValueReader,
    indicator: Indicator,
    own: tuple[Area, Quarter],
    others: list[tuple[Area, SignalKind]],
) -> Iterator[SignalCheck]:
    area, quarter = own
    value = read.value(area, quarter, indicator)
    asked = Question(indicator=indicator, quarter=quarter)
    larger = tuple((other, KIND_ROLES[kind]) for other, kind in others)
    points = compare_with_areas(read, asked, Point(area=area, role=Role.OWN, value=value), larger)
    for point, (_, kind) in zip(points, others, strict=True):
        yield SignalCheck(
            indicator=indicator,
            kind=kind,
            quarter=quarter,
            value=value,
            beside=point.against,
            outcome=decide_signal(point),
            is_rest=point.is_rest,
        )


def _check_year(read: ValueReader, indicator: Indicator, own: tuple[Area, Quarter]) -> Iterator[SignalCheck]:
    """A change in a change says nothing that the change does not; across a break nothing is compared."""
    if indicator.rule is formulas.change:
        return
    area, quarter = own
    before = quarter - QUARTERS_PER_YEAR
    value, beside = read.value(area, quarter, indicator), read.value(area, before, indicator)
    broken = any(before < each.quarter <= quarter for each in series_breaks(indicator))
    outcome = Verdict.NOT_COMPARED if broken else decide_change_signal(indicator, beside, value)
    yield SignalCheck(
        indicator=indicator, kind=SignalKind.YEAR, quarter=quarter, value=value, beside=beside, outcome=outcome
    )
