"""95% intervals of the Marac's own line through time, as a light band behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maracdash.figures import text_metrics, theme, trend_labels
from maracdash.model.answers import AreaRole, Trend
from maracdash.statistics.intervals import Interval, confidence_interval

Band = list[tuple[str, Interval]]
"""Neighbouring quarters, each with its interval."""


def find_bands(answer: Trend) -> list[Band]:
    """The bands of the Marac, parted at gaps and breaks; one quarter alone makes none."""
    own = next((each for each in answer.series if each.role is AreaRole.OWN), None)
    broken = {each.quarter for each in trend_labels.list_breaks(answer)}
    bands: list[Band] = [[]]
    for quarter, value in zip(answer.quarters, own.values if own else (), strict=bool(own)):
        limits = confidence_interval(answer.indicator, value)
        if quarter in broken or limits is None:
            bands.append([])
        if limits:
            bands[-1].append((str(quarter), limits))
    return [band for band in bands if len(band) > 1]


def list_edges(bands: Sequence[Band]) -> list[float]:
    """Every limit in the bands."""
    return [limit for band in bands for _, each in band for limit in (each.lower, each.upper)]


def name_band(answer: Trend) -> str:
    """Name of the band in a legend, as plain text."""
    return f"95% interval of {answer.hierarchy.area.name}"


def draw_bands(answer: Trend, bands: Sequence[Band]) -> list[dict[str, Any]]:
    """The bands as filled areas without an edge, named once."""
    return [_draw_band(band) | _name_first(answer, place) for place, band in enumerate(bands)]


def _draw_band(band: Band) -> dict[str, Any]:
    quarters = [quarter for quarter, _ in band]
    upper = [theme.round_for_screen(each.upper) for _, each in band]
    lower = [theme.round_for_screen(each.lower) for _, each in band]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*quarters, *reversed(quarters)],
        "y": [*upper, *reversed(lower)],
        "fill": "toself",
        "fillcolor": theme.OWN_TINT,
        "line": {"width": 0, "color": theme.OWN_TINT, "dash": "solid"},
        "hoverinfo": "skip",
    }


def _name_first(answer: Trend, place: int) -> dict[str, Any]:
    return {"showlegend": False} if place else {"name": text_metrics.escape_text(name_band(answer))}
