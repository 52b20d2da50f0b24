"""Control charts of single quarters (XmR): does a series move more than it always does?

Shewhart's chart for individual values (Wheeler 1993, Understanding Variation): the limits come from how much one
quarter differs from the next. They are never moved on after a signal; whoever reads decides whether a change lasts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median

from maracdash.model.indicators import Indicator, Unit
from maracdash.model.quarters import Window
from maracdash.model.values import Status, Value
from maracdash.statistics.intervals import Interval
from maracdash.statistics.refusals import Refusal, RefusalReason

MIN_POINTS = 12
MIN_RANGES = 8
"""Of neighbouring quarters: a series with many gaps has points enough and too little to judge them by."""
RANGES_TO_LIMIT = 2.66
"""Three standard deviations, each estimated as the average moving range over 1.128."""
LONG_RUN = 7


class SignalKind(StrEnum):
    """Rule that a signal follows."""

    OUTSIDE = "outside"
    ONE_SIDE = "one-side"
    TREND = "trend"
    TWO_OF_THREE = "two-of-three"


class Direction(StrEnum):
    """`UP` is above the mean, or rising."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, kw_only=True)
class Signal:
    """Points that the usual variation does not explain; `indices` count quarters of the series from 0."""

    kind: SignalKind
    direction: Direction
    indices: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class ControlChart:
    """Mean and limits in the display unit, and the signals, earliest first."""

    mean: float
    average_range: float
    limits: Interval
    signals: tuple[Signal, ...]


@dataclass(frozen=True, kw_only=True)
class RunChart:
    """The middle of a series that is too short, or has too many gaps, to flag anything."""

    median: float
    points: int


Points = Mapping[int, float]


def build_control_chart(
    indicator: Indicator, window: Window, values: Sequence[Value]
) -> ControlChart | RunChart | Refusal:
    """Build the chart of consecutive quarters, oldest first; a run chart where there are too few.

    Years that end in consecutive quarters share three of their four, so an unchanged series of them looks like a
    trend: they are refused. An absent quarter is a gap, and so is a proxied one, which repeats its neighbour: no moving
    range, run or three in a row goes across it.
    """
    if window is not Window.QUARTER:
        return Refusal(reason=RefusalReason.ROLLING)
    points = {
        index: value.number
        for index, value in enumerate(values)
        if value.status is Status.OK and value.number is not None
    }
    if not points:
        return Refusal(reason=RefusalReason.NO_FIGURE)
    ranges = [abs(points[index] - points[index - 1]) for index in points if index - 1 in points]
    if len(points) < MIN_POINTS or len(ranges) < MIN_RANGES:
        return RunChart(median=median(points.values()), points=len(points))
    mean, average_range = fmean(points.values()), fmean(ranges)
    reach = RANGES_TO_LIMIT * average_range
    return ControlChart(
        mean=mean,
        average_range=average_range,
        limits=_limit_to_possible(indicator, mean - reach, mean + reach),
        signals=tuple(sorted(_find_signals(points, mean, reach), key=_earliest_first_key)),
    )


def _limit_to_possible(indicator: Indicator, lower: float, upper: float) -> Interval:
    """Cut limits at the numbers that an indicator can have: a share ends at 0 and 100%, a fall at -100%."""
    least = indicator.number(0, 1) or 0.0
    most = 100.0 if indicator.unit is Unit.PERCENT and not least else math.inf
    return Interval(lower=max(least, lower), upper=min(most, upper))


def _find_signals(points: Points, mean: float, reach: float) -> Iterator[Signal]:
    """All signals; zones are measured by the whole reach, though a limit may be drawn nearer.

    A point on the mean is on neither side, and equal neighbours neither rise nor fall: both end a run.
    """
    for direction, sign in ((Direction.UP, 1), (Direction.DOWN, -1)):
        apart = {index: sign * (number - mean) for index, number in points.items()}
        found: dict[SignalKind, list[tuple[int, ...]]] = {
            SignalKind.OUTSIDE: [(index,) for index, number in apart.items() if _exceeds(number, reach)],
            SignalKind.ONE_SIDE: _split_runs(apart, _are_above),
            SignalKind.TREND: _split_runs(apart, _rises),
            SignalKind.TWO_OF_THREE: _join_pairs(apart, 2 / 3 * reach),
        }
        for kind, runs in found.items():
            yield from (Signal(kind=kind, direction=direction, indices=run) for run in runs)


def _split_runs(apart: Points, goes_on: Callable[[float, float], bool]) -> list[tuple[int, ...]]:
    """Runs of at least seven neighbouring quarters, each as long as it lasts."""
    runs: list[list[int]] = []
    for index, number in apart.items():
        if runs and index - 1 == runs[-1][-1] and goes_on(apart[index - 1], number):
            runs[-1].append(index)
        else:
            runs.append([index])
    return [tuple(run) for run in runs if len(run) >= LONG_RUN]


def _join_pairs(apart: Points, threshold: float) -> list[tuple[int, ...]]:
    """Points beyond the threshold of which three neighbouring quarters hold two; threes with a point in common join."""
    groups: list[list[int]] = []
    for start in apart:
        three = range(start, start + 3)
        far = [index for index in three if index in apart and _exceeds(apart[index], threshold)]
        if len(far) < 2 or any(index not in apart for index in three):
            continue
        if groups and groups[-1][-1] >= far[0]:
            groups[-1] += [index for index in far if index > groups[-1][-1]]
        else:
            groups.append(far)
    return [tuple(group) for group in groups]


def _are_above(before: float, after: float) -> bool:
    return _exceeds(min(before, after), 0)


def _rises(before: float, after: float) -> bool:
    return _exceeds(after, before)


def _exceeds(one: float, other: float) -> bool:
    """Tell if one is more, and not by the dust of binary fractions alone."""
    return one > other and not math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def _earliest_first_key(signal: Signal) -> tuple[int, int, Direction]:
    return signal.indices[0], list(SignalKind).index(signal.kind), signal.direction
