"""A figure moved only where chance is an unlikely reason."""

from __future__ import annotations

import pytest

from maracdash import catalogue
from maracdash.model.values import Status, absent
from maracdash.statistics.changes import changed, difference
from tests.support.answers import known

SHARE = catalogue.indicator("repeat-rate")
RATE = catalogue.indicator("cases-per-10k")
CASES = catalogue.indicator("cases")


def share(part: float, whole: float):
    return known(100 * part / whole, numerator=part, denominator=whole)


def rate(cases: float, women: float = 84_000):
    return known(10_000 * cases / women, numerator=cases, denominator=women)


@pytest.mark.parametrize(
    ("indicator", "before", "after", "moved"),
    [
        (SHARE, share(158, 528), share(156, 584), False),
        (SHARE, share(158, 528), share(100, 584), True),
        (SHARE, share(0, 10), share(1, 10), False),
        (RATE, rate(489), rate(589), True),
        (RATE, rate(528), rate(584), False),
        (CASES, known(528), known(584), False),
        (CASES, known(489), known(589), True),
        (CASES, known(589), known(489), True),
        (CASES, known(0), known(3), False),
        (CASES, known(20), known(0), True),
    ],
)
def test_only_what_chance_does_not_explain(indicator, before, after, moved):
    assert changed(indicator, before, after) is moved


def test_without_an_interval_nothing_is_said():
    assert changed(RATE, known(58), known(70)) is None
    assert changed(SHARE, share(1, 10), absent(Status.NO_RETURN)) is None
    assert changed(catalogue.indicator("idva-current"), known(5), known(6)) is None


def test_two_shares_as_newcombe_worked_them_out():
    """Newcombe 1998, Statistics in Medicine 17:873, table II, method 10: 56 of 70 less 48 of 80."""
    limits = difference(SHARE, share(48, 80), share(56, 70))
    assert (round(limits.lower, 2), round(limits.upper, 2)) == (5.24, 33.39)


def test_a_rate_and_its_cases_are_judged_alike_where_the_population_stays():
    for then, now in ((504, 583), (504, 560), (40, 61), (3, 9)):
        assert changed(RATE, rate(then), rate(now)) is changed(CASES, known(then), known(now))
    assert changed(RATE, rate(504), rate(583)) is True
    assert changed(RATE, rate(504, 84_000), rate(583, 96_000)) is False


def test_the_ratio_of_counts_sees_more_than_two_intervals():
    assert changed(CASES, known(500), known(570)) is True
