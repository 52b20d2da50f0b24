"""Signals at 99.8%, and how many of them chance alone gives."""

from __future__ import annotations

import numpy as np
import pytest

from maracdash import catalogue
from maracdash.model.answers import AreaRole, Point, Verdict
from maracdash.model.areas import Area, Level
from maracdash.model.indicators import Indicator
from maracdash.model.values import Status, Value, make_absent_value
from maracdash.statistics.intervals import CONFIDENCE_95
from maracdash.statistics.signals import decide_change_signal, decide_signal, expect_false_alarms
from maracdash.statistics.verdict import decide_verdict

SHARE = catalogue.indicator("repeat-rate")
COUNT = catalogue.indicator("cases")


def share(part: float, whole: float) -> Value:
    return Value(number=100 * part / whole, numerator=part, denominator=whole)


def beside(indicator: Indicator, value: Value, comparator: Value) -> Point:
    """The comparator with the verdict of a value against it."""
    word, strong = decide_verdict(indicator, value, comparator)
    area = Area(level=Level.UK, code="U1", name="Albany")
    return Point(area=area, role=AreaRole.UK, value=comparator, verdict=word, strong=strong)


@pytest.mark.parametrize(
    ("part", "likely", "outcome"),
    [
        (20, Verdict.LOWER, Verdict.LOWER),
        (24, Verdict.LOWER, Verdict.SIMILAR),
        (30, Verdict.SIMILAR, Verdict.SIMILAR),
        (37, Verdict.HIGHER, Verdict.SIMILAR),
        (55, Verdict.HIGHER, Verdict.HIGHER),
    ],
)
def test_what_is_likely_at_95_alone_is_no_signal(part, likely, outcome):
    value, comparator = share(part * 3, 300), share(3000, 10000)
    assert decide_verdict(SHARE, value, comparator)[0] is likely
    assert decide_signal(beside(SHARE, value, comparator)) is outcome


def test_what_cannot_be_compared_is_no_signal():
    absent = make_absent_value(Status.NO_RETURN)
    assert decide_signal(beside(SHARE, absent, share(1, 10))) is Verdict.NOT_COMPARED
    assert decide_signal(beside(SHARE, share(1, 10), absent)) is Verdict.NOT_COMPARED
    assert decide_signal(beside(COUNT, Value(number=5), Value(number=500))) is Verdict.NOT_COMPARED
    assert decide_change_signal(COUNT, absent, Value(number=5)) is Verdict.NOT_COMPARED
    assert decide_change_signal(SHARE, Value(number=5.0), Value(number=50.0)) is Verdict.NOT_COMPARED


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [(489, 589, Verdict.SIMILAR), (489, 600, Verdict.HIGHER), (600, 489, Verdict.LOWER), (500, 500, Verdict.SIMILAR)],
)
def test_a_change_by_the_interval_of_the_ratio(before, after, outcome):
    """ln(589 / 489) = 0.186 = 3.04 standard errors; ln(600 / 489) = 0.205 = 3.36; the limit is 3.09."""
    found = decide_change_signal(COUNT, Value(number=before), Value(number=after))
    assert found is outcome


@pytest.mark.parametrize(("after", "likely"), [(550, Verdict.SIMILAR), (556, Verdict.HIGHER)])
def test_a_change_at_95_has_a_nearer_line(after, likely):
    """ln(550 / 489) = 0.1176 = 1.89 standard errors, ln(556 / 489) = 0.1284 = 2.07; the limit is 1.96."""
    found = decide_change_signal(COUNT, Value(number=489), Value(number=after), CONFIDENCE_95)
    assert found is likely


def test_chance_alone_gives_about_as_many_as_is_said():
    drawn = np.random.default_rng(7)
    true, trials = 0.3, 20_000
    alarms = sum(
        decide_signal(beside(SHARE, share(part, 400), share(true * 1e6, 1e6))) is not Verdict.SIMILAR
        for part in drawn.binomial(400, true, trials)
    )
    assert expect_false_alarms(trials) == pytest.approx(40)
    assert 20 < alarms < 70
