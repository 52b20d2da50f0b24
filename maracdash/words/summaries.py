"""Finding of a comparison in one sentence: the heading over a chart and the title of its picture."""

from __future__ import annotations

from maracdash.model.answers import AreaRole, Comparison, HeadlineCards
from maracdash.model.indicators import Indicator, Unit
from maracdash.model.quarters import Window, describe_period
from maracdash.words import comparators, contradictions, numbers, ranks, staffing
from maracdash.words.indicator_phrases import CASES_ONLY, definite_subject, lower_label


def write_comparison(answer: Comparison) -> str:
    """`Birchford: 70 cases per 10,000 women, higher than its force (48) and the UK (46).`"""
    if not answer.own.value.known:
        return _no_figure_sentence(answer)
    if doubted := contradictions.find_contradiction(answer):
        return f"{answer.hierarchy.area.name}: {lower_label(answer.indicator)}{_estimate_mark(answer)}, {doubted}."
    if answer.indicator.unit is Unit.POSTS:
        return staffing.write_posts(answer, _period_phrase(answer), _estimate_mark(answer))
    if answer.indicator.is_total:
        return _total_sentence(answer)
    return f"{_own_figure(answer)}{comparators.write_verdicts(answer)}."


def write_own_figure(answer: Comparison) -> tuple[str, bool]:
    """The Marac's figure as the start of a sentence, and if more may follow: not on no figure, or on one in doubt."""
    if not answer.own.value.known:
        return _no_figure_sentence(answer), False
    if contradictions.find_contradiction(answer):
        return write_comparison(answer), False
    if answer.indicator.is_total:
        return f"{_count_phrase(answer)}{_period_phrase(answer)}", True
    return _own_figure(answer), True


def write_headline(cards: HeadlineCards) -> str:
    """The heading of the overview, from its cards: how many cases, and how that compares for the population."""
    by_slug = {card.indicator.slug: card for card in cards.cards}
    cases, rate = by_slug.get("cases"), by_slug.get("cases-per-10k")
    if cases is None or not cases.own.value.known:
        return _no_figure_sentence(cases or cards.cards[0])
    start = _discussed_phrase(cases)
    if rate is None or rate.own.value.number is None:
        return f"{start}{_period_phrase(cases)}."
    standing = comparators.write_verdicts(rate)
    against = f": {standing[2:]}" if standing.startswith(", ") else standing
    return f"{start}, {rate.indicator.format_value(rate.own.value)} per 10,000 women{against}."


def _own_figure(answer: Comparison) -> str:
    name, indicator = answer.hierarchy.area.name, answer.indicator
    written, estimated = indicator.format_value(answer.own.value), _estimate_mark(answer)
    if numbers.is_change(indicator):
        return f"{name}: {_change_phrase(answer)}"
    if indicator.unit is Unit.PERCENT and indicator.denominator == CASES_ONLY:
        few = numbers.write_few_counts(answer.own.value)
        return f"In {name}, {written}{estimated} of cases{f' ({few})' if few else ''} {_predicate(indicator.noun)}"
    if indicator.unit is Unit.PERCENT:
        return f"{name}: {lower_label(indicator)}, {written}{estimated}"
    return f"{name}: {written} {_counted_label(indicator, written)}{estimated}"


def _counted_label(indicator: Indicator, written: str) -> str:
    """`cases per 10,000 women`, `case per 10,000 women` after `1`."""
    label = lower_label(indicator)
    rest = label.removeprefix(indicator.noun)
    return label if rest == label else f"{numbers.noun(indicator, written)}{rest}"


def _predicate(noun: str) -> str:
    if noun.startswith("cases referred "):
        return f"were {noun.removeprefix('cases ')}"
    if noun.startswith("cases with "):
        return f"involved {noun.removeprefix('cases with ')}"
    return f"{'had' if noun.startswith(('victims', 'people')) else 'were'} {noun}"


def _change_phrase(answer: Comparison) -> str:
    counts = numbers.write_change_counts(answer.own.value)
    moved = numbers.write_number(answer.indicator, answer.own.value)
    said = "no change in cases" if moved == numbers.NO_CHANGE else f"cases {moved}"
    chance = numbers.write_chance(answer.indicator, answer.own.value) if counts else ""
    beside = ", ".join(filter(None, (numbers.write_marker(answer.own.value), counts, chance)))
    return f"{said} on last year{f' ({beside})' if beside else ''}"


def _total_sentence(answer: Comparison) -> str:
    place = ranks.write_sentence_rank(answer)
    force = comparators.known_averages(answer, (AreaRole.FORCE,)) if place and answer.tied < answer.ranked - 1 else []
    whole = f", which has {comparators.write_figure(answer, force[0])} in all" if force else ""
    return f"{_count_phrase(answer)}{_period_phrase(answer)}{f': {place}' if place else ''}{whole}."


def _count_phrase(answer: Comparison) -> str:
    if answer.indicator.numerator == CASES_ONLY and answer.indicator.unit is Unit.COUNT:
        return _discussed_phrase(answer)
    name, label = answer.hierarchy.area.name, lower_label(answer.indicator)
    written = answer.indicator.format_value(answer.own.value)
    noun = numbers.noun(answer.indicator, written)
    if label.endswith(answer.indicator.noun):
        return f"{name}: {label}, {written}{_estimate_mark(answer)}"
    where = label.removeprefix(answer.indicator.noun) if label.startswith(answer.indicator.noun) else ""
    return f"{name} had {written} {noun}{where}{_estimate_mark(answer)}"


def _discussed_phrase(answer: Comparison) -> str:
    written = answer.indicator.format_value(answer.own.value)
    noun = numbers.noun(answer.indicator, written)
    return f"{answer.hierarchy.area.name} discussed {written} {noun}{_estimate_mark(answer)}"


def _estimate_mark(answer: Comparison) -> str:
    return numbers.write_marker_in_sentence(answer.own.value)


def _no_figure_sentence(answer: Comparison) -> str:
    points = comparators.known_averages(answer, comparators.SENTENCE_ROLES)
    rest = comparators.write_numbers_alone(answer, points) if points else ""
    start = (
        f"{answer.hierarchy.area.name} has no figure for {definite_subject(answer.indicator)}{_period_phrase(answer)}"
    )
    return f"{start} ({answer.own.value.absence}){f'; {rest}' if rest else ''}."


def _period_phrase(answer: Comparison) -> str:
    if answer.window is Window.YEAR:
        return f" in the 12 months to {answer.quarter.end:%B %Y}"
    return f" in {describe_period(answer.quarter, answer.window)}"
