"""Control charts: limits, each signal by its rule, gaps, and when nothing is flagged."""

from __future__ import annotations

import math
from statistics import fmean

import numpy as np
import pytest

from maracdash import catalogue
from maracdash.model.quarters import Window
from maracdash.model.values import Status, Value, make_absent_value
from maracdash.statistics.control_chart import (
    ControlChart,
    Direction,
    RunChart,
    Signal,
    SignalKind,
    build_control_chart,
)
from maracdash.statistics.intervals import Interval
from maracdash.statistics.refusals import Refusal, RefusalReason
from tests.support.statistics_oracles import RANDOM_CASES, control_signals_by_patterns

CASES = catalogue.indicator("cases")
SHARE = catalogue.indicator("repeat-rate")
CHANGE = catalogue.indicator("cases-change")
UP, DOWN = Direction.UP, Direction.DOWN

# Their sum is 153.0, and the sum of their moving ranges 18.3
DOZEN = (10.7, 13.0, 11.4, 11.5, 12.5, 14.1, 14.8, 14.1, 12.6, 16.0, 11.7, 10.6)


def series(*numbers):
    return [make_absent_value(Status.NO_RETURN) if each is None else Value(number=float(each)) for each in numbers]


def chart(*numbers, indicator=CASES):
    return build_control_chart(indicator, Window.QUARTER, series(*numbers))


def signals(*numbers):
    return [(each.kind, each.direction, each.indices) for each in chart(*numbers).signals]


def alternate(count, middle=100):
    """A quiet series around the middle, which never keeps a side."""
    return [middle + (10 if index % 2 else -10) for index in range(count)]


def random_series(random):
    """Whole or half numbers, so that ties and points on the mean come up; levels that shift, trends, gaps."""
    length = int(random.integers(12, 26))
    moves = random.normal(0, random.uniform(0.3, 6), length) + (random.random() < 0.3) * np.linspace(0, 20, length)
    moves += np.where(np.arange(length) < random.integers(0, length), 0, random.choice([0, 0, 5]))
    numbers = (np.round(2 * moves) / 2 + 50).tolist()
    gaps = random.random(length) < random.choice([0, 0, 0.08])
    return [None if gap else number for number, gap in zip(numbers, gaps, strict=True)]


def test_ten_thousand_series_have_the_signals_that_patterns_find():
    random, compared, seen = np.random.default_rng(13), 0, set()
    while compared < RANDOM_CASES:
        numbers = random_series(random)
        made = chart(*numbers, indicator=CHANGE)
        if not isinstance(made, ControlChart):
            continue
        mean, reach, expected = control_signals_by_patterns(numbers)
        assert math.isclose(made.mean, mean)
        assert math.isclose(2.66 * made.average_range, reach)
        assert {(each.kind.value, each.direction.value, each.indices) for each in made.signals} == expected, numbers
        assert len(made.signals) == len(expected)
        compared, seen = compared + 1, seen | {(each.kind, each.direction) for each in made.signals}
    assert len(seen) == len(SignalKind) * len(Direction)


def test_limits_of_a_series_worked_by_hand():
    made = chart(*DOZEN)
    assert made.mean == pytest.approx(153.0 / 12)
    assert made.average_range == pytest.approx(18.3 / 11)
    assert made.limits.lower == pytest.approx(12.75 - 2.66 * 18.3 / 11)
    assert made.limits.upper == pytest.approx(12.75 + 2.66 * 18.3 / 11)
    assert made.signals == ()


def test_a_point_outside():
    assert signals(*alternate(20), 300)[-1] == (SignalKind.OUTSIDE, UP, (20,))
    assert signals(300, *alternate(20))[0] == (SignalKind.OUTSIDE, UP, (0,))
    assert signals(*alternate(20, 300), 10)[-1] == (SignalKind.OUTSIDE, DOWN, (20,))


def test_seven_on_one_side_and_not_six():
    noisy = [90, 112, 95, 120, 80, 104]
    assert (SignalKind.ONE_SIDE, UP, tuple(range(12, 19))) in signals(*noisy, *[80] * 6, *[130, 125] * 3, 130)
    assert not [each for each in signals(*alternate(15), 130, 125, 130, 125, 130, 125, 80) if each[0] == "one-side"]


def test_seven_points_rising_and_not_six():
    before = [100, 130, 90, 120, 95, 125]
    assert (SignalKind.TREND, UP, tuple(range(6, 13))) in signals(*before, 88, 92, 99, 104, 111, 118, 122)
    assert not [each for each in signals(*before, 88, 92, 99, 104, 111, 118, 112) if each[0] == "trend"]
    assert (SignalKind.TREND, DOWN, tuple(range(5, 13))) in signals(*before, 122, 118, 111, 104, 99, 92, 88)


