"""Rate of false alarms in a simulated country where no Marac differs and nothing changes; printed with pytest -s."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm  # noqa: TID251  an oracle, in tests alone

from maracdash import catalogue
from maracdash.model.answers import Verdict
from maracdash.model.quarters import Window
from maracdash.model.values import Value
from maracdash.statistics.changes import is_significant_change
from maracdash.statistics.control_chart import build_control_chart
from maracdash.statistics.excess import take_as_known
from maracdash.statistics.funnel import Position, build_funnel
from maracdash.statistics.intervals import CONFIDENCE_998
from maracdash.statistics.verdict import decide_verdict
from tests.support.answers import make_marac

MARACS, INDICATORS = 275, 30
SHARE = catalogue.indicator("repeat-rate")
RATE = catalogue.indicator("cases-per-10k")
CHANGE = catalogue.indicator("cases-change")
CASES = catalogue.indicator("cases")
OUTSIDE_998 = {Position.ABOVE_998, Position.BELOW_998}


@pytest.fixture(scope="module")
def country():
    """Two years of one country: the cases of its Maracs, and thirty shares, each the same in all Maracs and years."""
    random = np.random.default_rng(13)
    cases = np.floor(np.exp(random.normal(6, 0.65, MARACS))) + 25
    shares = np.exp(random.uniform(np.log(0.01), np.log(0.7), INDICATORS))
    return cases, shares, random.binomial(cases.astype(int)[:, None], shares, (2, MARACS, INDICATORS)).astype(float)


def share_of(part, whole):
    return Value(number=100 * part / whole, numerator=part, denominator=whole)


def test_an_unchanged_country_has_few_verdicts_at_998(country, report):
    """Two in a thousand by construction, and a little more for small shares of small Maracs."""
    cases, _, (_, parts) = country
    averages = [Value(number=100 * total / cases.sum()) for total in parts.sum(axis=0).tolist()]
    said = [
        [decide_verdict(SHARE, share_of(part, size), average) for part, average in zip(row, averages, strict=True)]
        for row, size in zip(parts.tolist(), cases.tolist(), strict=True)
    ]
    light = np.array([[word is not Verdict.SIMILAR for word, _ in row] for row in said])
    strong = np.array([[strong for _, strong in row] for row in said])
    light_any, strong_any = light.any(axis=1).mean(), strong.any(axis=1).mean()
    report(f"false verdicts: {100 * light.mean():.2f}% at 95%, {100 * strong.mean():.3f}% at 99.8%")
    report(f"Maracs with one among {INDICATORS} indicators: {100 * light_any:.0f}% and {100 * strong_any:.0f}%")
    assert 0.04 <= light.mean() <= 0.06
    assert 0.001 <= strong.mean() <= 0.004
    assert 0.70 <= light_any <= 0.88
    assert strong_any <= 0.10


def false_verdicts(said):
    """Shares of verdicts other than similar, at 95% and at 99.8%."""
    return np.mean([[word is not Verdict.SIMILAR, strong] for word, strong in said], axis=0)


def make_value(indicator, numerator, denominator):
    return Value(number=indicator.number(numerator, denominator), numerator=numerator, denominator=denominator)


def draw_sums(indicator, random, others):
    """Numerators and denominators of Maracs of one size and one truth, the first of them the one that is judged."""
    size = (20_000, others + 1)
    if indicator is SHARE:
        return random.binomial(400, 0.3, size).astype(float), np.full(size, 400.0)
    if indicator is RATE:
        return random.poisson(400, size).astype(float), np.full(size, 84_000.0)
    return random.poisson(400, size).astype(float), random.poisson(400, size).astype(float)


@pytest.mark.parametrize("others", [1, 2, 7])
@pytest.mark.parametrize("indicator", [SHARE, RATE, CHANGE], ids=lambda each: each.slug)
def test_a_verdict_against_few_other_maracs_is_wrong_no_more_often(indicator, others, report):
    """Chance in the comparator counts too. Taken as known, one other Marac of its size gave 16.7% and 2.9%."""
    numerators, denominators = draw_sums(indicator, np.random.default_rng(13), others)
    pairs = [
        (make_value(indicator, over[0], under[0]), make_value(indicator, sum(over[1:]), sum(under[1:])))
        for over, under in zip(numerators.tolist(), denominators.tolist(), strict=True)
    ]
    light, strong = false_verdicts([decide_verdict(indicator, *pair) for pair in pairs])
    known = false_verdicts([decide_verdict(indicator, value, take_as_known(other)) for value, other in pairs])
    expected = 2 * norm.sf(norm.isf([0.025, 0.001]) / np.sqrt(1 + 1 / others))
    report(f"{indicator.slug}, {others} other Maracs of its size: {100 * light:.1f}% at 95%, {100 * strong:.2f}%")
    report(f"    with the others taken as known: {100 * known[0]:.1f}% and {100 * known[1]:.2f}%")
    assert 0.035 <= light <= 0.055
    assert 0.0005 <= strong <= 0.003
    if indicator is SHARE:
        assert tuple(known) == pytest.approx(tuple(expected), rel=0.2)


def test_an_unchanged_country_has_few_changes_at_998(country, report):
    cases, _, (before, now) = country
    alarms = [
        is_significant_change(SHARE, share_of(one, size), share_of(other, size), CONFIDENCE_998)
        for size, *years in zip(cases.tolist(), before.tolist(), now.tolist(), strict=True)
        for one, other in zip(*years, strict=True)
    ]
    report(f"false changes of shares at 99.8%: {100 * np.mean(alarms):.3f}%")
    assert np.mean(alarms) <= 0.003


def test_areas_alike_lie_within_a_funnel(country, report):
    cases, _, (_, parts) = country
    funnels = [
        build_funnel(
            SHARE, [(make_marac(i), share_of(*each)) for i, each in enumerate(zip(column, cases.tolist(), strict=True))]
        )
        for column in parts.T.tolist()
    ]
    positions = [point.position for funnel in funnels for point in funnel.points]
    outside = np.mean([each in OUTSIDE_998 for each in positions])
    phi = np.mean([funnel.phi for funnel in funnels])
    report(f"funnel of areas alike (phi {phi:.2f}): {100 * outside:.3f}% outside 99.8%")
    assert outside <= 0.003
    assert all(funnel.tau_squared == 0 for funnel in funnels)


def test_areas_that_differ_as_maracs_do_lie_mostly_within_a_funnel(report):
    """A plain funnel flags nearly all. Winsorised scores see 0.82 of the spread of normal ones, so 1 to 2% are left."""
    random = np.random.default_rng(13)
    flagged, plain, phis = [], [], []
    for _ in range(20):
        cases = np.floor(np.exp(random.normal(6, 0.65, MARACS))) + 25
        shares = np.sin(np.clip(np.arcsin(np.sqrt(0.3)) + random.normal(0, 0.11, MARACS), 0, np.pi / 2)) ** 2
        parts = random.binomial(cases.astype(int), shares).astype(float)
        values = [share_of(*each) for each in zip(parts.tolist(), cases.tolist(), strict=True)]
        funnel = build_funnel(SHARE, [(make_marac(i), value) for i, value in enumerate(values)])
        average = Value(number=funnel.centre)
        flagged += [point.position in OUTSIDE_998 for point in funnel.points]
        plain += [decide_verdict(SHARE, value, average)[1] for value in values]
        phis.append(funnel.phi)
    report(f"areas that differ {np.mean(phis):.0f} times more than chance: {100 * np.mean(flagged):.2f}% outside 99.8%")
    report(f"the same against the average: {100 * np.mean(plain):.0f}% with a strong verdict")
    assert 13 <= np.mean(phis) <= 29
    assert np.mean(flagged) <= 0.02
    assert np.mean(plain) >= 0.4


@pytest.mark.parametrize("length", [12, 16, 20])
def test_an_unchanged_series_signals_seldom_and_rolling_years_would_signal_mostly(length, report):
    random = np.random.default_rng(13)

    def signal_rate(series):
        charts = [build_control_chart(CASES, Window.QUARTER, [Value(number=x) for x in row]) for row in series.tolist()]
        return np.mean([bool(chart.signals) for chart in charts])

    quarters = random.poisson(90, (600, length + 3)).astype(float)
    years = np.lib.stride_tricks.sliding_window_view(quarters, 4, axis=1).sum(axis=2)
    single, rolling = signal_rate(quarters[:, 3:]), signal_rate(years)
    report(
        f"unchanged series of {length}: {100 * single:.0f}% signal in single quarters, {100 * rolling:.0f}% in years"
    )
    assert single <= 0.14
    assert rolling >= 0.60
