"""Signals at 99.8%: the level at which a Marac that does not differ is seldom named among many comparisons."""

from __future__ import annotations

from maracdash.model.answers import Verdict
from maracdash.model.indicators import Indicator
from maracdash.model.values import Value
from maracdash.statistics.changes import is_significant_change
from maracdash.statistics.intervals import CONFIDENCE_998
from maracdash.statistics.verdict import decide_verdict


def decide_signal(indicator: Indicator, value: Value, comparator: Value) -> Verdict:
    """Decide whether a figure is beyond chance higher or lower than a larger area's of the same period."""
    word, strong = decide_verdict(indicator, value, comparator)
    return word if strong or word is Verdict.NOT_COMPARED else Verdict.SIMILAR


def decide_change_signal(indicator: Indicator, before: Value, after: Value) -> Verdict:
    """Decide whether a figure is beyond chance higher or lower than it was."""
    moved = is_significant_change(indicator, before, after, CONFIDENCE_998)
    if moved is None or before.number is None or after.number is None:
        return Verdict.NOT_COMPARED
    if not moved:
        return Verdict.SIMILAR
    return Verdict.HIGHER if after.number > before.number else Verdict.LOWER


def expect_false_alarms(comparisons: int) -> float:
    """Number of signals that chance alone would give on average, if nothing differed."""
    return comparisons * (1 - CONFIDENCE_998)
