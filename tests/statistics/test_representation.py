"""Representation: by hand, in step with the verdict, and when there is none."""

from __future__ import annotations

import numpy as np
import pytest

from maracdash import catalogue
from maracdash.model.answers import Verdict
from maracdash.model.values import Status, make_absent_value
from maracdash.statistics.refusals import Refusal, RefusalReason
from maracdash.statistics.representation import find_representation
from maracdash.statistics.verdict import decide_verdict
from tests.support.answers import known_value
from tests.support.statistics_oracles import RANDOM_CASES, wilson_by_bisection

SHARE = catalogue.indicator("minoritised-cases")
SIDES = {Verdict.LOWER: -1, Verdict.SIMILAR: 0, Verdict.HIGHER: 1}


def share(part, whole):
    return known_value(100 * part / whole, numerator=part, denominator=whole)


def test_by_hand():
    """81 of 263 is 30.8%, Wilson 25.5 to 36.6% (Newcombe 1998, table I); over a population of 20%."""
    found = find_representation(SHARE, share(81, 263), known_value(20))
    assert found.ratio == pytest.approx(81 / 263 / 0.2)
    assert (found.limits.lower, found.limits.upper) == pytest.approx((0.2553 / 0.2, 0.3662 / 0.2), abs=3e-4)


def test_ten_thousand_ratios_agree_with_another_formula_and_with_the_verdict():
    random = np.random.default_rng(13)
    bases = np.floor(np.exp(random.uniform(2, 8, RANDOM_CASES))) + 1
    parts = np.floor(bases * random.beta(0.6, 2, RANDOM_CASES))
    populations = np.clip(parts / bases * np.exp(random.normal(0, 0.3, RANDOM_CASES)), 0.001, 1)
    limits = np.transpose(wilson_by_bisection(parts, bases, 0.95)) / populations[:, None]
    for case in range(RANDOM_CASES):
        value, population = share(float(parts[case]), float(bases[case])), known_value(100 * float(populations[case]))
        found = find_representation(SHARE, value, population)
        assert np.allclose([found.limits.lower, found.limits.upper], limits[case], atol=1e-6)
        said, _ = decide_verdict(SHARE, value, population)
        assert (found.limits.lower > 1) - (found.limits.upper < 1) == SIDES[said]


def test_a_group_without_a_case_has_a_ratio_and_an_upper_limit():
    found = find_representation(SHARE, share(0, 20), known_value(10))
    assert (found.ratio, found.limits.lower, found.limits.upper) == (0, 0, pytest.approx(1.611, abs=1e-3))


@pytest.mark.parametrize(
    ("slug", "value", "population", "reason"),
    [
        ("cases-per-10k", known_value(70, numerator=589, denominator=84_000), known_value(5), RefusalReason.NO_METHOD),
        ("minoritised-cases", make_absent_value(Status.WITHHELD), known_value(5), RefusalReason.NO_FIGURE),
        ("minoritised-cases", share(1, 9), make_absent_value(Status.NO_POPULATION), RefusalReason.NO_POPULATION),
        ("minoritised-cases", share(1, 9), known_value(0), RefusalReason.NO_POPULATION),
        ("minoritised-cases", known_value(12), known_value(5), RefusalReason.NO_BASE),
    ],
)
def test_no_ratio_and_why(slug, value, population, reason):
    assert find_representation(catalogue.indicator(slug), value, population) == Refusal(reason=reason)
