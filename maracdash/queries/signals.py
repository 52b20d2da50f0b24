"""Every comparison of one area at one quarter: beside its force, its similar group and the UK, and a year before."""

from __future__ import annotations

from collections.abc import Iterator

from maracdash import catalogue
from maracdash.catalogue import formulas
from maracdash.catalogue.breaks import series_breaks
from maracdash.model.answers import AreaRole, Point, Verdict
from maracdash.model.areas import Area, AreaHierarchy, Level
from maracdash.model.groups import GroupChoice
from maracdash.model.indicators import Indicator, IntervalMethod
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import Selection
from maracdash.model.signals import SignalCheck, SignalKind, SignalScan
from maracdash.queries.comparators import ComparisonTerms, compare_with_areas
from maracdash.queries.peers import find_hierarchy
from maracdash.queries.values import ValueReader, read_history, read_values
from maracdash.statistics.intervals import CONFIDENCE_95, CONFIDENCE_998
from maracdash.statistics.signals import decide_change_signal, decide_signal
from maracdash.store.releases.connections import ReleaseConnection

QUARTERS_PER_YEAR = 4
KIND_ROLES = {SignalKind.FORCE: AreaRole.FORCE, SignalKind.GROUP: AreaRole.GROUP, SignalKind.UK: AreaRole.UK}


def get_signals(
    db: ReleaseConnection, marac: str, quarter: Quarter, *, including: bool = False, group: GroupChoice | None = None
) -> SignalScan:
    """Every indicator with an interval, 12 months of a Marac or force by code or name. Raises NotFoundError."""
    chosen = Selection(marac=marac, quarter=quarter, indicator="", including=including, group=group)
    place = find_hierarchy(db, chosen)
    indicators = [each for each in catalogue.INDICATORS if each.interval_method is not IntervalMethod.NONE]
    others = _list_comparators(place)
    areas, span = (place.area, [area for area, _ in others]), (quarter - QUARTERS_PER_YEAR, quarter)
    read = read_history(db, areas, span, Window.YEAR, indicators)
    checks = tuple(
        each
        for indicator in indicators
        for each in (
            *_check_areas(read, _ask(chosen, indicator), place.area, others),
            *_check_year(read, indicator, (place.area, quarter)),
        )
    )
    is_filled = any(each.value.coverage.proxied for each in checks) and _is_filled(db, place.area, quarter)
    return SignalScan(area=place.area, quarter=quarter, checks=checks, release=db.note, is_filled=is_filled)


def _is_filled(db: ReleaseConnection, area: Area, quarter: Quarter) -> bool:
    """Tell if the quarter alone is a copy of the one before: of 12 months that are estimated it may be another."""
    if area.level is not Level.MARAC:
        return False
    cases = catalogue.indicator("cases")
    read = read_values(db, [area], (quarter, quarter), Window.QUARTER, [cases])
    return bool(read.value(area, quarter, cases).coverage.proxied)


def _list_comparators(place: AreaHierarchy) -> list[tuple[Area, SignalKind]]:
    around = ((place.force, SignalKind.FORCE), (place.group, SignalKind.GROUP), (place.uk, SignalKind.UK))
    return [(area, kind) for area, kind in around if area]


def _ask(chosen: Selection, indicator: Indicator) -> ComparisonTerms:
    return ComparisonTerms(indicator=indicator, quarter=chosen.quarter, including=chosen.including)


def _check_areas(
    read: ValueReader, asked: ComparisonTerms, area: Area, others: list[tuple[Area, SignalKind]]
) -> Iterator[SignalCheck]:
    value = read.value(area, asked.quarter, asked.indicator)
    larger = tuple((other, KIND_ROLES[kind]) for other, kind in others)
    points = compare_with_areas(read, asked, Point(area=area, role=AreaRole.OWN, value=value), larger)
    for point, (_, kind) in zip(points, others, strict=True):
        yield SignalCheck(
            indicator=asked.indicator,
            kind=kind,
            quarter=asked.quarter,
            value=value,
            beside=point.against,
            outcome=decide_signal(point),
            likely=point.verdict,
            other=point,
        )


def _check_year(read: ValueReader, indicator: Indicator, own: tuple[Area, Quarter]) -> Iterator[SignalCheck]:
    """A change in a change says nothing that the change does not; across a break nothing is compared."""
    if indicator.rule is formulas.change:
        return
    area, quarter = own
    before = quarter - QUARTERS_PER_YEAR
    value, beside = read.value(area, quarter, indicator), read.value(area, before, indicator)
    broken = any(before < each.quarter <= quarter for each in series_breaks(indicator))
    outcome, likely = (
        Verdict.NOT_COMPARED if broken else decide_change_signal(indicator, beside, value, confidence)
        for confidence in (CONFIDENCE_998, CONFIDENCE_95)
    )
    yield SignalCheck(
        indicator=indicator,
        kind=SignalKind.YEAR,
        quarter=quarter,
        value=value,
        beside=beside,
        outcome=outcome,
        likely=likely,
    )
