"""A headline on its card: the value, its unit, and what stands beside it, all in words."""

from __future__ import annotations

from dataclasses import dataclass

from maracdash.model.answers import Comparison, Point, Verdict
from maracdash.model.indicators import Indicator, Unit
from maracdash.model.quarters import Window
from maracdash.words import comparators, contradictions, numbers, ranks
from maracdash.words.comparators import SHORT

LAST_YEAR = {Window.YEAR: "on last year", Window.QUARTER: "on the same quarter last year"}
UNITS = {Unit.RATE: "per 10,000 women", Unit.AVERAGE: "per meeting"}


@dataclass(frozen=True, kw_only=True)
class Card:
    """What a card says, from top to bottom. `unit` and `position` may be empty, `value` never is."""

    label: str
    value: str
    unit: str
    position: str
    comparators: tuple[str, ...]


def card(answer: Comparison) -> Card:
    """The card of one headline."""
    doubted = contradictions.doubt(answer)
    return Card(
        label=answer.indicator.label,
        value=_value(answer),
        unit=_unit(answer) if answer.own.value.known else "",
        position=doubted or ranks.on_card(answer),
        comparators=tuple(
            _beside(answer, point, doubted=bool(doubted))
            for point in answer.averages
            if point.role in comparators.ON_CARDS
        ),
    )


def _value(answer: Comparison) -> str:
    own = answer.own.value
    if own.number is None or not numbers.is_change(answer.indicator):
        return numbers.value(answer.indicator, own)
    return numbers.moved(answer.indicator, own.number)


def _unit(answer: Comparison) -> str:
    indicator, own = answer.indicator, answer.own.value
    if numbers.is_change(indicator):
        if own.numerator is None or own.denominator is None:
            return LAST_YEAR[answer.window]
        old, new = numbers.count(own.denominator), numbers.count(own.numerator)
        return f"{LAST_YEAR[answer.window]} ({old} to {new})"
    if indicator.unit is Unit.PERCENT:
        counts = "" if contradictions.doubt(answer) else numbers.few(own)
        return f"{_share_of(indicator)} ({counts})" if counts else _share_of(indicator)
    if indicator.unit in UNITS:
        return "" if UNITS[indicator.unit] in indicator.label else UNITS[indicator.unit]
    return numbers.noun(indicator, indicator.format(own.number or 0))


def _share_of(indicator: Indicator) -> str:
    return "of cases" if indicator.denominator == ("cases",) else "of the population"


def _beside(answer: Comparison, point: Point, *, doubted: bool) -> str:
    if not point.value.known:
        return f"{SHORT[point.role]}: {point.value.status.words}"
    verdict = "" if doubted or point.verdict is Verdict.NOT_COMPARED else f": {point.verdict}"
    return f"{SHORT[point.role]} {comparators.figure(answer, point)}{verdict}"
