"""Funnels: over-dispersed limits, each area's position, and when there is none."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from maracdash import catalogue
from maracdash.model.values import Origin, Status, Value, make_absent_value
from maracdash.statistics.funnel import (
    FEWEST_AREAS,
    Funnel,
    Position,
    build_funnel,
    find_position,
    funnel_limits,
)
from maracdash.statistics.refusals import Refusal, RefusalReason
from tests.support.answers import make_marac
from tests.support.statistics_oracles import RANDOM_CASES, funnel_by_numpy

SHARE = catalogue.indicator("repeat-rate")
RATE = catalogue.indicator("cases-per-10k")
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
    areas = int(random.integers(FEWEST_AREAS, 20))
    bases = np.floor(np.exp(random.normal(5.8, 0.8, areas))) + 1
    share, likeness = random.uniform(0.01, 0.9), np.exp(random.uniform(1, 9))
    shares = random.beta(share * likeness, (1 - share) * likeness, areas)
    return random.binomial(bases.astype(int), shares) + random.integers(0, 2, areas) / 2, bases


def test_ten_thousand_limits_agree_with_numpy():
    random = np.random.default_rng(13)
    for case in range(RANDOM_CASES // 5):
        indicator, unit = (SHARE, 100) if case % 2 else (RATE, 10_000)
        events, bases = random_country(random)
        bases = np.maximum(bases, events) if indicator is SHARE else bases * 150
        at, confidence = np.exp(random.uniform(1, 9, 5)), (0.95, 0.998)[case // 2 % 2]
        funnel = build_funnel(indicator, figures_of(indicator, events, bases))
        limits = [funnel_limits(funnel, base, confidence) for base in at.tolist()]
        mine = [funnel.centre / unit, funnel.phi, funnel.tau_squared]
        mine += [each.lower / unit for each in limits] + [each.upper / unit for each in limits]
        theirs = np.hstack(funnel_by_numpy(events, bases, at, confidence, is_share=indicator is SHARE))
        assert np.allclose(mine, theirs, rtol=1e-7, atol=1e-12), case


def test_positions_are_what_the_limits_say():
    random = np.random.default_rng(14)
    seen = set()
    for _ in range(40):
        events, bases = random_country(random)
        funnel = build_funnel(SHARE, figures_of(SHARE, events, np.maximum(bases, events)))
        for point in funnel.points:
            share, base = point.value.numerator / point.value.denominator, np.array([point.value.denominator])
            sums = np.array([(each.value.numerator, each.value.denominator) for each in funnel.points]).T
            *_, low, high = (float(x[0]) for x in funnel_by_numpy(*sums, base, 0.95, is_share=True)[-2:])
            *_, lowest, highest = (float(x[0]) for x in funnel_by_numpy(*sums, base, 0.998, is_share=True)[-2:])
            steps = (share > high) + (share > highest) - (share < low) - (share < lowest)
            assert (
                point.position
                is {
                    0: Position.INSIDE,
                    1: Position.ABOVE_95,
                    2: Position.ABOVE_998,
                    -1: Position.BELOW_95,
                    -2: Position.BELOW_998,
                }[steps]
            )
            seen.add(point.position)
    assert seen == {*Position}


def test_areas_that_are_alike_have_the_limits_of_chance_alone():
    funnel = build_funnel(SHARE, twelve_alike())
    assert (funnel.centre, funnel.phi, funnel.tau_squared) == (pytest.approx(30), pytest.approx(0), 0)
    assert {point.position for point in funnel.points} == {Position.INSIDE}
    limits = funnel_limits(funnel, 400)
    middle, half = math.asin(math.sqrt(0.3)), 1.959964 / 2 / math.sqrt(400)
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


def test_one_outlier_does_not_widen_the_funnel_until_it_is_inside():
    events, bases = [30, 60, 90] * 8 + [95], [100, 200, 300] * 8 + [100]
    funnel = build_funnel(SHARE, figures_of(SHARE, events, bases))
    assert funnel.points[-1].position is Position.ABOVE_998


@pytest.mark.parametrize("slug", ["cases", "cases-change", "idva-current", "cases-per-meeting"])
def test_no_funnel_of_what_is_no_share_and_no_rate(slug):
    assert build_funnel(catalogue.indicator(slug), twelve_alike()) == Refusal(reason=RefusalReason.NO_METHOD)


def test_no_funnel_of_few_areas_and_the_reason_is_a_sentence():
    refusal = build_funnel(SHARE, twelve_alike()[: FEWEST_AREAS - 1])
    assert refusal == Refusal(reason=RefusalReason.FEW_AREAS, found=9, needed=10)
    assert refusal.words == "There are figures for 9 areas, and it takes at least 10."
    assert isinstance(build_funnel(SHARE, twelve_alike()[:FEWEST_AREAS]), Funnel)


def test_a_number_on_the_limit_is_inside():
    funnel = build_funnel(SHARE, twelve_alike())
    assert find_position(funnel, funnel_limits(funnel, 50).upper, 50) is Position.INSIDE
    assert find_position(funnel, funnel_limits(funnel, 50).upper + 1e-9, 50) is Position.ABOVE_95
