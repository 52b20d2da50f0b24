"""The one place that says higher, lower or similar: screen, table, slide and sentence take it from here."""

from __future__ import annotations

from maracdash.model.answers import Verdict
from maracdash.model.indicators import Indicator, Spread
from maracdash.model.values import Value
from maracdash.statistics.intervals import LIKELY, NEAR_CERTAIN, interval


def verdict(indicator: Indicator, value: Value, comparator: Value) -> tuple[Verdict, bool]:
    """An area's verdict against a comparator of the same period, and whether it is strong (also at 99.8%).

    A count has an interval but no verdict: a Marac's cases always lie below those of the force that holds it,
    so "lower" would say nothing about the Marac.
    """
    if indicator.spread is Spread.COUNT or comparator.number is None:
        return Verdict.NOT_COMPARED, False
    likely = _side(indicator, value, comparator.number, LIKELY)
    if likely not in (Verdict.HIGHER, Verdict.LOWER):
        return likely, False
    return likely, _side(indicator, value, comparator.number, NEAR_CERTAIN) is likely


def _side(indicator: Indicator, value: Value, number: float, confidence: float) -> Verdict:
    limits = interval(indicator, value, confidence)
    if limits is None:
        return Verdict.NOT_COMPARED
    if limits.lower > number:
        return Verdict.HIGHER
    if limits.upper < number:
        return Verdict.LOWER
    return Verdict.SIMILAR
