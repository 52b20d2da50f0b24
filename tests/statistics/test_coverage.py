"""Coverage of the 95% intervals in a simulated country, against what theory says of each; printed with pytest -s."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from maracdash import catalogue
from maracdash.model.values import Coverage, Status, Value
from maracdash.statistics.changes import difference_interval
from maracdash.statistics.gap_in_cases import find_gap_in_cases
from maracdash.statistics.intervals import confidence_interval
from maracdash.statistics.representation import find_representation

DRAWS = 20_000
"""The standard error of a coverage of 95% is then 0.15 points."""
SHARE = catalogue.indicator("minoritised-cases")
RATE = catalogue.indicator("cases-per-10k")
COUNT = catalogue.indicator("cases")
CHANGE = catalogue.indicator("cases-change")
ONE_FILLED = Coverage(expected=1, returned=1, proxied=1)
NEAR_95 = (0.94, 0.965)
AT_LEAST_95 = (0.95, 1.0)


def make_values(indicator, numerators, denominators):
    return [
        Value(number=indicator.number(n, d), numerator=n, denominator=d)
        for n, d in zip(numerators.tolist(), denominators.tolist(), strict=True)
    ]


def covered(limits, truths):
    lower, upper = np.array([(each.lower, each.upper) for each in limits]).T
    return float(np.mean((lower <= truths) & (truths <= upper)))


def draw_sizes(random):
    """Cases of a year, as Maracs have them: half between 250 and 600."""
    return np.floor(np.exp(random.normal(6, 0.65, DRAWS))) + 25


def cover_shares(random):
    """Wilson: 95% on the average over shares (Agresti and Coull 1998, The American Statistician 52:119)."""
    cases, shares = draw_sizes(random), random.beta(1.2, 3, DRAWS)
    values = make_values(SHARE, random.binomial(cases.astype(int), shares).astype(float), cases)
    return covered([confidence_interval(SHARE, value) for value in values], 100 * shares)


def cover_counts(random):
    """Exact Poisson limits never cover less than 95% (Garwood 1936), and little more where there are many events."""
    means = draw_sizes(random)
    events = random.poisson(means).astype(float)
    return covered([confidence_interval(COUNT, Value(number=count)) for count in events.tolist()], means)


def cover_rates(random):
    """As the counts of which they are made."""
    means, women = draw_sizes(random), np.full(DRAWS, 84_000.0)
    values = make_values(RATE, random.poisson(means).astype(float), women)
    return covered([confidence_interval(RATE, value) for value in values], 10_000 * means / women)


def cover_small_counts(random):
    """With under 20 events the limits are conservative: 97% and more (Brown, Cai and DasGupta 2003)."""
    means = random.uniform(0.5, 20, DRAWS)
    events = random.poisson(means).astype(float)
    return covered([confidence_interval(COUNT, Value(number=count)) for count in events.tolist()], means)


def cover_changes(random):
    """The logarithm of a ratio of two counts is nearly normal with the counts of a year: 95%."""
    means, ratios = draw_sizes(random), np.exp(random.normal(0, 0.2, DRAWS))
    before, now = random.poisson(means).astype(float), random.poisson(means * ratios).astype(float)
    return covered(
        [confidence_interval(CHANGE, value) for value in make_values(CHANGE, now, before)], 100 * ratios - 100
    )


def cover_differences(random):
    """Newcombe 1998, table III: method 10 covers 95% on the average."""
    cases, shares = draw_sizes(random), random.beta(1.2, 3, (2, DRAWS))
    years = [make_values(SHARE, random.binomial(cases.astype(int), share).astype(float), cases) for share in shares]
    limits = [difference_interval(SHARE, *pair) for pair in zip(*years, strict=True)]
    return covered(limits, 100 * (shares[1] - shares[0]))


def cover_gaps(random):
    """As the shares of which they are made, at the area's own number of cases, and like them cut at what there is."""
    cases, shares, others = draw_sizes(random), *random.beta(1.2, 3, (2, DRAWS))
    values = make_values(SHARE, random.binomial(cases.astype(int), shares).astype(float), cases)
    gaps = [
        find_gap_in_cases(SHARE, value, Value(number=100 * other))
        for value, other in zip(values, others.tolist(), strict=True)
    ]
    return covered([gap.limits for gap in gaps], cut_at_room(gaps, cases * (others - shares)))


def cover_gaps_to_few_maracs(random):
    """As the differences of shares of which they are made: at the area's cases, the other's share is not known."""
    cases, shares = draw_sizes(random), random.beta(1.2, 3, (2, DRAWS))
    own, rest = (make_values(SHARE, random.binomial(cases.astype(int), share).astype(float), cases) for share in shares)
    gaps = [find_gap_in_cases(SHARE, *pair) for pair in zip(own, rest, strict=True)]
    return covered([gap.limits for gap in gaps], cut_at_room(gaps, cases * (shares[1] - shares[0])))


def cut_at_room(gaps, true):
    return np.clip(true, [gap.room.lower for gap in gaps], [gap.room.upper for gap in gaps])


