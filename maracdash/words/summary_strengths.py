"""Strength of a finding: beside what it holds at 99.8% or 95%, its interval, and how many cases it stands on."""

from __future__ import annotations

from collections.abc import Iterable

from maracdash.model.answers import Comparison, Verdict
from maracdash.model.area_summaries import IndicatorSummary
from maracdash.model.indicators import Indicator, IntervalMethod
from maracdash.model.signals import SignalChange, SignalKind
from maracdash.model.values import Value
from maracdash.statistics.intervals import confidence_interval
from maracdash.words import numbers
from maracdash.words.changes_since import name_other
from maracdash.words.comparators import SENTENCE_ROLES, name_in_sentence
from maracdash.words.indicator_phrases import CASES_ONLY
from maracdash.words.intervals import write_interval
from maracdash.words.sentences import join_words
from maracdash.words.verdicts import STRONG

MILD = "95%"
SMALL_NUMBER = "a small number"


def write_strength(summary: IndicatorSummary) -> str:
    """`How sure: at 99.8% beside its force, at 95% beside the UK; 95% interval 32% to 40%, from 205 of 571 cases.`"""
    comparison = summary.comparison
    lost = [each for each in summary.ended if each.other is None or not each.other.is_compared]
    ended = [each for each in summary.ended if each not in lost]
    beside = [
        _write_level(f"at {STRONG}", [name_other(each) for each in summary.signals]),
        _write_level(f"up from {MILD}", [name_other(each) for each in summary.clearer]),
        _write_level(f"at {MILD}", [*_list_mild(comparison), *_list_mild_changes(ended)]),
        _write_level(f"not at {STRONG} any more", [name_other(each.signal) for each in ended]),
        _write_level("not compared any more", [name_other(each.signal) for each in lost]),
    ]
    said = ", ".join(filter(None, beside))
    return f"How sure: {'; '.join(filter(None, (said, write_base(comparison.indicator, comparison.own.value))))}."


def write_base(indicator: Indicator, value: Value) -> str:
    """`95% interval 31.9% to 40.0%, from 205 of 571 cases`: what is known of the two, or nothing."""
    said = f"95% interval {write_interval(indicator, value)}" if confidence_interval(indicator, value) else ""
    return ", ".join(filter(None, (said, write_counts(indicator, value))))


def write_counts(indicator: Indicator, value: Value) -> str:
    """`from 205 of 571 cases`, `from 7 cases, a small number`; empty where a number is its own count or has none."""
    if value.numerator is None or indicator.interval_method not in (IntervalMethod.PROPORTION, IntervalMethod.RATE):
        return ""
    small = f", {SMALL_NUMBER}" if is_small(indicator, value) else ""
    count = numbers.write_count(value.numerator)
    if indicator.interval_method is IntervalMethod.RATE:
        return f"from {count} {numbers.noun(indicator, count)}{small}"
    if value.denominator is None:
        return ""
    of = numbers.write_count(value.denominator)
    noun = f" {'case' if of == '1' else 'cases'}" if indicator.denominator == CASES_ONLY else ""
    return f"from {count} of {of}{noun}{small}"


def is_small(indicator: Indicator, value: Value) -> bool:
    """Tell if a figure stands on fewer than 20 cases; not known where its count is not."""
    count = value.number if indicator.interval_method is IntervalMethod.COUNT else value.numerator
    return count is not None and count < numbers.FEW_CASES


def _write_level(level: str, names: Iterable[str]) -> str:
    named = join_words(list(names))
    return f"{level} beside {named}" if named else ""


def _list_mild_changes(ended: Iterable[SignalChange]) -> list[str]:
    """The year before, where the figure differs from it at 95% still."""
    return [name_other(each.signal) for each in ended if each.is_of_grade and each.signal.kind is SignalKind.YEAR]


def _list_mild(comparison: Comparison) -> list[str]:
    """Larger areas from which it differs at 95% and not at 99.8%."""
    return [
        name_in_sentence(point)
        for point in comparison.averages
        if point.role in SENTENCE_ROLES and point.verdict in (Verdict.HIGHER, Verdict.LOWER) and not point.strong
    ]
