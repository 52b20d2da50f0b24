"""Single quarters of one Marac with their mean and limits, and the quarters with a signal by their shape."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from maracdash.figures import label_layout, text_metrics, theme, trend_labels, trends
from maracdash.figures.reference_labels import Scale
from maracdash.figures.theme import Figure
from maracdash.figures.trend_series import find_range
from maracdash.statistics.answers import ControlSeries
from maracdash.statistics.control_chart import ControlChart, RunChart

SIGNAL_NAME = "Quarter with a signal"
SIGNAL_SYMBOL = "square"


@dataclass(frozen=True, kw_only=True)
class LevelLine:
    """A level line across the chart."""

    name: str
    at: float
    dash: str


def draw_control_chart(answer: ControlSeries, plot: float = trends.PLOT_HEIGHT) -> Figure:
    """The figure of a control chart, or of a run chart, `plot` pixels high inside its axes."""
    answer = leave_out_breaks(answer)
    [own] = answer.series
    lines = list_lines(answer)
    scale = find_range(answer.indicator, answer.series, [line.at for line in lines])
    quarters = [str(quarter) for quarter in answer.quarters]
    names = [f"{line.name} {answer.indicator.format(line.at)}" for line in lines]
    left = round(max(text_metrics.measure_width(answer.indicator.format(edge)) for edge in scale)) + 18
    head = trend_labels.measure_head(answer)
    return {
        "data": [
            *(_draw_line(line, quarters) for line in lines),
            trends.build_line(answer, own, quarters),
            *_draw_signals(answer, quarters),
        ],
        "layout": theme.build_layout(
            height=trends.PLOT_HEIGHT + head + trends.FOOT,
            margin={
                "t": head,
                "b": trends.FOOT,
                "l": left,
                "r": round(max(map(text_metrics.measure_width, names), default=0)) + 20,
            },
            hovermode="closest",
            xaxis=trends.build_quarter_axis(quarters),
            yaxis=trends.build_value_axis(answer.indicator, scale),
            annotations=[
                trend_labels.draw_title(answer, left),
                *_draw_ends(lines, names, scale, plot),
                *trend_labels.draw_own_gap(answer, scale, plot),
            ],
        ),
    }


def leave_out_breaks(answer: ControlSeries) -> ControlSeries:
    """The series as it is drawn: it begins after the last break, which the lines under it speak of."""
    return replace(answer, breaks=())


def list_lines(answer: ControlSeries) -> tuple[LevelLine, ...]:
    """The level lines, from the top down; a limit at the end of what is possible is none."""
    chart = answer.chart
    if isinstance(chart, RunChart):
        return (LevelLine(name="Median", at=chart.median, dash="dash"),)
    if not isinstance(chart, ControlChart):
        return ()
    found = (
        LevelLine(name="Upper limit", at=chart.limits.upper, dash="dot"),
        LevelLine(name="Mean", at=chart.mean, dash="dash"),
        LevelLine(name="Lower limit", at=chart.limits.lower, dash="dot"),
    )
    return tuple(line for line in found if line.dash == "dash" or 0 < line.at < _highest(answer))


def list_signal_places(answer: ControlSeries) -> list[int]:
    """Places of the quarters that any signal is made of."""
    signals = answer.chart.signals if isinstance(answer.chart, ControlChart) else ()
    return sorted({index for signal in signals for index in signal.indices})


def _highest(answer: ControlSeries) -> float:
    return 100 if answer.indicator.suffix else float("inf")


def _draw_line(line: LevelLine, quarters: list[str]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": line.name,
        "x": [quarters[0], quarters[-1]],
        "y": [theme.round_for_screen(line.at)] * 2,
        "line": {"color": theme.GREY, "dash": line.dash, "width": 2},
        "hoverinfo": "skip",
    }


def _draw_signals(answer: ControlSeries, quarters: list[str]) -> list[dict[str, Any]]:
    places = list_signal_places(answer)
    if not places:
        return []
    values = answer.series[0].values
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": SIGNAL_NAME,
            "x": [quarters[place] for place in places],
            "y": [theme.round_for_screen(values[place].number or 0) for place in places],
            "marker": {"color": theme.INK, "size": 13, "symbol": SIGNAL_SYMBOL},
            "hoverinfo": "skip",
        }
    ]


def _draw_ends(lines: tuple[LevelLine, ...], names: list[str], scale: Scale, plot: float) -> list[dict[str, Any]]:
    low, high = scale
    pixels = [(line.at - low) / (high - low) * plot for line in lines]
    return [
        theme.build_note(
            name,
            xref="paper",
            x=1,
            xanchor="left",
            xshift=10,
            y=theme.round_for_screen(low + place / plot * (high - low)),
            align="left",
            font={"color": theme.GREY},
        )
        for name, place in zip(names, label_layout.space_apart(pixels, theme.LINE_HEIGHT, 0, plot), strict=True)
    ]
