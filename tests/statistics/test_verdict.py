"""Verdicts: which side of a comparator an area's interval lies on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maracdash import catalogue
from maracdash.model.answers import Verdict
from maracdash.model.values import Status, Value, make_absent_value
from maracdash.statistics.excess import take_as_known
from maracdash.statistics.verdict import decide_verdict
from tests.support.answers import known_value
from tests.support.statistics_oracles import (
    RANDOM_CASES,
    difference_by_newcombe,
    poisson_test_verdict,
    rate_difference_by_chi_square,
    ratio_of_ratios_verdict,
    score_test_verdict,
    sign_of_limits,
)

RATE = catalogue.indicator("cases-per-10k")
SHARE = catalogue.indicator("repeat-rate")
CHANGE = catalogue.indicator("cases-change")
COUNTS = [catalogue.indicator(slug) for slug in ("cases", "children", "victims-16-17")]


STEPS = {Verdict.HIGHER: 1, Verdict.SIMILAR: 0, Verdict.LOWER: -1}


NOT_COMPARED = Verdict.NOT_COMPARED


def share(part, base):
    return known_value(100 * part / base, numerator=part, denominator=base)


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


def test_chance_moves_a_small_comparator_too():
    """60 of 100: Wilson's interval, 50.2 to 69.1, is above 49% as a known number, and chance explains 49 of 100."""
    own, rest = share(60, 100), share(49, 100)
    assert decide_verdict(SHARE, own, take_as_known(rest)) == (Verdict.HIGHER, False)
    assert decide_verdict(SHARE, own, rest) == (Verdict.SIMILAR, False)
    assert decide_verdict(SHARE, own, share(49_000, 100_000)) == (Verdict.HIGHER, False)


def test_a_comparator_whose_sums_say_no_interval_is_not_compared():
    nothing_left = known_value(-100, numerator=0, denominator=30)
    assert decide_verdict(CHANGE, known_value(20, numerator=360, denominator=300), nothing_left)[0] is NOT_COMPARED
    assert decide_verdict(SHARE, share(60, 100), known_value(104, numerator=52, denominator=50))[0] is NOT_COMPARED


def test_a_comparator_of_which_one_sum_is_known_is_taken_as_known():
    own = share(60, 100)
    assert decide_verdict(SHARE, own, known_value(49, denominator=100)) == (Verdict.HIGHER, False)
    assert decide_verdict(SHARE, own, known_value(49, numerator=49)) == (Verdict.HIGHER, False)


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
        decide_verdict(SHARE, share(part, base), uk(100 * other))
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


def make_values(indicator, numerators, denominators):
    """Two rows of both, comparator first, as pairs of values."""
    pairs = zip(numerators.T.tolist(), denominators.T.tolist(), strict=True)
    return [
        [
            known_value(indicator.number(*sums), numerator=sums[0], denominator=sums[1])
            for sums in zip(*pair, strict=True)
        ]
        for pair in pairs
    ]


def agree(indicator, pairs, light, strong):
    """Compare with the verdicts of both strengths, each of which must come often enough to be seen."""
    said = [decide_verdict(indicator, own, comparator) for comparator, own in pairs]
    assert [STEPS[word] for word, _ in said] == list(light)
    assert [STEPS[word] if certain else 0 for word, certain in said] == list(strong)
    assert min(said.count(each) for each in set(said)) > 300
    known = [decide_verdict(indicator, own, take_as_known(comparator)) for comparator, own in pairs]
    assert all(as_known[0] == word for (word, _), as_known in zip(said, known, strict=True) if STEPS[word])


def draw_two_bases():
    random = np.random.default_rng(13)
    return random, np.floor(np.exp(random.uniform(2, 8, (2, RANDOM_CASES)))) + 1


def test_ten_thousand_verdicts_against_sums_agree_with_newcombe():
    random, bases = draw_two_bases()
    shares = np.clip(random.beta(0.8, 2, RANDOM_CASES) + random.normal(0, 0.05, (2, RANDOM_CASES)), 0, 1)
    parts = random.binomial(bases.astype(int), shares).astype(float)
    light, strong = (sign_of_limits(*difference_by_newcombe(parts, bases, level)) for level in (0.95, 0.998))
    agree(SHARE, make_values(SHARE, parts, bases), light, strong)


def test_ten_thousand_verdicts_on_rates_against_sums_agree_with_another_formula():
    random, bases = draw_two_bases()
    bases *= 200
    events = random.poisson(bases * np.exp(random.normal(-4.6, 0.3, (2, RANDOM_CASES)))).astype(float)
    light, strong = (sign_of_limits(*rate_difference_by_chi_square(events, bases, level)) for level in (0.95, 0.998))
    agree(RATE, make_values(RATE, events, bases), light, strong)


def test_ten_thousand_verdicts_on_changes_against_sums_agree_with_the_test_of_their_logarithms():
    random, before = draw_two_bases()
    now = 1.0 + random.poisson(before * np.exp(random.normal(0, 0.3, (2, RANDOM_CASES))))
    light, strong = (ratio_of_ratios_verdict(now, before, level) for level in (0.95, 0.998))
    agree(CHANGE, make_values(CHANGE, now, before), light, strong)
