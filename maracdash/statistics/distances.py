"""Distances from comparators in one unit for all indicators, so that those which stand out can be put in order."""

from __future__ import annotations

from maracdash.model.indicators import Indicator, IntervalMethod
from maracdash.model.values import Value
from maracdash.statistics.excess import find_excess
from maracdash.statistics.intervals import CONFIDENCE_95


def measure_distance(indicator: Indicator, value: Value, comparator: Value) -> float | None:
    """Distance in what chance explains at 95%, on the comparator's side: above 1 the verdict is higher or lower.

    None where either has no number, or no limits can be told; infinite where chance explains nothing on that side.
    """
    limits = find_excess(indicator, value, comparator, CONFIDENCE_95)
    if limits is None or value.number is None or comparator.number is None:
        return None
    apart = _difference(indicator, value.number, comparator)
    if not apart:
        return 0.0
    explained = apart - limits.lower if apart > 0 else limits.upper - apart
    return abs(apart) / explained if explained else float("inf")


def _difference(indicator: Indicator, number: float, comparator: Value) -> float:
    """In the unit of the limits: of changes with known sums the percent by which one ratio exceeds the other."""
    other = comparator.number or 0.0
    is_ratio = indicator.interval_method is IntervalMethod.CHANGE and comparator.numerator is not None
    return 100 * ((100 + number) / (100 + other) - 1) if is_ratio else number - other
