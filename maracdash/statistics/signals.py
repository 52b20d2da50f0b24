"""Signals at 99.8%: the level at which a Marac that does not differ is seldom named among many comparisons."""

from __future__ import annotations

from maracdash.model.answers import Point, Verdict
from maracdash.model.indicators import Indicator
from maracdash.model.values import Value
from maracdash.statistics.changes import is_significant_change
from maracdash.statistics.intervals import CONFIDENCE_998


def decide_signal(comparator: Point) -> Verdict:
    """Decide whether a figure is beyond chance higher or lower than a larger area's that it was compared with."""
    is_told = comparator.strong or comparator.verdict is Verdict.NOT_COMPARED
    return comparator.verdict if is_told else Verdict.SIMILAR


def decide_change_signal(
    indicator: Indicator, before: Value, after: Value, confidence: float = CONFIDENCE_998
) -> Verdict:
    """Decide whether a figure is beyond chance higher or lower than it was."""
    moved = is_significant_change(indicator, before, after, confidence)
    if moved is None or before.number is None or after.number is None:
        return Verdict.NOT_COMPARED
    if not moved:
        return Verdict.SIMILAR
    return Verdict.HIGHER if after.number > before.number else Verdict.LOWER


def expect_false_alarms(comparisons: int) -> float:
    """Number of signals that chance alone would give on average, if nothing differed."""
    return comparisons * (1 - CONFIDENCE_998)
