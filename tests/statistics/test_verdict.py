"""Verdicts: which side of a comparator an area's interval lies on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maracdash import catalogue
from maracdash.model.answers import Verdict
from maracdash.model.values import Status, Value, make_absent_value
from maracdash.statistics.verdict import decide_verdict, decide_verdict_between
from tests.support.answers import known_value
from tests.support.statistics_oracles import (
    RANDOM_CASES,
    difference_by_newcombe,
    poisson_test_verdict,
    score_test_verdict,
)

RATE = catalogue.indicator("cases-per-10k")
SHARE = catalogue.indicator("repeat-rate")
CHANGE = catalogue.indicator("cases-change")
COUNTS = [catalogue.indicator(slug) for slug in ("cases", "children", "victims-16-17")]


STEPS = {Verdict.HIGHER: 1, Verdict.SIMILAR: 0, Verdict.LOWER: -1}


def uk(number: float) -> Value:
    return Value(number=number)


# 31.0% of 589 cases: Wilson 27.4 to 34.9 at 95%, 25.4 to 37.2 at 99.8%
@pytest.mark.parametrize(
    ("comparator", "expected"),
    [
        (31.0, (Verdict.SIMILAR, False)),
        (28.0, (Verdict.SIMILAR, False)),
        (27.0, (Verdict.HIGHER, False)),
        (25.0, (Verdict.HIGHER, True)),
        (36.0, (Verdict.LOWER, False)),
        (38.0, (Verdict.LOWER, True)),
    ],
)
def test_two_strengths_on_either_side(comparator, expected):
    assert decide_verdict(SHARE, Value(number=31.0, denominator=589), uk(comparator)) == expected


def test_a_rate_of_the_published_table():
    marac = Value(number=70.0, numerator=589, denominator=84_143)
    assert decide_verdict(RATE, marac, uk(46)) == (Verdict.HIGHER, True)
    assert decide_verdict(RATE, marac, uk(72)) == (Verdict.SIMILAR, False)


def test_a_change_of_one_small_marac_is_like_none():
    marac = Value(number=20.0, numerator=60, denominator=50)
    assert decide_verdict(CHANGE, marac, uk(9.2)) == (Verdict.SIMILAR, False)


@pytest.mark.parametrize("indicator", COUNTS, ids=lambda each: each.slug)
def test_counts_of_areas_of_unlike_size_are_never_compared(indicator):
    assert decide_verdict(indicator, Value(number=589), uk(117_359)) == (Verdict.NOT_COMPARED, False)


@pytest.mark.parametrize(
    ("value", "comparator"),
    [
        (make_absent_value(Status.NO_RETURN), uk(31.5)),
        (Value(number=31.5, denominator=589), make_absent_value(Status.NOT_PUBLISHED)),
        (Value(number=31.5), uk(20)),
    ],
    ids=["no value", "no comparator", "no base"],
)
def test_not_compared_without_both_figures_and_an_interval(value, comparator):
    assert decide_verdict(SHARE, value, comparator) == (Verdict.NOT_COMPARED, False)


def test_the_edge_of_an_interval_is_similar():
    assert decide_verdict(SHARE, Value(number=0.0, denominator=40), uk(0)) == (Verdict.SIMILAR, False)
    assert decide_verdict(SHARE, Value(number=100.0, denominator=40), uk(100)) == (Verdict.SIMILAR, False)


@given(
    number=st.floats(min_value=0, max_value=100),
    base=st.floats(min_value=1, max_value=1e5),
    comparator=st.floats(min_value=0, max_value=100),
)
def test_higher_only_above_and_lower_only_below(number, base, comparator):
    said, strong = decide_verdict(SHARE, Value(number=number, denominator=base), uk(comparator))
    assert said is not Verdict.NOT_COMPARED
    assert said is not Verdict.HIGHER or number > comparator
    assert said is not Verdict.LOWER or number < comparator
    assert not strong or said is not Verdict.SIMILAR


def test_ten_thousand_verdicts_on_shares_agree_with_the_score_test():
    random = np.random.default_rng(13)
    bases = np.floor(np.exp(random.uniform(2, 8, RANDOM_CASES))) + 1
    parts = np.floor(bases * random.beta(0.6, 2, RANDOM_CASES))
    others = np.clip(parts / bases + random.normal(0, 2, RANDOM_CASES) / np.sqrt(bases), 0, 1)
    said = [
        decide_verdict(SHARE, known_value(100 * part / base, numerator=part, denominator=base), uk(100 * other))
        for part, base, other in np.transpose([parts, bases, others]).tolist()
    ]
    assert [STEPS[word] for word, _ in said] == score_test_verdict(parts, bases, others, 0.95).tolist()
    certain = score_test_verdict(parts, bases, others, 0.998).tolist()
    assert [STEPS[word] if strong else 0 for word, strong in said] == certain
    assert min(said.count((word, strong)) for word, strong in set(said)) > 300


def test_ten_thousand_verdicts_on_rates_agree_with_both_tails_of_the_poisson_distribution():
    random = np.random.default_rng(13)
    expected = np.exp(random.uniform(-1, 7, RANDOM_CASES))
    events = random.poisson(expected * np.exp(random.normal(0, 0.3, RANDOM_CASES)))
    said = [
        decide_verdict(RATE, known_value(float(count), numerator=float(count), denominator=10_000.0), uk(mean))
        for count, mean in zip(events.tolist(), expected.tolist(), strict=True)
    ]
    assert [STEPS[word] for word, _ in said] == poisson_test_verdict(events, expected, 0.95).tolist()
    certain = poisson_test_verdict(events, expected, 0.998).tolist()
    assert [STEPS[word] if strong else 0 for word, strong in said] == certain
    assert min(said.count((word, strong)) for word, strong in set(said)) > 300


def test_ten_thousand_verdicts_between_two_areas_agree_with_newcombe_and_turn_round():
    """Both figures are subject to chance: told apart by the interval of their difference, whichever is asked first."""
    random = np.random.default_rng(13)
    bases = np.floor(np.exp(random.uniform(2, 8, (2, RANDOM_CASES)))) + 1
    shares = random.beta(0.6, 2, RANDOM_CASES)
    moved = np.clip(shares + random.normal(0, 0.1, RANDOM_CASES), 0, 1)
    parts = random.binomial(bases.astype(int), [shares, moved]).astype(float)
    pairs = [
        [known_value(100 * part / base, numerator=part, denominator=base) for part, base in pair]
        for pair in np.transpose([parts, bases], (2, 1, 0)).tolist()
    ]
    said = [decide_verdict_between(SHARE, own, other) for other, own in pairs]
    for confidence in (0.95, 0.998):
        lower, upper = difference_by_newcombe(parts, bases, confidence)
        expected = np.where(lower > 0, 1, np.where(upper < 0, -1, 0)).tolist()
        assert [STEPS[word] if strong or confidence == 0.95 else 0 for word, strong in said] == expected
    turned = [decide_verdict_between(SHARE, other, own) for other, own in pairs]
    assert [(-STEPS[word], strong) for word, strong in turned] == [(STEPS[word], strong) for word, strong in said]
    assert min(said.count((word, strong)) for word, strong in set(said)) > 300


def test_totals_and_what_has_no_interval_are_not_told_apart():
    nothing = (Verdict.NOT_COMPARED, False)
    counts = known_value(500.0, numerator=500.0), known_value(5.0, numerator=5.0)
    assert decide_verdict_between(catalogue.indicator("cases"), *counts) == nothing
    assert decide_verdict_between(SHARE, known_value(20.0), known_value(90.0)) == nothing
    silent = make_absent_value(Status.NO_RETURN)
    known = known_value(20.0, numerator=20.0, denominator=100.0)
    assert decide_verdict_between(SHARE, known, silent) == decide_verdict_between(SHARE, silent, known) == nothing
