"""The gap in cases: by hand, in step with the verdict, and when there is none."""

from __future__ import annotations

import numpy as np
import pytest

from maracdash import catalogue
from maracdash.model.answers import Verdict
from maracdash.model.values import Status, Value, make_absent_value
from maracdash.statistics.gap_in_cases import GapInCases, find_gap_in_cases
from maracdash.statistics.refusals import Refusal, RefusalReason
from maracdash.statistics.verdict import decide_verdict
from tests.support.answers import known_value
from tests.support.statistics_oracles import (
    RANDOM_CASES,
    difference_by_newcombe,
    poisson_by_chi_square,
    rate_difference_by_chi_square,
    wilson_by_bisection,
)

SHARE = catalogue.indicator("mental-health")
RATE = catalogue.indicator("cases-per-10k")
SIDES = {Verdict.LOWER: 1, Verdict.SIMILAR: 0, Verdict.HIGHER: -1}


def value_of(indicator, part, whole):
    return known_value(indicator.number(part, whole), numerator=part, denominator=whole)


def test_a_share_by_hand():
    """Twelve of 400 against 6.5%: 26 would match; Wilson's limits of 3% of 400 are 1.72 to 5.17%."""
    gap = find_gap_in_cases(SHARE, value_of(SHARE, 12, 400), known_value(6.5))
    assert (gap.observed, gap.expected, gap.gap) == (12, pytest.approx(26), pytest.approx(14))
    assert gap.limits.lower == pytest.approx(26 - 4 * 5.172, abs=0.01)
    assert gap.limits.upper == pytest.approx(26 - 4 * 1.724, abs=0.01)


def test_a_rate_by_hand():
    """Twenty cases among 5,000 women against 50 per 10,000: 25; Garwood's limits of 20 are 12.22 and 30.89."""
    gap = find_gap_in_cases(RATE, value_of(RATE, 20, 5000), known_value(50))
    assert (gap.observed, gap.expected, gap.gap) == (20, pytest.approx(25), pytest.approx(5))
    assert (gap.limits.lower, gap.limits.upper) == pytest.approx((25 - 30.8884, 25 - 12.2165), abs=1e-4)


@pytest.mark.parametrize(
    ("part", "whole", "other", "lower", "upper"),
    [(2, 60, 0.6, -2, None), (21.5, 400, 0.9, -21.5, None), (8, 8, 99.9, None, 0), (7.5, 8, 99.9, None, 0.5)],
)
def test_nobody_has_fewer_than_there_are_nor_more_than_all(part, whole, other, lower, upper):
    gap = find_gap_in_cases(SHARE, value_of(SHARE, part, whole), known_value(other))
    assert lower is None or gap.limits.lower == lower
    assert upper is None or gap.limits.upper == upper


def test_none_of_a_route_has_a_gap():
    gap = find_gap_in_cases(SHARE, value_of(SHARE, 0, 200), known_value(4))
    assert (gap.gap, gap.limits.upper) == (pytest.approx(8), pytest.approx(8))
    assert 0 < gap.limits.lower < 8


def test_ten_thousand_gaps_agree_with_other_formulas_and_with_the_verdict():
    random = np.random.default_rng(13)
    bases = np.floor(np.exp(random.uniform(2, 8, RANDOM_CASES))) + 1
    events = np.floor(2 * bases * random.beta(0.6, 2, RANDOM_CASES)) / 2
    others = np.clip(events / bases + random.normal(0, 0.05, RANDOM_CASES), 0, 1)
    shares = wilson_by_bisection(events, bases, 0.95)
    counts = poisson_by_chi_square(events, 0.95)
    for case in range(RANDOM_CASES):
        base, event, other = (float(each[case]) for each in (bases, events, others))
        indicator, value, comparator = SHARE, value_of(SHARE, event, base), known_value(100 * other)
        room = (-event, base - event)
        lower, upper = base * other - base * np.array([shares[1][case], shares[0][case]])
        if case % 2:
            indicator, value = RATE, value_of(RATE, event, 100 * base)
            lower, upper = base * other - counts[1][case], base * other - counts[0][case]
            room = (-event, np.inf)
        gap = find_gap_in_cases(indicator, value, comparator)
        assert np.allclose(
            [gap.gap, gap.limits.lower, gap.limits.upper],
            [base * other - event, *np.clip([lower, upper], *room)],
            atol=1e-6,
        )
        said, _ = decide_verdict(indicator, value, comparator)
        assert (gap.limits.lower > 0) - (gap.limits.upper < 0) == SIDES[said]


