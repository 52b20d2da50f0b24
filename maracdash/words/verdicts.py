"""A verdict in a cell of its own: the word, its strength, or why there is none."""

from __future__ import annotations

from maracdash.model.answers import Verdict
from maracdash.model.indicators import Indicator
from maracdash.model.values import Value
from maracdash.words import numbers

STRONG = "99.8%"
NO_TOTALS = "Totals of areas of different size are not compared."
DOUBTED = "not compared: a 0 that is probably not recorded"
STRENGTHS = (
    "Higher and lower: the figure of the area lies outside what chance explains (its 95% interval); with "
    f"{STRONG} behind the word, beyond that interval too. Similar: it lies inside. No word says what is good."
)


def write_verdict(verdict: Verdict, *, strong: bool) -> str:
    """`higher`, `lower (99.8%)`, `similar`, `not compared`."""
    return f"{verdict} ({STRONG})" if strong else verdict.value


def explain_no_verdict(indicator: Indicator, value: Value, comparator: Value) -> str:
    """Explain why there is no verdict on a value."""
    if value.number is None:
        return value.status.words
    if comparator.number is None:
        return f"not compared: {comparator.status.words}"
    return Verdict.NOT_COMPARED.value if indicator.is_total else "not compared: no interval"


def write_beside(indicator: Indicator, comparator: Value) -> str:
    """The comparator's number, a change in words; empty where there is none."""
    if comparator.number is None:
        return ""
    if numbers.is_change(indicator):
        return numbers.write_change(indicator, comparator.number)
    return numbers.write_value(indicator, comparator)
