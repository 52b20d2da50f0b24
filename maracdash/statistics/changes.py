"""Significance of changes: the one module that tells a change from what chance explains."""

from __future__ import annotations

from maracdash.model.area_profiles import Movement
from maracdash.model.indicators import Indicator, IntervalMethod
from maracdash.model.values import Value
from maracdash.statistics.evidence import find_evidence_share
from maracdash.statistics.intervals import (
    CONFIDENCE_95,
    Estimate,
    Interval,
    confidence_interval,
    ratio_interval,
    subtract_estimates,
)


def decide_movement(indicator: Indicator, before: Value, after: Value) -> Movement:
    """Movement between two figures that are known and comparable: `SAME` where both are written alike."""
    old, new, written = before.number or 0.0, after.number or 0.0, indicator.fitting(before, after)
    if written.format(old) == written.format(new):
        return Movement.SAME
    return name_movement(new - old, moved=is_significant_change(indicator, before, after))


def name_movement(gap: float, *, moved: bool | None) -> Movement:
    """Name of a change of this size: one that chance may explain is unclear, which is not to say that it is none."""
    if moved is None:
        return Movement.UNKNOWN
    if not moved:
        return Movement.UNCLEAR
    return Movement.ROSE if gap > 0 else Movement.FELL


def is_significant_change(
    indicator: Indicator, before: Value, after: Value, confidence: float = CONFIDENCE_95
) -> bool | None:
    """Tell if chance alone is an unlikely reason for the difference; None where there is no interval.

    Counts and rates above 0 by the interval of their ratio, as the change in cases is; anything else by that of
    their difference.
    """
    quotient = _quotient_interval(indicator, before, after, confidence)
    if quotient:
        return not quotient.lower <= 1 <= quotient.upper
    apart = difference_interval(indicator, before, after, confidence)
    return None if apart is None else not apart.lower <= 0 <= apart.upper


def is_change_significant(indicator: Indicator, change: Value) -> bool | None:
    """Tell if chance alone is an unlikely reason for a change from one year to the next, at 95%.

    None for anything but a change, or where its two counts are not known. It is asked before any comparison: a change
    may be like that of the force, and real all the same.
    """
    limits = confidence_interval(indicator, change) if indicator.interval_method is IntervalMethod.CHANGE else None
    return None if limits is None else not limits.lower <= 0 <= limits.upper


def difference_interval(
    indicator: Indicator, before: Value, after: Value, confidence: float = CONFIDENCE_95
) -> Interval | None:
    """Limits of after - before in the display unit, from the interval of each; None where one has none.

    Two intervals that merely overlap say too little: a real difference would go unseen.
    """
    one, other = confidence_interval(indicator, before, confidence), confidence_interval(indicator, after, confidence)
    if one is None or other is None or before.number is None or after.number is None:
        return None
    return subtract_estimates(Estimate(number=after.number, limits=other), Estimate(number=before.number, limits=one))


def _quotient_interval(indicator: Indicator, before: Value, after: Value, confidence: float) -> Interval | None:
    """Limits of after / before for counts and rates, None where one is 0 or its events are not known."""
    then, now = _count_events(indicator, before), _count_events(indicator, after)
    old, new = before.number or 0, after.number or 0
    if min(then, now, old, new) <= 0:
        return None
    limits = ratio_interval(now, then, confidence)
    scale = (new / old) / (now / then)
    return Interval(lower=limits.lower * scale, upper=limits.upper * scale)


def _count_events(indicator: Indicator, value: Value) -> float:
    """Events of a count or rate, as far as they are evidence."""
    share = find_evidence_share(value.coverage)
    if indicator.interval_method is IntervalMethod.COUNT:
        return (value.number or 0) * share
    return (value.numerator or 0) * share if indicator.interval_method is IntervalMethod.RATE else 0
