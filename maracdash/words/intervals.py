"""Interval within which chance alone may move a Marac's figure, and what higher, lower and similar therefore mean."""

from __future__ import annotations

from maracdash.model.answers import Comparison, Verdict
from maracdash.model.indicators import Indicator
from maracdash.statistics.intervals import confidence_interval
from maracdash.words import area_history, contradictions, numbers


def write_interval_note(answer: Comparison) -> str:
    """Note on what the verdicts compare, with the interval; empty where there is none, or the figure is in doubt."""
    limits = confidence_interval(answer.indicator, answer.own.value)
    if limits is None or contradictions.find_contradiction(answer):
        return ""
    name = answer.hierarchy.marac.name
    fitting = answer.indicator.fitting(answer.own.value)
    span = f"{_write_limit(fitting, limits.lower)} to {_write_limit(fitting, limits.upper)}"
    if all(point.verdict is Verdict.NOT_COMPARED for point in answer.averages):
        return f"95% interval of {name}: {span}"
    return (
        f"Higher, lower and similar compare {area_history.possessive(name)} 95% interval ({span}) with each average; "
        "small numbers are often similar."
    )


def _write_limit(indicator: Indicator, number: float) -> str:
    return numbers.write_change(indicator, number) if numbers.is_change(indicator) else indicator.format(number)
