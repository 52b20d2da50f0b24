"""Verdicts: the one module that says higher, lower or similar, for screen, table, slide and sentence."""

from __future__ import annotations

from maracdash.model.answers import Verdict
from maracdash.model.indicators import Indicator, IntervalMethod
from maracdash.model.values import Value
from maracdash.statistics.changes import is_significant_change
from maracdash.statistics.intervals import CONFIDENCE_95, CONFIDENCE_998, confidence_interval


def decide_verdict(indicator: Indicator, value: Value, comparator: Value) -> tuple[Verdict, bool]:
    """Decide an area's verdict against a comparator of the same period, and if it is strong (also at 99.8%).

    A count has an interval but no verdict: a Marac's cases are always below those of the force that holds it,
    so "lower" would say nothing about the Marac.
    """
    if indicator.interval_method is IntervalMethod.COUNT or comparator.number is None:
        return Verdict.NOT_COMPARED, False
    likely = _verdict_at(indicator, value, comparator.number, CONFIDENCE_95)
    if likely not in (Verdict.HIGHER, Verdict.LOWER):
        return likely, False
    return likely, _verdict_at(indicator, value, comparator.number, CONFIDENCE_998) is likely


def decide_verdict_between(indicator: Indicator, value: Value, other: Value) -> tuple[Verdict, bool]:
    """Decide an area's verdict against another of its kind, where both figures are subject to chance.

    A larger area's figure is taken as it is; beside a single Marac's that would find a difference too often, so this
    goes by the interval of the difference.
    """
    if indicator.interval_method is IntervalMethod.COUNT or value.number is None or other.number is None:
        return Verdict.NOT_COMPARED, False
    real = is_significant_change(indicator, other, value)
    if real is None:
        return Verdict.NOT_COMPARED, False
    if not real or value.number == other.number:
        return Verdict.SIMILAR, False
    word = Verdict.HIGHER if value.number > other.number else Verdict.LOWER
    return word, is_significant_change(indicator, other, value, CONFIDENCE_998) is True


def _verdict_at(indicator: Indicator, value: Value, number: float, confidence: float) -> Verdict:
    limits = confidence_interval(indicator, value, confidence)
    if limits is None:
        return Verdict.NOT_COMPARED
    if limits.lower > number:
        return Verdict.HIGHER
    if limits.upper < number:
        return Verdict.LOWER
    return Verdict.SIMILAR
