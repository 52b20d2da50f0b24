"""Funnels: over-dispersed limits, each area's position, and when there is none."""

from __future__ import annotations

import math
from dataclasses import astuple, replace
from itertools import product

import numpy as np
import pytest
from scipy.stats import binom  # noqa: TID251  an oracle, in tests alone

from maracdash import catalogue
from maracdash.model.values import Origin, Status, Value, make_absent_value
from maracdash.statistics.funnel import (
    MIN_AREAS,
    Funnel,
    Position,
    build_funnel,
    find_position,
    funnel_limits,
)
from maracdash.statistics.refusals import Refusal, RefusalReason
from tests.support.answers import make_marac
from tests.support.statistics_oracles import RANDOM_CASES, chance_limits_by_bisection, funnel_by_numpy

SHARE = catalogue.indicator("repeat-rate")
RATE = catalogue.indicator("cases-per-10k")
POSITIONS = {
    -2: Position.BELOW_998,
    -1: Position.BELOW_95,
    0: Position.INSIDE,
    1: Position.ABOVE_95,
    2: Position.ABOVE_998,
}
MARACS = [make_marac(number) for number in range(60)]


def figures_of(indicator, events, bases):
    return [
        (
            MARACS[number],
            Value(
                number=indicator.number(float(event), float(base)),
                numerator=float(event),
                denominator=float(base),
                origin=Origin.COMPUTED,
            ),
        )
        for number, (event, base) in enumerate(zip(events, bases, strict=True))
    ]


def twelve_alike():
    return figures_of(SHARE, [30, 60, 90] * 4, [100, 200, 300] * 4)


def random_country(random):
    """Areas as Maracs are: sizes over two orders, shares that differ more or less than chance, some without events."""
    areas = int(random.integers(MIN_AREAS, 20))
    bases = np.floor(np.exp(random.normal(5.8, 0.8, areas))) + 1
    share, likeness = random.uniform(0.01, 0.9), np.exp(random.uniform(1, 9))
    shares = random.beta(share * likeness, (1 - share) * likeness, areas)
    return random.binomial(bases.astype(int), shares) + random.integers(0, 2, areas) / 2, bases


