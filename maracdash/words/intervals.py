"""Interval within which chance alone may move a Marac's figure, and what higher, lower and similar therefore mean."""

from __future__ import annotations

from maracdash.model.answers import Comparison, Point, Verdict
from maracdash.model.indicators import Indicator
from maracdash.model.values import Status, Value
from maracdash.statistics.intervals import confidence_interval
from maracdash.words import area_history, comparators, contradictions, numbers
from maracdash.words.sentences import join_words

ALLOWING_FOR_CHANCE = "allowing for chance in the average too"


def takes_chance(point: Point) -> bool:
    """Tell if a verdict allows for chance in its comparator: one that has sums and does not hold the Marac."""
    is_known = point.against.numerator is None or point.against.denominator is None
    return point.excludes_own and point.verdict is not Verdict.NOT_COMPARED and not is_known


def write_interval(indicator: Indicator, value: Value) -> str:
    """The 95% interval of a value, `46 to 58`; `not known` where it has none, or why there is no value."""
    limits = confidence_interval(indicator, value)
    if limits is None:
        return numbers.NOT_KNOWN if value.known else value.status.words
    fitting = indicator.fitting(value)
    return f"{write_limit(fitting, limits.lower)} to {write_limit(fitting, limits.upper)}"


def write_interval_note(answer: Comparison) -> str:
    """Note on what the verdicts compare, with the interval; empty where there is none, or the figure is in doubt."""
    limits = confidence_interval(answer.indicator, answer.own.value)
    if limits is None or contradictions.find_contradiction(answer):
        return ""
    name = answer.hierarchy.area.name
    span = write_interval(answer.indicator, answer.own.value)
    if all(point.verdict is Verdict.NOT_COMPARED for point in answer.averages):
        return f"95% interval of {name}: {span}"
    return (
        f"Higher, lower and similar compare {area_history.possessive(name)} 95% interval ({span}) with each average, "
        f"and clearly its 99.8% interval{_average_chance(answer)}; {_left_out(answer)}{_write_filled(answer.own.value)}"
        "small numbers are often similar."
    )


def _write_filled(value: Value) -> str:
    """Said of an estimate: its interval does not count the quarter that was filled in as evidence."""
    return "the interval is wider for the quarter that is a copy; " if value.status is Status.PROXIED else ""


def _average_chance(answer: Comparison) -> str:
    """Said where an average has sums and does not hold the Marac: chance is then allowed for in both."""
    return f", {ALLOWING_FOR_CHANCE}" if any(takes_chance(point) for point in answer.averages) else ""


def _left_out(answer: Comparison) -> str:
    """`Birchford is left out of each, but not of the UK; `, or that it is part of each."""
    name = answer.hierarchy.area.name
    judged = [point for point in answer.averages if point.verdict is not Verdict.NOT_COMPARED]
    held = [comparators.name_in_sentence(point) for point in judged if not point.excludes_own]
    if len(held) == len(judged):
        return f"{name} is part of each; "
    return f"{name} is left out of each{f' but {join_words(held)}' if held else ''}; "


def write_limit(indicator: Indicator, number: float) -> str:
    return numbers.write_change(indicator, number) if numbers.is_change(indicator) else indicator.format(number)
