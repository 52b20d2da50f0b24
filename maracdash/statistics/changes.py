"""Whether a figure moved: the one place that tells a change from what chance explains."""

from __future__ import annotations

import math

from maracdash.model.indicators import Indicator, Spread
from maracdash.model.values import Value
from maracdash.statistics.intervals import LIKELY, Interval, interval, ratio


def changed(indicator: Indicator, before: Value, after: Value, confidence: float = LIKELY) -> bool | None:
    """Whether chance alone is an unlikely reason for the difference; None where no interval says.

    Counts and rates above 0 by the interval of their ratio, as the change in cases is; anything else by that of
    their difference.
    """
    quotient = _quotient(indicator, before, after, confidence)
    if quotient:
        return not quotient.lower <= 1 <= quotient.upper
    apart = difference(indicator, before, after, confidence)
    return None if apart is None else not apart.lower <= 0 <= apart.upper


def difference(indicator: Indicator, before: Value, after: Value, confidence: float = LIKELY) -> Interval | None:
    """Limits of after - before in the display unit, from the interval of each; None where one has none.

    Newcombe 1998 (method 10) for shares, and likewise for other estimates (Zou and Donner 2008). Two intervals that
    merely overlap say too little: a real difference would go unseen.
    """
    one, other = interval(indicator, before, confidence), interval(indicator, after, confidence)
    if one is None or other is None or before.number is None or after.number is None:
        return None
    apart = after.number - before.number
    return Interval(
        lower=apart - math.hypot(after.number - other.lower, one.upper - before.number),
        upper=apart + math.hypot(other.upper - after.number, before.number - one.lower),
    )


def _quotient(indicator: Indicator, before: Value, after: Value, confidence: float) -> Interval | None:
    """Limits of after / before for counts and rates, None where one is 0 or its events are not known."""
    then, now = _events(indicator, before), _events(indicator, after)
    old, new = before.number or 0, after.number or 0
    if min(then, now, old, new) <= 0:
        return None
    limits = ratio(now, then, confidence)
    scale = (new / old) / (now / then)
    return Interval(lower=limits.lower * scale, upper=limits.upper * scale)


def _events(indicator: Indicator, value: Value) -> float:
    if indicator.spread is Spread.COUNT:
        return value.number or 0
    return value.numerator or 0 if indicator.spread is Spread.RATE else 0
