"""Words in a trend: the title above it, names at the ends of lines, breaks, and one gap of the Marac's own.

Other gaps are said under the chart: in the plot, words of several would hide the lines that are there.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

from maracdash.figures import label_layout, reference_lines, text_metrics, theme
from maracdash.figures.reference_labels import Scale
from maracdash.figures.trend_series import has_known_value
from maracdash.model.answers import AreaRole, Series, SeriesBreak, Trend
from maracdash.model.quarters import name_measure
from maracdash.model.values import Value

BROKEN = "not comparable<br>with earlier"
"""In two lines, which fit beside a break on a narrow screen."""
TITLE = 280
"""The width in pixels in which the title of the axis of values is written: it stands above the axis, level."""
GAP_RISE = 12
"""Pixels from the axis up to the middle of the words of a gap."""


def measure_head(answer: Trend) -> int:
    """Pixels above the plot: the title of the axis, and under it the words of breaks."""
    return theme.LEADING * len(_title(answer)) + _place_under_title(answer) + theme.TOP_MARGIN


def select_ends(series: tuple[Series, ...]) -> tuple[Series, ...]:
    """The series with a name at the right: those with a line, and the Marac's own."""
    return tuple(each for each in series if each.role is AreaRole.OWN or has_known_value(each))


def write_ends(answer: Trend, series: tuple[Series, ...]) -> list[str]:
    """Name and last value of each line, for its end."""
    return [_write_end(answer, each) for each in series]


def draw_ends(series: tuple[Series, ...], names: list[str], scale: Scale, plot: float) -> list[dict[str, Any]]:
    """The names at the ends, spaced so that they do not overlap on a plot so many pixels high."""
    low, high = scale
    lasting = [next((v.number for v in reversed(each.values) if v.number is not None), low) for each in series]
    pixels = [(number - low) / (high - low) * plot for number in lasting]
    gap = theme.LINE_HEIGHT * (1 + max((name.count("<br>") for name in names), default=0) / 2)
    return [
        theme.build_note(
            name,
            xref="paper",
            x=1,
            xanchor="left",
            xshift=10,
            y=theme.round_for_screen(low + place / plot * (high - low)),
            align="left",
            font={"color": theme.COLOURS[each.role]},
        )
        for each, name, place in zip(series, names, label_layout.space_apart(pixels, gap, 0, plot), strict=True)
    ]


def draw_own_gap(answer: Trend, scale: Scale, plot: float) -> list[dict[str, Any]]:
    """The words of the Marac's own gap on the axis under it, where it has one alone."""
    own = next((each for each in answer.series if each.role is AreaRole.OWN), None)
    gaps = _find_gaps(own) if own else []
    if len(gaps) != 1:
        return []
    first, last, words = gaps[0]
    x, side = _place_gap(first, last, len(answer.quarters))
    y = theme.round_for_screen(scale[0] + (scale[1] - scale[0]) / plot * GAP_RISE)
    return [theme.build_note(words, x=x, xanchor=side, y=y, font={"color": theme.COLOURS[AreaRole.OWN]})]


def draw_title(answer: Trend, left: float) -> dict[str, Any]:
    """Title of the value axis, level above it, from the figure's left edge on."""
    return theme.build_note(
        text_metrics.join_lines(_title(answer)),
        xref="paper",
        x=0,
        xanchor="left",
        xshift=-left,
        yref="paper",
        y=1,
        yanchor="bottom",
        yshift=_place_under_title(answer),
        align="left",
    )


def list_breaks(answer: Trend) -> list[SeriesBreak]:
    """Breaks among the quarters shown."""
    return [each for each in answer.breaks if each.quarter in answer.quarters]


def draw_breaks(answer: Trend) -> list[dict[str, Any]]:
    """The words beside each break."""
    return [_break_label(answer, each) for each in list_breaks(answer)]


def write_number(answer: Trend, value: Value) -> str:
    """A number, or the words that stand for it."""
    return value.status.words if value.number is None else answer.indicator.format_value(value)


def _write_end(answer: Trend, series: Series) -> str:
    text = write_number(answer, series.values[-1]) if series.values else ""
    if series.role is AreaRole.OWN:
        rows = text_metrics.wrap_text(f"{series.area.name} {text}", 16)
        return text_metrics.make_bold(text_metrics.join_lines(rows))
    return f"{text_metrics.escape_text(reference_lines.short_name(series.area, series.role))} {text}"


def _find_gaps(series: Series) -> list[tuple[int, int, str]]:
    """First place, last place and words of each run of quarters without a value."""
    gaps = []
    absences = ("" if value.known else value.status.words for value in series.values)
    for words, run in groupby(enumerate(absences), key=lambda each: each[1]):
        places = [place for place, _ in run]
        if words:
            gaps.append((places[0], places[-1], words))
    return gaps


def _place_gap(first: int, last: int, quarters: int) -> tuple[float, str]:
    """Place of its words on the axis, and the side they are anchored at: at an end they run into the chart."""
    if first == 0 and last < quarters - 1:
        return -0.3, "left"
    if last == quarters - 1 and first > 0:
        return last + 0.3, "right"
    return (first + last) / 2, "center"


def _title(answer: Trend) -> list[str]:
    return text_metrics.fit_text(name_measure(answer.indicator.label, answer.window), TITLE, theme.TEXT_SIZE)


def _place_under_title(answer: Trend) -> int:
    """Room for the words of breaks, else for the upper half of the highest tick's number."""
    return theme.LEADING * (1 + BROKEN.count("<br>")) if list_breaks(answer) else theme.TOP_MARGIN


def _break_label(answer: Trend, broken: SeriesBreak) -> dict[str, Any]:
    at = answer.quarters.index(broken.quarter) - 0.5
    right = at > len(answer.quarters) / 2 - 1
    return theme.build_note(
        BROKEN,
        x=at,
        xanchor="right" if right else "left",
        yref="paper",
        y=1,
        yanchor="bottom",
        align="right" if right else "left",
    )
