"""The gap in cases: how many more, or fewer, an area would have at the share or rate of a comparator."""

from __future__ import annotations

from dataclasses import dataclass

from maracdash.model.indicators import Indicator, IntervalMethod
from maracdash.model.values import Value
from maracdash.statistics.excess import find_excess
from maracdash.statistics.intervals import CONFIDENCE_95, Interval
from maracdash.statistics.refusals import Refusal, RefusalReason

METHODS = frozenset({IntervalMethod.PROPORTION, IntervalMethod.RATE})


@dataclass(frozen=True, kw_only=True)
class GapInCases:
    """Cases observed and expected, and the gap between: above 0, so many more would match the comparator."""

    observed: float
    expected: float
    gap: float
    limits: Interval


def find_gap_in_cases(
    indicator: Indicator, value: Value, comparator: Value, confidence: float = CONFIDENCE_95
) -> GapInCases | Refusal:
    """Find the gap at the area's own base, over the value's own period.

    The expected number is the comparator's share or rate times the area's base (indirect standardisation: Breslow and
    Day 1987, chapter 2). The limits are those that the verdict is read from, at that base: so they hold 0 where the
    verdict is "similar", and nowhere else. As for a verdict, a comparator that holds the area is given as a known
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
    return GapInCases(
        observed=observed,
        expected=expected,
        gap=expected - observed,
        limits=Interval(lower=-worth * excess.upper, upper=-worth * excess.lower),
    )
