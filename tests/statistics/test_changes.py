"""A figure moved only where chance is an unlikely reason."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from maracdash import catalogue
from maracdash.model.area_profiles import Movement
from maracdash.model.values import Status, make_absent_value
from maracdash.statistics.changes import decide_movement, difference_interval, is_significant_change
from tests.support.answers import known_value
from tests.support.statistics_oracles import RANDOM_CASES, difference_by_newcombe

SHARE = catalogue.indicator("repeat-rate")
RATE = catalogue.indicator("cases-per-10k")
CASES = catalogue.indicator("cases")


def share(part: float, whole: float):
    return known_value(100 * part / whole, numerator=part, denominator=whole)


def rate(cases: float, women: float = 84_000):
    return known_value(10_000 * cases / women, numerator=cases, denominator=women)


@pytest.mark.parametrize(
    ("indicator", "before", "after", "moved"),
    [
        (SHARE, share(158, 528), share(156, 584), False),
        (SHARE, share(158, 528), share(100, 584), True),
        (SHARE, share(0, 10), share(1, 10), False),
        (RATE, rate(489), rate(589), True),
        (RATE, rate(528), rate(584), False),
        (CASES, known_value(528), known_value(584), False),
        (CASES, known_value(489), known_value(589), True),
        (CASES, known_value(589), known_value(489), True),
        (CASES, known_value(0), known_value(3), False),
        (CASES, known_value(20), known_value(0), True),
    ],
)
def test_only_what_chance_does_not_explain(indicator, before, after, moved):
    assert is_significant_change(indicator, before, after) is moved


@pytest.mark.parametrize(
    ("before", "after", "movement"),
    [
        (share(13, 265), share(6, 273), Movement.UNCLEAR),
        (share(158, 528), share(100, 584), Movement.FELL),
        (share(100, 584), share(158, 528), Movement.ROSE),
        (share(3000, 10_000), share(3004, 10_000), Movement.SAME),
        (replace(known_value(30.1), whole=True), replace(known_value(30.4), whole=True), Movement.SAME),
        (known_value(30), known_value(40), Movement.UNKNOWN),
    ],
)
def test_a_movement_is_the_same_only_where_both_figures_are_written_alike(before, after, movement):
    assert decide_movement(SHARE, before, after) is movement


def test_without_an_interval_nothing_is_said():
    assert is_significant_change(RATE, known_value(58), known_value(70)) is None
    assert is_significant_change(SHARE, share(1, 10), make_absent_value(Status.NO_RETURN)) is None
    assert is_significant_change(catalogue.indicator("idva-current"), known_value(5), known_value(6)) is None


def test_two_shares_as_newcombe_worked_them_out():
    """Newcombe 1998, Statistics in Medicine 17:873, table II, method 10: 56 of 70 less 48 of 80."""
    limits = difference_interval(SHARE, share(48, 80), share(56, 70))
    assert (round(limits.lower, 2), round(limits.upper, 2)) == (5.24, 33.39)


def test_a_rate_and_its_cases_are_judged_alike_where_the_population_stays():
    for then, now in ((504, 583), (504, 560), (40, 61), (3, 9)):
        assert is_significant_change(RATE, rate(then), rate(now)) is is_significant_change(
            CASES, known_value(then), known_value(now)
        )
    assert is_significant_change(RATE, rate(504), rate(583)) is True
    assert is_significant_change(RATE, rate(504, 84_000), rate(583, 96_000)) is False


def test_the_ratio_of_counts_sees_more_than_two_intervals():
    assert is_significant_change(CASES, known_value(500), known_value(570)) is True


def test_ten_thousand_differences_agree_with_another_formula():
    random = np.random.default_rng(13)
    bases = np.floor(np.exp(random.uniform(1, 9, (2, RANDOM_CASES)))) + 1
    parts = np.floor(bases * random.beta(0.5, 1.5, (2, RANDOM_CASES)))
    expected = difference_by_newcombe(parts, bases, 0.95)
    pairs = zip(parts.T.tolist(), bases.T.tolist(), strict=True)
    limits = [difference_interval(SHARE, share(p[0], n[0]), share(p[1], n[1])) for p, n in pairs]
    assert np.allclose([each.lower for each in limits], 100 * expected[0], atol=1e-7)
    assert np.allclose([each.upper for each in limits], 100 * expected[1], atol=1e-7)
