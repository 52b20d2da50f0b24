"""A headline on its card: the value, its unit, and what stands beside it, all in words."""

from __future__ import annotations

from dataclasses import dataclass

from maracdash.model.answers import Comparison, Point, Verdict
from maracdash.model.indicators import Indicator, Unit
from maracdash.model.quarters import Window
from maracdash.model.values import Value
from maracdash.words import comparators, contradictions, numbers, ranks, verdicts

LAST_YEAR = {Window.YEAR: "on last year", Window.QUARTER: "on the same quarter last year"}
UNIT_WORDS = {Unit.RATE: "per 10,000 women", Unit.AVERAGE: "per meeting"}


@dataclass(frozen=True, kw_only=True)
class Card:
    """Lines of a card, from top to bottom. `unit` and `position` may be empty, `value` never is."""

    label: str
    value: str
    unit: str
    position: str
    comparators: tuple[str, ...]


def write_card(answer: Comparison) -> Card:
    """The card of one headline."""
    doubted = contradictions.find_contradiction(answer)
    return Card(
        label=answer.indicator.label,
        value=_write_value(answer),
        unit=_write_unit(answer) if answer.own.value.known else _write_reason(answer.own.value),
        position=doubted or ranks.write_card_rank(answer),
        comparators=tuple(
            _write_comparator(answer, point, doubted=bool(doubted))
            for point in answer.averages
            if point.role in comparators.SENTENCE_ROLES
        ),
    )


def _write_value(answer: Comparison) -> str:
    own = answer.own.value
    if own.number is None or not numbers.is_change(answer.indicator):
        return numbers.write_value(answer.indicator, own)
    marker = numbers.write_marker(own)
    return f"{numbers.write_number(answer.indicator, own)}{f', {marker}' if marker else ''}"


def _write_unit(answer: Comparison) -> str:
    indicator, own = answer.indicator, answer.own.value
    if numbers.is_change(indicator):
        counts, chance = numbers.write_change_counts(own), numbers.write_chance(indicator, own)
        return f"{LAST_YEAR[answer.window]}{f' ({counts})' if counts else ''}{f', {chance}' if chance else ''}"
    if indicator.unit is Unit.PERCENT:
        counts = "" if contradictions.find_contradiction(answer) else numbers.write_few_counts(own)
        return f"{_whole_of_share(indicator)} ({counts})" if counts else _whole_of_share(indicator)
    if indicator.unit in UNIT_WORDS:
        return "" if UNIT_WORDS[indicator.unit] in indicator.label else UNIT_WORDS[indicator.unit]
    return numbers.noun(indicator, indicator.format_value(own))


def _write_reason(figure: Value) -> str:
    """The reason alone, as the card's own line says the rest of an absence."""
    return figure.absence.removeprefix(figure.status.words).removeprefix(": ")


def _whole_of_share(indicator: Indicator) -> str:
    return "of cases" if indicator.denominator == ("cases",) else "of the population"


def _write_comparator(answer: Comparison, point: Point, *, doubted: bool) -> str:
    if not point.value.known:
        why = _write_reason(point.value)
        return f"{comparators.name_in_short(point)}: {point.value.status.words}{f' ({why})' if why else ''}"
    if verdicts.is_alone(point):
        return f"{comparators.write_short_name(point.area, point.role)}: not compared, {point.against.reason}"
    verdict = "" if doubted or point.verdict is Verdict.NOT_COMPARED else f": {_write_verdict(answer, point)}"
    return f"{comparators.name_in_short(point)} {comparators.write_compared_figure(answer, point)}{verdict}"


def _write_verdict(answer: Comparison, point: Point) -> str:
    """The verdict, and whose figure it is on; a change that is like another's is no small one, so that `similar` alone
    would mislead.
    """
    said = verdicts.write_verdict(point.verdict, strong=point.strong)
    if point.verdict in (Verdict.HIGHER, Verdict.LOWER):
        return f"ours is {said}"
    is_like = point.verdict is Verdict.SIMILAR and numbers.is_change(answer.indicator)
    return f"{said} change" if is_like else said
