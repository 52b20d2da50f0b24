"""The gap in cases: how many more, or fewer, an area would have at the share or rate of a comparator."""

from __future__ import annotations

import math
from dataclasses import dataclass

from maracdash.model.indicators import Indicator, IntervalMethod
from maracdash.model.values import Value
from maracdash.statistics.excess import find_excess
from maracdash.statistics.intervals import CONFIDENCE_95, Interval
from maracdash.statistics.refusals import Refusal, RefusalReason

METHODS = frozenset({IntervalMethod.PROPORTION, IntervalMethod.RATE})


@dataclass(frozen=True, kw_only=True)
class GapInCases:
    """Cases observed and expected, and the gap between: above 0, so many more would match the comparator.

    `room` is what a gap of these cases can be: below 0 no more than there are, above 0 no more than are left of a base
    of cases. The limits stand within it.
    """

    observed: float
    expected: float
    gap: float
    limits: Interval
    room: Interval


def find_gap_in_cases(
    indicator: Indicator, value: Value, comparator: Value, confidence: float = CONFIDENCE_95
) -> GapInCases | Refusal:
    """Find the gap at the area's own base, over the value's own period.

    The expected number is the comparator's share or rate times the area's base (indirect standardisation: Breslow and
    Day 1987, chapter 2). The limits are those that the verdict is read from, at that base: so they hold 0 where the
    verdict is "similar", and nowhere else. They are cut at the cases that there are: 22 cases may be a low year of
    40, but nobody has 29 fewer of 22. As for a verdict, a comparator that holds the area is given as a known
    number (`excess.take_as_known`).
    """
    unit = indicator.number(1, 1)
    if indicator.interval_method not in METHODS or not unit:
        return Refusal(reason=RefusalReason.NO_METHOD)
    if value.number is None:
        return Refusal(reason=RefusalReason.NO_FIGURE)
    if comparator.number is None:
        return Refusal(reason=RefusalReason.NO_COMPARATOR)
    excess = find_excess(indicator, value, comparator, confidence)
    if excess is None or not value.denominator:
        return Refusal(reason=RefusalReason.NO_BASE)
    worth = value.denominator / unit
    observed = worth * value.number if value.numerator is None else value.numerator
    expected = worth * comparator.number
    room = _find_room(indicator, observed, value.denominator)
    return GapInCases(
        observed=observed,
        expected=expected,
        gap=expected - observed,
        limits=Interval(lower=max(room.lower, -worth * excess.upper), upper=min(room.upper, -worth * excess.lower)),
        room=room,
    )


def _find_room(indicator: Indicator, observed: float, base: float) -> Interval:
    is_part = indicator.interval_method is IntervalMethod.PROPORTION
    return Interval(lower=-observed, upper=max(0.0, base - observed) if is_part else math.inf)
