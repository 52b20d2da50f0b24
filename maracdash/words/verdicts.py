"""Verdicts in words: the one place that names them, and what each was made against. Never says what is good or bad."""

from __future__ import annotations

from maracdash.model.answers import Point, Verdict
from maracdash.model.indicators import Indicator
from maracdash.words import numbers

CLEARLY = "clearly"
"""Said of a verdict that holds at 99.8% too."""
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
