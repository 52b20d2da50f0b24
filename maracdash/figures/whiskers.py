"""95% intervals of Maracs beside others, as whiskers across the end of a bar or a dot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from maracdash.figures import theme, value_axis
from maracdash.model.answers import Comparison, Point
from maracdash.statistics.intervals import confidence_interval


def list_limits(answer: Comparison, points: Iterable[Point]) -> list[float]:
    """Both limits of every point that has an interval."""
    found = (confidence_interval(answer.indicator, point.value) for point in points)
    return [limit for each in found if each for limit in (each.lower, each.upper)]


def build_whiskers(answer: Comparison, ways: Sequence[str]) -> dict[str, Any]:
    """Whiskers of the points of a trace, by the address that each leads to; none where a point has no interval."""
    points = {value_axis.write_way(point.area): point for point in answer.maracs}
    values = [points[way].value for way in ways]
    limits = [confidence_interval(answer.indicator, value) for value in values]
    if not any(limits):
        return {}
    numbers = [value.number or 0 for value in values]
    return {
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [
                theme.round_for_screen(each.upper - number) if each else 0
                for each, number in zip(limits, numbers, strict=True)
            ],
            "arrayminus": [
                theme.round_for_screen(number - each.lower) if each else 0
                for each, number in zip(limits, numbers, strict=True)
            ],
            "color": theme.INK,
            "thickness": 1.5,
            "width": 4,
        }
    }