def test_equal_neighbours_end_a_trend_and_a_point_on_the_mean_ends_a_run():
    before = [100, 130, 90, 120, 95, 125]
    assert not [each for each in signals(*before, 88, 92, 99, 104, 104, 111, 118) if each[0] == "trend"]
    centred = [110, 111, 112, 100, 113, 109, 110, 90, 89, 88, 91, 87, 100, 90]
    assert sum(centred) == 100 * len(centred)
    assert not [each for each in signals(*centred) if each[0] == "one-side"]
    without = [110, 111, 112, 108, 113, 109, 110, 90, 89, 88, 91, 87, 92, 90]
    assert [each[2] for each in signals(*without) if each[0] == "one-side"] == [tuple(range(7)), tuple(range(7, 14))]


def test_two_of_three_beyond_two_thirds_of_the_limit():
    # mean 99.3, average range 24.6: two thirds of the way to the limit are at 143.0; in the second series at 139.9
    quiet, high = alternate(20), [150, 105, 150, 70, 80, 60, 90, 75]
    assert sum([*quiet, *high]) == 28 * (100 - 20 / 28)
    assert [each for each in signals(*quiet, *high) if each[0] == "two-of-three"] == [
        (SignalKind.TWO_OF_THREE, UP, (20, 22))
    ]
    assert not [each for each in signals(*quiet, 150, 105, 105, 150, 80, 60, 60, 75) if each[0] == "two-of-three"]


@pytest.mark.parametrize("gap", [make_absent_value(Status.WITHHELD), Value(number=103.5, status=Status.PROXIED)])
def test_a_gap_ends_a_run_and_has_no_moving_range(gap):
    rising = series(100, 130, 90, 120, 95, 125, 88, 92, 99, 104, 111, 118, 122)
    assert [each.kind for each in build_control_chart(CASES, Window.QUARTER, rising).signals] == [SignalKind.TREND]
    broken = [*rising[:10], gap, *rising[10:]]
    made = build_control_chart(CASES, Window.QUARTER, broken)
    whole = build_control_chart(CASES, Window.QUARTER, rising)
    assert made.signals == ()
    assert made.mean == whole.mean
    assert made.average_range * 11 == pytest.approx(whole.average_range * 12 - 7)


def test_under_twelve_points_a_median_and_no_flag():
    assert chart(*[100] * 10, 900) == RunChart(median=100, points=11)
    assert isinstance(chart(*[100] * 11, 900), ControlChart)
    assert chart(*[100] * 6, None, *[100] * 5) == RunChart(median=100, points=11)


def test_points_without_neighbours_are_no_control_chart():
    assert chart(*[100, None] * 12) == RunChart(median=100, points=12)


def test_a_series_that_never_moves_has_no_signal():
    made = chart(*[0.1] * 30, indicator=SHARE)
    assert made.signals == ()
    assert made.limits.lower == pytest.approx(made.limits.upper)


def test_points_that_only_binary_fractions_keep_from_the_mean_are_on_it():
    numbers = [0.3, 0.1] * 8 + [0.2] * 7
    assert fmean(numbers) < 0.2
    assert chart(*numbers, indicator=SHARE).signals == ()


def test_limits_end_where_an_indicator_does():
    assert chart(0, 9, 1, 8, 0, 9, 2, 7, 0, 9, 1, 8).limits.lower == 0
    assert chart(*[95, 5] * 8, indicator=SHARE).limits == Interval(lower=0, upper=100)
    assert chart(*[150, -80] * 8, indicator=CHANGE).limits == Interval(lower=-100, upper=pytest.approx(35 + 2.66 * 230))


def test_nothing_is_ever_moved_on():
    steps = [*alternate(12, 100), *alternate(12, 200)]
    made = chart(*steps)
    assert made.mean == 150
    assert [(each.kind, each.direction) for each in made.signals if each.kind is SignalKind.ONE_SIDE] == [
        (SignalKind.ONE_SIDE, DOWN),
        (SignalKind.ONE_SIDE, UP),
    ]


def test_rolling_years_are_refused():
    assert build_control_chart(CASES, Window.YEAR, series(*DOZEN)) == Refusal(reason=RefusalReason.ROLLING)


def test_no_figure_at_all():
    assert chart(*[None] * 12) == Refusal(reason=RefusalReason.NO_FIGURE)


def test_signals_come_earliest_first():
    made = chart(300, *alternate(14), *[130] * 7)
    assert [each.indices[0] for each in made.signals] == sorted(each.indices[0] for each in made.signals)
    assert made.signals[0] == Signal(kind=SignalKind.OUTSIDE, direction=UP, indices=(0,))
