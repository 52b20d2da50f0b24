"""Distances that put indicators of any unit in one order, and agree with the verdicts."""

from __future__ import annotations

import random

import pytest

from maracdash import catalogue
from maracdash.model.answers import Verdict
from maracdash.model.values import Status, Value, make_absent_value
from maracdash.statistics.distances import measure_distance
from maracdash.statistics.excess import take_as_known
from maracdash.statistics.verdict import decide_verdict

REPEATS = catalogue.indicator("repeat-rate")
RATE = catalogue.indicator("cases-per-10k")


def share(numerator: float, denominator: float) -> Value:
    return Value(number=100 * numerator / denominator, numerator=numerator, denominator=denominator)


def rate(events: float, women: float) -> Value:
    return Value(number=10_000 * events / women, numerator=events, denominator=women)


def test_beyond_one_is_the_same_as_higher_or_lower() -> None:
    invented = random.Random(13)
    seen = set()
    for _ in range(2000):
        base = invented.randint(20, 900)
        own, other = share(invented.randint(0, base), base), share(invented.randint(1, 99), 100)
        word, _ = decide_verdict(REPEATS, own, other)
        distance = measure_distance(REPEATS, own, other)
        assert distance is not None
        assert (distance > 1) is (word in (Verdict.HIGHER, Verdict.LOWER))
        seen.add(word)
    assert len(seen) == 3


def test_a_rate_is_measured_on_the_side_of_the_comparator() -> None:
    # Garwood's limits of 100 events are 81.36 and 121.63 (Ulm 1990, table of exact limits).
    own = rate(100, 10_000)
    assert measure_distance(RATE, own, take_as_known(rate(80, 10_000))) == pytest.approx(20 / (100 - 81.36), rel=1e-3)
    assert measure_distance(RATE, own, take_as_known(rate(120, 10_000))) == pytest.approx(20 / (121.63 - 100), rel=1e-3)


def test_there_is_none_without_a_number_or_an_interval() -> None:
    absent = make_absent_value(Status.NO_RETURN)
    assert measure_distance(REPEATS, absent, share(1, 10)) is None
    assert measure_distance(REPEATS, share(1, 10), absent) is None
    assert measure_distance(catalogue.indicator("cases-per-meeting"), Value(number=3), Value(number=4)) is None


def test_the_same_number_is_no_distance_and_an_edge_has_no_width_beyond() -> None:
    assert measure_distance(REPEATS, share(5, 10), share(5, 10)) == 0
    assert measure_distance(REPEATS, share(10, 10), Value(number=120.0)) == float("inf")
