"""Distances from comparators in one unit for all indicators, so that those which stand out can be put in order."""

from __future__ import annotations

from maracdash.model.indicators import Indicator
from maracdash.model.values import Value
from maracdash.statistics.intervals import confidence_interval


def measure_distance(indicator: Indicator, value: Value, comparator: Value) -> float | None:
    """Distance in halves of the value's own 95% interval, on the comparator's side: above 1 it lies outside.

    None where either has no number, or the value no interval; infinite where the interval has no width on that side.
    """
    limits = confidence_interval(indicator, value)
    if limits is None or value.number is None or comparator.number is None:
        return None
    apart = abs(value.number - comparator.number)
    if not apart:
        return 0.0
    half = value.number - limits.lower if comparator.number < value.number else limits.upper - value.number
    return apart / half if half else float("inf")