def test_ten_thousand_gaps_to_sums_agree_with_other_formulas_and_with_the_verdict():
    random = np.random.default_rng(13)
    bases = np.floor(np.exp(random.uniform(2, 8, (2, RANDOM_CASES)))) + 1
    events = np.floor(2 * bases * random.beta(0.6, 2, (2, RANDOM_CASES))) / 2
    shares, rates = difference_by_newcombe(events, bases, 0.95), rate_difference_by_chi_square(events, bases, 0.95)
    sides = []
    for case in range(RANDOM_CASES):
        (rest, own), (others, base) = events[:, case].tolist(), bases[:, case].tolist()
        indicator, limits, women = (RATE, rates, 100) if case % 2 else (SHARE, shares, 1)
        value, comparator = value_of(indicator, own, women * base), value_of(indicator, rest, women * others)
        gap = find_gap_in_cases(indicator, value, comparator)
        room = (-own, np.inf if case % 2 else base - own)
        ends = np.clip([-base * limits[1][case], -base * limits[0][case]], *room)
        expected = [base * rest / others - own, *ends]
        assert np.allclose([gap.gap, gap.limits.lower, gap.limits.upper], expected, atol=1e-6)
        said, _ = decide_verdict(indicator, value, comparator)
        assert (gap.limits.lower > 0) - (gap.limits.upper < 0) == SIDES[said]
        sides.append(SIDES[said])
    assert min(sides.count(side) for side in (-1, 0, 1)) > 300


def test_a_published_share_with_its_base_alone_has_a_gap():
    published = Value(number=3.0, denominator=400)
    assert find_gap_in_cases(SHARE, published, known_value(6.5)).observed == pytest.approx(12)


def test_what_is_shown_as_whole_percent_keeps_its_count():
    shown = known_value(27, numerator=45, denominator=165)
    gap = find_gap_in_cases(SHARE, shown, known_value(30))
    assert (gap.observed, gap.gap) == (45, pytest.approx(4.5))


@pytest.mark.parametrize(
    ("slug", "value", "comparator", "reason"),
    [
        ("cases", known_value(584), known_value(117_359), RefusalReason.NO_METHOD),
        ("cases-change", known_value(5, numerator=105, denominator=100), known_value(9), RefusalReason.NO_METHOD),
        ("cases-per-meeting", known_value(16), known_value(12), RefusalReason.NO_METHOD),
        ("repeat-rate", make_absent_value(Status.WITHHELD), known_value(30), RefusalReason.NO_FIGURE),
        ("repeat-rate", known_value(30), known_value(30), RefusalReason.NO_BASE),
        ("repeat-rate", known_value(104, denominator=50), known_value(30), RefusalReason.NO_BASE),
        ("cases-per-10k", known_value(70, numerator=589), known_value(46), RefusalReason.NO_BASE),
        ("repeat-rate", known_value(30, denominator=50), make_absent_value(Status.LOW), RefusalReason.NO_COMPARATOR),
    ],
)
def test_no_gap_and_why(slug, value, comparator, reason):
    refusal = find_gap_in_cases(catalogue.indicator(slug), value, comparator)
    assert refusal == Refusal(reason=reason)
    assert refusal.words.endswith(".")


def test_a_proxied_figure_has_a_gap_as_it_has_a_verdict():
    proxied = known_value(3, numerator=12, denominator=400, status=Status.PROXIED)
    assert isinstance(find_gap_in_cases(SHARE, proxied, known_value(6.5)), GapInCases)
