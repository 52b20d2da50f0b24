"""Verdicts in words: the one place that names them, and what each was made against. Never says what is good or bad."""

from __future__ import annotations

from maracdash.model.answers import Point, Verdict
from maracdash.model.indicators import Indicator
from maracdash.model.values import Value
from maracdash.statistics.evidence import find_evidence_share
from maracdash.words import numbers

CLEARLY = "clearly"
"""Said of a verdict that holds at 99.8% too."""
STRONG = "99.8%"
NO_TOTALS = "Totals of areas of different size are not compared."
COPY = "a copy of the quarter before"
DOUBTED = "not compared: a 0 that is probably not recorded"
STRENGTHS = (
    "Higher and lower: the figure of the area lies outside what chance explains (its 95% interval); clearly, beyond "
    "its 99.8% interval too. Similar: it lies inside. No word says what is good."
)
VERDICT_LINKS = {Verdict.HIGHER: "higher than", Verdict.LOWER: "lower than", Verdict.SIMILAR: "similar to"}


def write_verdict(verdict: Verdict, *, strong: bool) -> str:
    """`higher`, or `clearly higher` where it holds at 99.8% too; `similar`; `not compared`."""
    return f"{CLEARLY} {verdict}" if strong else str(verdict)


def link_verdict(point: Point) -> str:
    """`clearly higher than`, `similar to`; empty where nothing was compared."""
    if point.verdict is Verdict.NOT_COMPARED:
        return ""
    return f"{CLEARLY} {VERDICT_LINKS[point.verdict]}" if point.strong else VERDICT_LINKS[point.verdict]


def write_judgement(indicator: Indicator, point: Point) -> str:
    """The verdict with what it was made against: `higher than the rest (46)`, `similar`, or why there is none."""
    if point.verdict is Verdict.NOT_COMPARED:
        return f"{point.verdict}: {point.against.reason}" if is_alone(point) else str(point.verdict)
    if not point.is_rest:
        return write_verdict(point.verdict, strong=point.strong)
    return f"{link_verdict(point)} the rest ({numbers.write_number(indicator, point.against)})"


def is_alone(point: Point) -> bool:
    """Tell if nothing of a comparator with a figure is left without the Marac itself."""
    return point.value.known and not point.against.known


def explain_no_verdict(indicator: Indicator, value: Value, comparator: Value) -> str:
    """Explain why there is no verdict on a value."""
    if value.number is None:
        return value.status.words
    if comparator.number is None:
        return f"not compared: {comparator.status.words}"
    if indicator.is_total:
        return Verdict.NOT_COMPARED.value
    return f"not compared: {'no interval' if find_evidence_share(value.coverage) else COPY}"


def write_beside(indicator: Indicator, comparator: Value) -> str:
    """The comparator's number, a change in words; empty where there is none."""
    if comparator.number is None:
        return ""
    return numbers.write_number(indicator, comparator)
