"""Verdicts: the one module that says higher, lower or similar, for screen, table, slide and sentence."""

from __future__ import annotations

from collections.abc import Sequence

from maracdash.model.answers import Verdict
from maracdash.model.indicators import Indicator, IntervalMethod
from maracdash.model.values import Value
from maracdash.statistics.intervals import CONFIDENCE_95, CONFIDENCE_998, Interval, confidence_interval


def decide_verdict(indicator: Indicator, value: Value, comparator: Value) -> tuple[Verdict, bool]:
    """Decide an area's verdict against a comparator of the same period, and if it is strong (also at 99.8%).

    A count has an interval but no verdict: a Marac's cases are always below those of the force that holds it,
    so "lower" would say nothing about the Marac.
    """
    return decide_verdicts(indicator, value, (comparator,))[0]


def decide_verdicts(
    indicator: Indicator, value: Value, comparators: Sequence[Value]
) -> tuple[tuple[Verdict, bool], ...]:
    """Decide an area's verdict against each of several comparators: the value's own limits are worked out once."""
    if indicator.interval_method is IntervalMethod.COUNT:
        return ((Verdict.NOT_COMPARED, False),) * len(comparators)
    likely = confidence_interval(indicator, value, CONFIDENCE_95)
    almost_certain: Interval | None = None
    found = []
    for comparator in comparators:
        verdict, strong = _place(likely, comparator.number), False
        if verdict in (Verdict.HIGHER, Verdict.LOWER):
            almost_certain = almost_certain or confidence_interval(indicator, value, CONFIDENCE_998)
            strong = _place(almost_certain, comparator.number) is verdict
        found.append((verdict, strong))
    return tuple(found)


def _place(limits: Interval | None, number: float | None) -> Verdict:
    if limits is None or number is None:
        return Verdict.NOT_COMPARED
    if limits.lower > number:
        return Verdict.HIGHER
    if limits.upper < number:
        return Verdict.LOWER
    return Verdict.SIMILAR
