"""Excess of an area's figure over a comparator's: the verdict and the gap in cases are both read from its limits."""

from __future__ import annotations

import math

from maracdash.model.indicators import Indicator, IntervalMethod
from maracdash.model.values import Value
from maracdash.statistics.intervals import Estimate, Interval, confidence_interval, subtract_estimates


def find_excess(indicator: Indicator, value: Value, comparator: Value, confidence: float) -> Interval | None:
    """Limits of an area's figure less its comparator's: above 0 throughout where it is higher at this confidence.

    Chance moves the comparator too, and the rest of a small force is a few Maracs: where its sums are known, the limits
    are those of the difference of two independent figures, or of the ratio of two changes in percent. They are never
    nearer than the area's own interval, so an area whose interval holds the comparator is similar all the same. A
    comparator without sums is taken as known. None where an interval cannot be told.
    """
    own = confidence_interval(indicator, value, confidence)
    if own is None or value.number is None or comparator.number is None:
        return None
    if comparator.numerator is None or comparator.denominator is None:
        return Interval(lower=own.lower - comparator.number, upper=own.upper - comparator.number)
    other = confidence_interval(indicator, comparator, confidence)
    if other is None:
        return None
    estimates = Estimate(number=value.number, limits=own), Estimate(number=comparator.number, limits=other)
    if indicator.interval_method is IntervalMethod.CHANGE:
        return _divide_changes(*estimates)
    return subtract_estimates(*estimates)


def take_as_known(comparator: Value) -> Value:
    """A comparator that holds the area, so that its chance is partly the area's own: its number alone counts."""
    return Value(number=comparator.number, status=comparator.status, reason=comparator.reason)


def _divide_changes(one: Estimate, other: Estimate) -> Interval | None:
    """Percent by which one ratio to last year exceeds another; on the logarithm both are nearly normal."""
    if min(one.number, other.number) <= -100:
        return None
    limits = subtract_estimates(_take_logarithm(one), _take_logarithm(other))
    return Interval(lower=100 * math.expm1(limits.lower), upper=100 * math.expm1(limits.upper))


def _take_logarithm(change: Estimate) -> Estimate:
    number, lower, upper = (
        math.log1p(percent / 100) for percent in (change.number, change.limits.lower, change.limits.upper)
    )
    return Estimate(number=number, limits=Interval(lower=lower, upper=upper))