def test_ten_thousand_limits_agree_with_numpy():
    random = np.random.default_rng(13)
    for indicator, confidence in product((SHARE, RATE), (0.95, 0.998)):
        found = []
        for _ in range(RANDOM_CASES // 40):
            events, bases = random_country(random)
            bases = np.maximum(bases, events) if indicator is SHARE else bases * 150
            funnel, at = build_funnel(indicator, figures_of(indicator, events, bases)), np.exp(random.uniform(1, 9, 10))
            at = at if indicator is SHARE else at * 150
            centre, phi, tau2, lower, upper = funnel_by_numpy(
                events, bases, at, confidence, is_share=indicator is SHARE
            )
            assert np.allclose(
                [funnel.centre, funnel.phi, funnel.tau_squared], [indicator.number(centre, 1), phi, tau2]
            )
            limits = [funnel_limits(funnel, base, confidence) for base in at.tolist()]
            found += [
                (centre, n, *ends, *astuple(mine)) for n, *ends, mine in zip(at, lower, upper, limits, strict=True)
            ]
        centres, at, lower, upper, *mine = np.transpose(found)
        chance = chance_limits_by_bisection(centres, at, confidence, is_share=indicator is SHARE)
        theirs = np.array([np.minimum(lower, chance[0]), np.maximum(upper, chance[1])])
        assert np.allclose(mine, indicator.number(1, 1) * theirs, rtol=1e-6, atol=1e-6)


def test_positions_are_what_the_limits_say():
    random = np.random.default_rng(14)
    seen = set()
    for _ in range(40):
        events, bases = random_country(random)
        bases = np.maximum(bases, events)
        funnel = build_funnel(SHARE, figures_of(SHARE, events, bases))
        steps = np.zeros(len(bases), int)
        for confidence in (0.95, 0.998):
            centre, *_, lower, upper = funnel_by_numpy(events, bases, bases, confidence, is_share=True)
            chance = chance_limits_by_bisection(centre, bases, confidence, is_share=True)
            steps += events / bases > np.maximum(upper, chance[1])
            steps -= events / bases < np.minimum(lower, chance[0])
        assert [point.position for point in funnel.points] == [POSITIONS[step] for step in steps.tolist()]
        seen |= {point.position for point in funnel.points}
    assert seen == {*Position}


def test_areas_that_are_alike_have_the_limits_of_chance_alone():
    funnel = build_funnel(SHARE, twelve_alike())
    assert (funnel.centre, funnel.phi, funnel.tau_squared) == (pytest.approx(30), pytest.approx(0), 0)
    assert {point.position for point in funnel.points} == {Position.INSIDE}
    limits = funnel_limits(funnel, 400)
    assert binom.cdf(4 * limits.lower - 1, 400, 0.3) < 0.025 < binom.cdf(4 * limits.lower + 1, 400, 0.3)
    assert binom.sf(4 * limits.upper, 400, 0.3) < 0.025 < binom.sf(4 * limits.upper - 2, 400, 0.3)


def test_two_kinds_of_area_by_hand():
    funnel = build_funnel(SHARE, figures_of(SHARE, [200, 400] * 6, [1000] * 12))
    middle, one, other = (math.asin(math.sqrt(share)) for share in (0.3, 0.2, 0.4))
    phi = 4000 * ((one - middle) ** 2 + (other - middle) ** 2) / 2
    between = (12 * phi - 11) / (48_000 - 4000)
    assert (funnel.phi, funnel.tau_squared) == (pytest.approx(phi), pytest.approx(between))
    limits, half = funnel_limits(funnel, 1000, 0.998), 3.090232 * math.sqrt(1 / 4000 + between)
    assert limits.lower == pytest.approx(100 * math.sin(middle - half) ** 2, rel=1e-6)
    assert limits.upper == pytest.approx(100 * math.sin(middle + half) ** 2, rel=1e-6)


def test_the_centre_is_a_ratio_of_sums_and_no_mean():
    funnel = build_funnel(SHARE, figures_of(SHARE, [10] * 11 + [900], [100] * 11 + [1000]))
    assert funnel.centre == pytest.approx(100 * 1010 / 2100)


def test_limits_stay_within_what_can_be():
    rare = build_funnel(SHARE, figures_of(SHARE, [0, 3] * 6, [90, 150] * 6))
    usual = build_funnel(SHARE, figures_of(SHARE, [90, 147] * 6, [90, 150] * 6))
    rate = build_funnel(RATE, figures_of(RATE, [0, 3] * 6, [9000, 15000] * 6))
    assert funnel_limits(rare, 5, 0.998).lower == 0
    assert funnel_limits(usual, 5, 0.998).upper == 100
    assert funnel_limits(rate, 5, 0.998).lower == 0


def test_what_is_no_full_figure_of_its_own_is_left_out_and_moves_nothing():
    whole = twelve_alike()
    odd = [
        (make_marac(90), make_absent_value(Status.WITHHELD)),
        (make_marac(91), make_absent_value(Status.NO_RETURN)),
        (make_marac(92), Value(number=90.0, status=Status.PROXIED, numerator=90, denominator=100)),
        (make_marac(93), Value(number=90.0)),
        (make_marac(94), Value(number=90.0, denominator=100)),
        (make_marac(95), Value(number=120.0, numerator=120, denominator=100)),
    ]
    funnel = build_funnel(SHARE, [*odd, *whole])
    assert funnel.left_out == tuple(odd)
    assert replace(funnel, left_out=()) == build_funnel(SHARE, whole)


@pytest.mark.parametrize(("indicator", "bases"), [(SHARE, 400), (RATE, 80_000)])
def test_none_of_a_few_that_are_expected_is_inside_and_none_of_many_is_not(indicator, bases):
    few, many = (build_funnel(indicator, figures_of(indicator, [mean] * 12, [bases] * 12)) for mean in (4, 8))
    assert find_position(few, 0, bases) is Position.BELOW_95
    assert find_position(many, 0, bases) is Position.BELOW_998


def test_no_limit_is_nearer_than_that_of_chance_alone():
    for events in (2, 9, 50):
        funnel = build_funnel(SHARE, figures_of(SHARE, [events] * 12, [100] * 12))
        for confidence in (0.95, 0.998):
            limits, tail = funnel_limits(funnel, 100, confidence), (1 - confidence) / 2
            assert binom.cdf(math.ceil(limits.lower) - 1, 100, events / 100) < tail
            assert binom.sf(math.floor(limits.upper), 100, events / 100) < tail


def test_one_outlier_does_not_widen_the_funnel_until_it_is_inside():
    events, bases = [30, 60, 90] * 8 + [95], [100, 200, 300] * 8 + [100]
    funnel = build_funnel(SHARE, figures_of(SHARE, events, bases))
    assert funnel.points[-1].position is Position.ABOVE_998


@pytest.mark.parametrize("slug", ["cases", "cases-change", "idva-current", "cases-per-meeting"])
def test_no_funnel_of_what_is_no_share_and_no_rate(slug):
    assert build_funnel(catalogue.indicator(slug), twelve_alike()) == Refusal(reason=RefusalReason.NO_METHOD)


def test_no_funnel_of_few_areas_and_the_reason_is_a_sentence():
    refusal = build_funnel(SHARE, twelve_alike()[: MIN_AREAS - 1])
    assert refusal == Refusal(reason=RefusalReason.FEW_AREAS, found=9, needed=10)
    assert refusal.words == "There are figures for 9 areas, and it takes at least 10."
    assert isinstance(build_funnel(SHARE, twelve_alike()[:MIN_AREAS]), Funnel)


def test_a_number_on_the_limit_is_inside():
    funnel = build_funnel(SHARE, twelve_alike())
    assert find_position(funnel, funnel_limits(funnel, 50).upper, 50) is Position.INSIDE
    assert find_position(funnel, funnel_limits(funnel, 50).upper + 1e-9, 50) is Position.ABOVE_95
