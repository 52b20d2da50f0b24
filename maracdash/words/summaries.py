"""What an answer found, in one sentence: the heading over a chart and the title of its picture."""

from __future__ import annotations

from maracdash.model.answers import Comparison, Headlines, Role, Trend
from maracdash.model.indicators import Unit
from maracdash.model.quarters import Window, period
from maracdash.words import comparators, contradictions, numbers, ranks, staffing, trends
from maracdash.words.indicator_phrases import SHARE_OF, lowered, subject


def finding(answer: Comparison | Trend) -> str:
    """The sentence of a comparison or a trend."""
    return trends.trend(answer) if isinstance(answer, Trend) else comparison(answer)


def comparison(answer: Comparison) -> str:
    """`Birchford: 70 cases per 10,000 women, higher than its force (48) and the UK (46).`"""
    if not answer.own.value.known:
        return _nothing(answer)
    if doubted := contradictions.doubt(answer):
        return f"{answer.place.marac.name}: {lowered(answer.indicator)}, {doubted}."
    if answer.indicator.unit is Unit.POSTS:
        return staffing.asked(answer, _when(answer), _estimated(answer))
    if answer.indicator.is_total:
        return _total(answer)
    return f"{_own(answer)}{comparators.standing(answer)}."


def headline(cards: Headlines) -> str:
    """The heading of the overview, from its cards: how many cases, and how that compares for the population."""
    by_slug = {card.indicator.slug: card for card in cards.cards}
    cases, rate = by_slug.get("cases"), by_slug.get("cases-per-10k")
    if cases is None or not cases.own.value.known:
        return _nothing(cases or cards.cards[0])
    start = _discussed(cases)
    if rate is None or rate.own.value.number is None:
        return f"{start}{_when(cases)}."
    standing = comparators.standing(rate, comparators.ON_CARDS)
    against = f": {standing[2:]}" if standing.startswith(", ") else standing
    return f"{start}, {rate.indicator.format(rate.own.value.number)} per 10,000 women{against}."


def _own(answer: Comparison) -> str:
    name, indicator = answer.place.marac.name, answer.indicator
    number = answer.own.value.number or 0.0
    written, estimated = indicator.format(number), _estimated(answer)
    if numbers.is_change(indicator):
        return f"{name}: {_change(answer, number)}{estimated}"
    if indicator.unit is Unit.PERCENT and indicator.denominator == SHARE_OF:
        few = numbers.few(answer.own.value)
        return f"In {name}, {written} of cases{f' ({few})' if few else ''} {_predicate(indicator.noun)}{estimated}"
    if indicator.unit is Unit.PERCENT:
        return f"{name}: {lowered(indicator)}, {written}{estimated}"
    return f"{name}: {written} {lowered(indicator)}{estimated}"


def _predicate(noun: str) -> str:
    if noun.startswith("cases referred "):
        return f"were {noun.removeprefix('cases ')}"
    if noun.startswith("cases with "):
        return f"involved {noun.removeprefix('cases with ')}"
    return f"{'had' if noun.startswith(('victims', 'people')) else 'were'} {noun}"


def _change(answer: Comparison, number: float) -> str:
    new, old = answer.own.value.numerator, answer.own.value.denominator
    moved = numbers.moved(answer.indicator, number)
    said = "no change in cases" if moved == numbers.NO_CHANGE else f"cases {moved}"
    counts = f" ({numbers.count(old)} to {numbers.count(new)})" if new is not None and old is not None else ""
    return f"{said} on last year{counts}"


def _total(answer: Comparison) -> str:
    place = ranks.in_sentence(answer)
    force = comparators.chosen(answer, (Role.FORCE,)) if place and answer.tied < answer.ranked - 1 else []
    whole = f", which has {comparators.figure(answer, force[0])} in all" if force else ""
    return f"{_counted(answer)}{_when(answer)}{f': {place}' if place else ''}{whole}."


def _counted(answer: Comparison) -> str:
    if answer.indicator.numerator == SHARE_OF and answer.indicator.unit is Unit.COUNT:
        return _discussed(answer)
    name, label = answer.place.marac.name, lowered(answer.indicator)
    written = answer.indicator.format(answer.own.value.number or 0.0)
    noun = numbers.noun(answer.indicator, written)
    if label.endswith(answer.indicator.noun):
        return f"{name}: {label}, {written}{_estimated(answer)}"
    where = label.removeprefix(answer.indicator.noun) if label.startswith(answer.indicator.noun) else ""
    return f"{name} had {written} {noun}{where}{_estimated(answer)}"


def _discussed(answer: Comparison) -> str:
    written = answer.indicator.format(answer.own.value.number or 0.0)
    noun = numbers.noun(answer.indicator, written)
    return f"{answer.place.marac.name} discussed {written} {noun}{_estimated(answer)}"


def _estimated(answer: Comparison) -> str:
    marker = answer.own.value.status.words.partition(":")[0]
    return f" ({marker})" if marker else ""


def _nothing(answer: Comparison) -> str:
    points = comparators.chosen(answer, comparators.SPOKEN)
    rest = comparators.alongside(answer, points) if points else ""
    start = f"{answer.place.marac.name} has no figure for {subject(answer.indicator)}{_when(answer)}"
    return f"{start} ({answer.own.value.status.words}){f'; {rest}' if rest else ''}."


def _when(answer: Comparison) -> str:
    if answer.window is Window.YEAR:
        return f" in the 12 months to {answer.quarter.end:%B %Y}"
    return f" in {period(answer.quarter, answer.window)}"
