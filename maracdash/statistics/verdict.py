"""Verdicts: the one module that says higher, lower or similar, for screen, table, slide and sentence."""

from __future__ import annotations

from maracdash.model.answers import Verdict
from maracdash.model.indicators import Indicator, IntervalMethod
from maracdash.model.values import Value
from maracdash.statistics.excess import find_excess
from maracdash.statistics.intervals import CONFIDENCE_95, CONFIDENCE_998


def decide_verdict(indicator: Indicator, value: Value, comparator: Value) -> tuple[Verdict, bool]:
    """Decide an area's verdict against a comparator of the same period, and if it is strong (also at 99.8%).

    The comparator must not hold the area; one that does is given as a known number (`excess.take_as_known`). A count
    has an interval but no verdict: a Marac's cases are always below those of the force that holds it, so "lower" would
    say nothing about the Marac.
    """
    if indicator.interval_method is IntervalMethod.COUNT or comparator.number is None:
        return Verdict.NOT_COMPARED, False
    likely = _verdict_at(indicator, value, comparator, CONFIDENCE_95)
    if likely not in (Verdict.HIGHER, Verdict.LOWER):
        return likely, False
    return likely, _verdict_at(indicator, value, comparator, CONFIDENCE_998) is likely


def _verdict_at(indicator: Indicator, value: Value, comparator: Value, confidence: float) -> Verdict:
    excess = find_excess(indicator, value, comparator, confidence)
    if excess is None:
        return Verdict.NOT_COMPARED
    if excess.lower > 0:
        return Verdict.HIGHER
    return Verdict.LOWER if excess.upper < 0 else Verdict.SIMILAR
