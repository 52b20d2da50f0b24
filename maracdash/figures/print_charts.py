"""A figure for paper and slides: 1280 by 720, with its title, period, legend and footer inside the picture."""

from __future__ import annotations

import textwrap
from typing import Any

from maracdash.figures import funnels, text_metrics, theme
from maracdash.figures.control_charts import leave_out_breaks
from maracdash.figures.fitted_plots import draw_plot
from maracdash.figures.theme import Figure
from maracdash.figures.trend_labels import measure_head
from maracdash.model.answers import AreaRole, Comparison, Trend
from maracdash.model.quarters import Window, describe_period
from maracdash.statistics.answers import ControlSeries, FunnelPlot

WIDTH, HEIGHT = 1280, 720
EDGE = 40
LEGEND_WIDTH = 270
"""Width of the legend's column at the right."""
TITLE_SIZE, TITLE_LINE = 26, 33
FOOTER_LINE = 20


def draw_for_print(
    answer: Comparison | Trend, title: str, footer: tuple[str, ...], *, intervals: bool = False
) -> Figure:
    """The figure of an answer with the finding as its title and source lines under it; intervals where asked."""
    heading = text_metrics.fit_text(title, WIDTH - 2 * EDGE, TITLE_SIZE)
    notes = text_metrics.fit_text(" · ".join(footer), WIDTH - 2 * EDGE, theme.TEXT_SIZE)
    top = 24 + TITLE_LINE * len(heading) + _head_height(answer)
    bottom = _axis_height(answer) + FOOTER_LINE * len(notes) + 16
    figure = draw_plot(answer, HEIGHT - top - bottom, intervals=intervals)
    layout = figure["layout"]
    if not isinstance(answer, FunnelPlot):
        layout["xaxis"].pop("title", None)
    left = _left(answer, layout)
    layout |= {
        "width": WIDTH,
        "height": HEIGHT,
        "margin": {"l": left, "r": _right_margin(answer, layout), "t": top, "b": bottom},
        "legend": _legend_layout(answer),
        "showlegend": True,
    }
    figure["data"] = [each for trace in figure["data"] for each in _legend_traces(trace)]
    layout["annotations"] = [
        *layout["annotations"],
        *_heading_notes(answer, heading, left, top),
        _footer_note(notes, left, bottom),
    ]
    return figure


def _head_height(answer: Comparison | Trend) -> int:
    """Pixels between heading and plot."""
    if isinstance(answer, ControlSeries):
        return 30 + measure_head(leave_out_breaks(answer))
    if isinstance(answer, Trend):
        return 30 + measure_head(answer)
    return 30 + funnels.measure_head(answer) if isinstance(answer, FunnelPlot) else 44


def _axis_height(answer: Comparison | Trend) -> int:
    return 62 if isinstance(answer, Trend | FunnelPlot) else 34


def _heading_notes(answer: Comparison | Trend, heading: list[str], left: float, top: float) -> list[dict[str, Any]]:
    subtitle = f"{answer.indicator.title}, {_period(answer)}"
    colour = theme.COLOURS[AreaRole.OWN]
    return [
        _page_note(
            text_metrics.make_bold(text_metrics.join_lines(heading)),
            left,
            y=1,
            yanchor="top",
            yshift=top - 18,
            font={"size": TITLE_SIZE, "color": colour},
        ),
        _page_note(
            text_metrics.escape_text(subtitle),
            left,
            y=1,
            yanchor="bottom",
            yshift=top - 24 - TITLE_LINE * len(heading) - 24,
            font={"size": theme.TEXT_SIZE + 2},
        ),
    ]


def _period(answer: Comparison | Trend) -> str:
    if isinstance(answer, Comparison):
        return describe_period(answer.quarter, answer.window)
    months = "12 months to the end of each quarter" if answer.window is Window.YEAR else "single quarters"
    return f"{months}, {answer.quarters[0]} to {answer.quarters[-1]}"


def _left(answer: Comparison | Trend, layout: dict[str, Any]) -> float:
    """Names may stand out before the heading; the title of a trend's axis begins where the heading does."""
    labels: float = layout["margin"]["l"]
    return labels + EDGE if isinstance(answer, Trend | FunnelPlot) else max(EDGE, labels + 24)


def _right_margin(answer: Comparison | Trend, layout: dict[str, Any]) -> float:
    labels: float = layout["margin"]["r"]
    return LEGEND_WIDTH + (labels if isinstance(answer, Trend | FunnelPlot) else EDGE)


def _legend_layout(answer: Comparison | Trend) -> dict[str, Any]:
    return {
        "orientation": "v",
        "x": 1 - EDGE / WIDTH - 0.001,
        "xref": "container",
        "xanchor": "right",
        "y": 1,
        "yanchor": "top",
        "traceorder": "reversed" if isinstance(answer, Trend | FunnelPlot) else "normal",
    }


def _legend_traces(trace: dict[str, Any]) -> list[dict[str, Any]]:
    """A trace with its name in lines. The legend draws the first point of a trace: where that may be an estimate, which
    is hollow, a trace without points stands for all of it."""
    if "name" not in trace:
        return [trace]
    name = "<br>".join(textwrap.wrap(trace["name"], text_metrics.MAX_LINE_LENGTH, break_long_words=False))
    named = {**trace, "name": name}
    marker = trace.get("marker", {})
    if not (isinstance(marker.get("symbol"), list) or "pattern" in marker):
        return [named]
    solid = {key: value for key, value in marker.items() if key not in ("symbol", "pattern")}
    if isinstance(marker.get("symbol"), list):
        solid["symbol"] = marker["symbol"][0].removesuffix("-open")
    return [{**named, "showlegend": False}, {**named, "x": [None], "y": [None], "marker": solid}]


def _footer_note(notes: list[str], left: float, bottom: float) -> dict[str, Any]:
    return _page_note(text_metrics.join_lines(notes), left, y=0, yanchor="bottom", yshift=12 - bottom)


def _page_note(text: str, left: float, **parts: object) -> dict[str, Any]:
    place: dict[str, Any] = {"xref": "paper", "x": 0, "xanchor": "left", "xshift": EDGE - left, "yref": "paper"}
    return {"text": text, "showarrow": False, "align": "left", **place, **parts}