def cover_representation(random):
    """As the shares of which it is made, the population being known."""
    cases, shares, population = draw_sizes(random), random.beta(1.2, 3, DRAWS), Value(number=22.0)
    values = make_values(SHARE, random.binomial(cases.astype(int), shares).astype(float), cases)
    return covered([find_representation(SHARE, value, population).limits for value in values], shares / 0.22)


def copy_a_quarter(quarters):
    """The year of three quarters in which the last is counted again: sums of the rows."""
    return (quarters[0] + quarters[1] + 2 * quarters[2]).astype(float)


def make_estimates(indicator, numerators, denominators, coverage=ONE_FILLED):
    values = make_values(indicator, numerators, denominators)
    return [replace(value, status=Status.PROXIED, coverage=coverage) for value in values]


def cover_estimated_shares(random):
    """A quarter counted twice is no more evidence: 95% all the same, where Wilson's limits of all cases cover less."""
    cases, shares = np.floor(draw_sizes(random) / 4), random.beta(1.2, 3, DRAWS)
    parts = copy_a_quarter(random.binomial(cases.astype(int), shares, (3, DRAWS)))
    values = make_estimates(SHARE, parts, 4 * cases)
    return covered([confidence_interval(SHARE, value) for value in values], 100 * shares)


def cover_estimated_counts(random):
    means = draw_sizes(random)
    events = copy_a_quarter(random.poisson(means / 4, (3, DRAWS)))
    values = make_estimates(COUNT, events, np.ones(DRAWS))
    return covered([confidence_interval(COUNT, value) for value in values], means)


def cover_estimated_rates(random):
    means, women = draw_sizes(random), np.full(DRAWS, 84_000.0)
    values = make_estimates(RATE, copy_a_quarter(random.poisson(means / 4, (3, DRAWS))), women)
    return covered([confidence_interval(RATE, value) for value in values], 10_000 * means / women)


def cover_estimated_changes(random):
    means, ratios = draw_sizes(random), np.exp(random.normal(0, 0.2, DRAWS))
    before, now = random.poisson(means).astype(float), copy_a_quarter(random.poisson(means * ratios / 4, (3, DRAWS)))
    values = make_estimates(CHANGE, now, before)
    return covered([confidence_interval(CHANGE, value) for value in values], 100 * ratios - 100)


def cover_estimated_differences(random):
    """As differences of shares; one year of each is estimated."""
    cases, shares = np.floor(draw_sizes(random) / 4), random.beta(1.2, 3, (2, DRAWS))
    before = make_values(SHARE, random.binomial(4 * cases.astype(int), shares[0]).astype(float), 4 * cases)
    parts = copy_a_quarter(random.binomial(cases.astype(int), shares[1], (3, DRAWS)))
    limits = [
        difference_interval(SHARE, *pair) for pair in zip(before, make_estimates(SHARE, parts, 4 * cases), strict=True)
    ]
    return covered(limits, 100 * (shares[1] - shares[0]))


def cover_areas_with_estimates(random):
    """Five Maracs of one size, of which two have a quarter that is counted twice."""
    cases, shares = np.floor(draw_sizes(random) / 4), random.beta(1.2, 3, DRAWS)
    whole = random.binomial(12 * cases.astype(int), shares)
    parts = whole + sum(copy_a_quarter(random.binomial(cases.astype(int), shares, (3, DRAWS))) for _ in range(2))
    values = make_estimates(SHARE, parts, 20 * cases, Coverage(expected=5, returned=5, proxied=2))
    return covered([confidence_interval(SHARE, value) for value in values], 100 * shares)


def test_without_the_evidence_share_estimates_would_be_taken_for_surer_than_they_are(report):
    random = np.random.default_rng(13)
    means = draw_sizes(random)
    events = copy_a_quarter(random.poisson(means / 4, (3, DRAWS)))
    coverage = covered([confidence_interval(COUNT, Value(number=count)) for count in events.tolist()], means)
    report(f"of {100 * coverage:.2f}% instead of 95%")
    assert coverage < 0.9


@pytest.mark.parametrize(
    ("cover", "bounds"),
    [
        (cover_shares, NEAR_95),
        (cover_counts, NEAR_95),
        (cover_rates, NEAR_95),
        (cover_small_counts, AT_LEAST_95),
        (cover_changes, NEAR_95),
        (cover_differences, NEAR_95),
        (cover_gaps, NEAR_95),
        (cover_gaps_to_few_maracs, NEAR_95),
        (cover_representation, NEAR_95),
        (cover_estimated_shares, NEAR_95),
        (cover_estimated_counts, NEAR_95),
        (cover_estimated_rates, NEAR_95),
        (cover_estimated_changes, NEAR_95),
        (cover_estimated_differences, NEAR_95),
        (cover_areas_with_estimates, NEAR_95),
    ],
)
def test_intervals_cover_the_truth_as_often_as_theory_says(cover, bounds, report):
    coverage = cover(np.random.default_rng(13))
    report(f"{cover.__name__}: {100 * coverage:.2f}% of {DRAWS:,} intervals of 95% hold the truth")
    assert bounds[0] <= coverage <= bounds[1]
