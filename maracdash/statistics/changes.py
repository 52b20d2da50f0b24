"""Whether a figure moved: the one place that tells a change from what chance explains."""

from __future__ import annotations

from maracdash.model.indicators import Indicator, Spread
from maracdash.model.values import Value
from maracdash.statistics.intervals import LIKELY, Interval, interval, ratio


def changed(indicator: Indicator, before: Value, after: Value, confidence: float = LIKELY) -> bool | None:
    """Whether chance alone is an unlikely reason for the difference; None where no interval says.

    Two counts above 0 by the interval of their ratio, anything else by two intervals that do not overlap.
    """
    then, now = before.number or 0, after.number or 0
    if indicator.spread is Spread.COUNT and then > 0 and now > 0:
        return not _holds(ratio(now, then, confidence), 1)
    one, other = interval(indicator, before, confidence), interval(indicator, after, confidence)
    if one is None or other is None:
        return None
    return one.upper < other.lower or other.upper < one.lower


def _holds(limits: Interval, number: float) -> bool:
    return limits.lower <= number <= limits.upper
