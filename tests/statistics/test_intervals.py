"""Limits against published examples, and against scipy.stats as an independent source."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2  # noqa: TID251  an oracle, in tests alone

from maracdash import catalogue
from maracdash.catalogue import formulas
from maracdash.model.indicators import Indicator, IntervalMethod, Unit
from maracdash.model.values import Status, Value, make_absent_value
from maracdash.statistics.intervals import Interval, confidence_interval, poisson, ratio_interval, wilson
from tests.support.statistics_oracles import (
    RANDOM_CASES,
    poisson_by_chi_square,
    ratio_by_logarithms,
    wilson_by_bisection,
)

RATE = catalogue.indicator("cases-per-10k")
SHARE = catalogue.indicator("repeat-rate")
COUNT = catalogue.indicator("cases")
CHANGE = catalogue.indicator("cases-change")
POSTS = catalogue.indicator("idva-current")

DUST = 1e-15  # of binary fractions next to 0 and 1

bases = st.floats(min_value=1, max_value=1e6)
shares = st.floats(min_value=0, max_value=1)
events = st.integers(min_value=0, max_value=200_000).map(lambda halves: halves / 2)


# Newcombe 1998, Statistics in Medicine 17:857, table I, method 3 (score without continuity correction)
@pytest.mark.parametrize(
    ("part", "base", "lower", "upper"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_agrees_with_newcombes_table(part, base, lower, upper):
    limits = wilson(part / base, base)
    assert limits.lower == pytest.approx(lower, abs=5e-5)
    assert limits.upper == pytest.approx(upper, abs=5e-5)


@pytest.mark.parametrize("confidence", [0.95, 0.998])
@pytest.mark.parametrize(("part", "base"), [(0, 1), (1, 1), (3, 25), (185, 589), (37_000, 117_359)])
def test_wilson_agrees_with_scipy(part, base, confidence):
    limits = wilson(part / base, base, confidence)
    oracle = binomtest(part, base).proportion_ci(confidence, method="wilson")
    assert (limits.lower, limits.upper) == pytest.approx((oracle.low, oracle.high), abs=1e-12)


# Exact limits of a Poisson count as tabulated since Garwood 1936 (Biometrika 28:437)
@pytest.mark.parametrize(
    ("count", "lower", "upper"),
    [
        (0, 0, 3.6889),
        (1, 0.0253, 5.5716),
        (5, 1.6235, 11.6683),
        (10, 4.7954, 18.3904),
        (20, 12.2165, 30.8884),
    ],
)
def test_poisson_agrees_with_garwoods_table(count, lower, upper):
    limits = poisson(count)
    assert (limits.lower, limits.upper) == pytest.approx((lower, upper), abs=5e-5)


@pytest.mark.parametrize("count", [0.5, 7.5, 589, 117_359])
def test_poisson_is_half_a_chi_square_quantile(count):
    limits = poisson(count, 0.998)
    assert limits.lower == pytest.approx(chi2.ppf(0.001, 2 * count) / 2)
    assert limits.upper == pytest.approx(chi2.ppf(0.999, 2 * count + 2) / 2)


def test_ratio_by_hand():
    limits = ratio_interval(120, 100)
    assert limits.lower == pytest.approx(1.2 * math.exp(-1.959964 * math.sqrt(1 / 120 + 1 / 100)), rel=1e-6)
    assert limits.upper == pytest.approx(1.2 * math.exp(1.959964 * math.sqrt(1 / 120 + 1 / 100)), rel=1e-6)


def test_a_percentage_needs_only_its_number_and_its_base():
    published = Value(number=31.45, denominator=589)
    limits = confidence_interval(SHARE, published)
    share = wilson(0.3145, 589)
    assert limits == Interval(lower=pytest.approx(100 * share.lower), upper=pytest.approx(100 * share.upper))


def test_a_rate_is_scaled_from_its_events():
    limits = confidence_interval(RATE, Value(number=70.0, numerator=589))
    count = poisson(589)
    assert limits == Interval(lower=pytest.approx(70 * count.lower / 589), upper=pytest.approx(70 * count.upper / 589))


def test_a_rate_of_nothing_has_an_upper_limit_where_the_population_is_known():
    limits = confidence_interval(RATE, Value(number=0.0, numerator=0, denominator=84_143))
    assert limits is not None
    assert limits.lower == 0
    assert limits.upper == pytest.approx(3.6889 / 84_143 * 10_000, rel=1e-4)
    assert confidence_interval(RATE, Value(number=0.0, numerator=0)) is None


def test_a_count_is_its_own_events():
    assert confidence_interval(COUNT, Value(number=10)) == poisson(10)


def test_a_change_is_a_ratio_less_one_in_percentage_points():
    limits = confidence_interval(CHANGE, Value(number=20.0, numerator=120, denominator=100))
    expected = ratio_interval(120, 100)
    assert limits is not None
    assert limits.lower == pytest.approx(100 * expected.lower - 100)
    assert limits.upper == pytest.approx(100 * expected.upper - 100)


@pytest.mark.parametrize(
    ("indicator", "value"),
    [
        (SHARE, Value(number=31.5)),
        (SHARE, Value(number=31.5, denominator=0)),
        (SHARE, Value(number=104.0, denominator=50)),
        (RATE, Value(number=46.0, denominator=84_143)),
        (CHANGE, Value(number=9.2, numerator=117_359)),
        (CHANGE, Value(number=-100.0, numerator=0, denominator=12)),
        (POSTS, Value(number=6.0, numerator=589)),
        (SHARE, make_absent_value(Status.NO_RETURN)),
        (COUNT, make_absent_value(Status.NOT_COLLECTED)),
    ],
)
def test_no_interval_where_what_it_needs_is_not_known(indicator, value):
    assert confidence_interval(indicator, value) is None


@given(share=shares, base=bases)
def test_wilson_contains_the_share_and_stays_a_share(share, base):
    limits = wilson(share, base)
    assert 0 <= limits.lower <= share <= limits.upper <= 1


@given(percent=st.floats(min_value=0, max_value=100), base=bases)
def test_a_percentage_lies_within_its_interval(percent, base):
    limits = confidence_interval(SHARE, Value(number=percent, denominator=base))
    assert limits is not None
    assert limits.lower <= percent <= limits.upper


@given(share=shares, base=bases)
def test_more_confidence_is_never_narrower(share, base):
    likely, certain = wilson(share, base), wilson(share, base, 0.998)
    assert certain.lower <= likely.lower + DUST
    assert likely.upper <= certain.upper + DUST


@given(share=st.floats(min_value=0.01, max_value=0.99), base=bases)
def test_a_larger_base_is_narrower(share, base):
    small, large = wilson(share, base), wilson(share, 2 * base)
    assert large.upper - large.lower < small.upper - small.lower


@given(count=events)
def test_poisson_contains_the_count_and_rises_with_it(count):
    limits, more = poisson(count), poisson(count + 0.5)
    assert limits.lower <= count < limits.upper
    assert limits.lower < more.lower
    assert limits.upper < more.upper


@given(now=events.filter(bool), before=events.filter(bool))
def test_a_ratio_and_its_inverse_have_inverse_limits(now, before):
    limits, inverse = ratio_interval(now, before), ratio_interval(before, now)
    assert limits.lower <= now / before <= limits.upper
    assert limits.lower == pytest.approx(1 / inverse.upper)


def test_ten_thousand_intervals_of_each_method_agree_with_other_formulas():
    random = np.random.default_rng(13)
    bases = np.floor(np.exp(random.uniform(0.5, 12, RANDOM_CASES))) + 1
    parts = np.floor(2 * bases * random.beta(0.5, 1.5, RANDOM_CASES)) / 2
    before = np.floor(np.exp(random.uniform(0, 9, RANDOM_CASES)))
    for confidence in (0.95, 0.998):
        counts = np.array(poisson_by_chi_square(parts, confidence))
        ratios = np.array(ratio_by_logarithms(np.maximum(parts, 1), before, confidence))
        for indicator, numerators, denominators, expected in (
            (SHARE, parts, bases, 100 * np.array(wilson_by_bisection(parts, bases, confidence))),
            (RATE, parts, 100 * bases, 100 * counts / bases),
            (COUNT, parts, bases, counts),
            (CHANGE, np.maximum(parts, 1), before, 100 * (ratios - 1)),
        ):
            pairs = zip(numerators.tolist(), denominators.tolist(), strict=True)
            values = [Value(number=indicator.number(n, d), numerator=n, denominator=d) for n, d in pairs]
            limits = [confidence_interval(indicator, value, confidence) for value in values]
            assert np.allclose([[each.lower for each in limits], [each.upper for each in limits]], expected, atol=1e-8)


def test_every_spread_is_known():
    made = {
        spread: confidence_interval(_of(spread), Value(number=20.0, numerator=12, denominator=10))
        for spread in IntervalMethod
    }
    assert {spread for spread, limits in made.items() if limits is None} == {IntervalMethod.NONE}


def _of(spread: IntervalMethod) -> Indicator:
    return Indicator(
        slug="made-up",
        title="Made up",
        section="ours",
        unit=Unit.COUNT,
        decimals=0,
        numerator=("cases",),
        rule=formulas.total,
        definition="",
        formula="",
        source="",
        interval_method=spread,
    )
