"""A figure for paper and slides: 1280 by 720, with its title, period, legend and footer inside the picture."""

from __future__ import annotations

import textwrap
from typing import Any

from maracdash.figures import funnels, text_metrics, theme
from maracdash.figures.bars import RowSpacing, draw_bars
from maracdash.figures.control_charts import draw_control_chart, leave_out_breaks, list_signal_places
from maracdash.figures.distributions import build_distribution
from maracdash.figures.funnels import draw_funnel
from maracdash.figures.strip_plots import DotLayout, draw_strips
from maracdash.figures.theme import Figure
from maracdash.figures.trend_labels import measure_head
from maracdash.figures.trends import draw_trend
from maracdash.model.answers import Comparison, Role, Trend
from maracdash.model.quarters import Window, describe_period
from maracdash.statistics.answers import ControlSeries, Distribution, FunnelPlot

WIDTH, HEIGHT = 1280, 720
EDGE = 40
LEGEND_WIDTH = 270
"""Width of the legend's column at the right."""
TITLE_SIZE, TITLE_LINE = 26, 33
FOOTER_LINE = 20
MOST_BARS = 28
STRIP_EDGE = 16
SLIDE_AXIS, SLIDE_LEGEND_HEIGHT = 62, 60
DOCUMENT_WIDTH, DOCUMENT_HEIGHT = 660, 460
"""Pixels of the text of a page of A4 at 96 to the inch."""
MOST_DOCUMENT_BARS = 16
DOCUMENT_SPACING = RowSpacing(width=400)
LEGEND_ROW, LEGEND_COLUMNS, LEGEND_KEY = 26, 2, 60
SCREEN_SIZE = 840, 370
"""Pixels of a figure on a projector, where it is drawn larger."""
SCREEN_STRIP_WIDTH = 800
SLIDE_LEGEND = {"orientation": "h", "x": 0, "xref": "container", "y": 0, "yref": "container", "yanchor": "bottom"}
ROOMY_SPACING = RowSpacing(width=620)
DOT_SIZES = (13, 11, 9, 8, 7, 6)
TIGHT_SPACING = RowSpacing(line=16, gap=0.6, width=620)


def draw_for_print(
    answer: Comparison | Trend, title: str, footer: tuple[str, ...], *, intervals: bool = False
) -> Figure:
    """The figure of an answer with the finding as its title and source lines under it; intervals where asked."""
    heading = text_metrics.fit_text(title, WIDTH - 2 * EDGE, TITLE_SIZE)
    notes = text_metrics.fit_text(" · ".join(footer), WIDTH - 2 * EDGE, theme.TEXT_SIZE)
    top = 24 + TITLE_LINE * len(heading) + _head_height(answer)
    bottom = _axis_height(answer) + FOOTER_LINE * len(notes) + 16
    figure = _draw_plot(answer, HEIGHT - top - bottom, intervals=intervals)
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


def draw_strips_for_slide(answer: Comparison, width: int, height: int) -> Figure:
    """Every Marac as a dot, for a slide that has the title and the source itself. Sizes are pixels."""
    figure = draw_strips(answer, RowSpacing(width=width - 2 * STRIP_EDGE))
    figure["layout"] |= {"width": width, "height": height}
    return figure


def draw_view_for_slide(answer: FunnelPlot | ControlSeries, width: int, height: int) -> Figure:
    """A funnel or a control chart with its legend under it, for a slide that has the title and the source itself.

    The legend names the points; lines have their names at their ends.
    """
    keyed = isinstance(answer, FunnelPlot) or bool(list_signal_places(answer))
    foot = SLIDE_AXIS + (SLIDE_LEGEND_HEIGHT if keyed else 0)
    head = measure_head(leave_out_breaks(answer)) if isinstance(answer, ControlSeries) else funnels.measure_head(answer)
    figure = _draw_plot(answer, height - head - foot, intervals=False)
    named = [trace for trace in figure["data"] if "markers" in trace.get("mode", "") and "name" in trace]
    figure["data"] = [{**trace, "showlegend": trace in named} for trace in figure["data"]]
    layout = figure["layout"]
    layout |= {
        "width": width,
        "height": height,
        "margin": {**layout["margin"], "t": head, "b": foot},
        "legend": SLIDE_LEGEND,
        "showlegend": keyed,
    }
    return figure


def draw_for_document(answer: Comparison | Trend) -> Figure:
    """A figure as wide as the text of a page, so that its letters are as large as they say; as high as it takes.

    Title and source stand beside it. The legend names what has no name at its end.
    """
    if isinstance(answer, FunnelPlot | ControlSeries):
        return draw_view_for_slide(answer, DOCUMENT_WIDTH, DOCUMENT_HEIGHT)
    if isinstance(answer, Trend):
        figure = draw_trend(answer)
    else:
        draw = draw_bars if len(answer.maracs) <= MOST_DOCUMENT_BARS else draw_strips
        figure = draw(answer, DOCUMENT_SPACING)
    return _add_legend(figure, DOCUMENT_WIDTH, figure["layout"]["height"] + _measure_legend(figure, DOCUMENT_WIDTH))


def draw_for_screen(answer: Comparison | Trend) -> Figure:
    """A figure for a page that shows one at a time and says its finding and source itself.

    All are of one size, so that a page has room for one that is still to come; what is too much for it is drawn closer.
    """
    width, height = SCREEN_SIZE
    if isinstance(answer, FunnelPlot | ControlSeries):
        return draw_view_for_slide(answer, width, height)
    if isinstance(answer, Trend):
        first = draw_trend(answer)
        figure = draw_trend(answer, _measure_plot(first, *SCREEN_SIZE))
    else:
        figure = _fit_comparison(answer)
    return _add_legend(figure, width, height)


def _fit_comparison(answer: Comparison) -> Figure:
    """Bars where they fit, else every Marac as a dot, as large as leaves room for all."""
    for spacing in (ROOMY_SPACING, TIGHT_SPACING):
        figure = draw_bars(answer, spacing)
        if _plot_height(figure) <= (plot := _measure_plot(figure, *SCREEN_SIZE)):
            return _stretch_rows(figure, plot)
    for size in DOT_SIZES:
        dot = DotLayout(size=size, width=SCREEN_STRIP_WIDTH)
        figure = draw_strips(answer, RowSpacing(width=SCREEN_STRIP_WIDTH), dot=dot)
        if _plot_height(figure) <= (plot := _measure_plot(figure, *SCREEN_SIZE)):
            return _stretch_rows(figure, plot)
    return figure


def _measure_plot(figure: Figure, width: int, height: int) -> float:
    """Pixels that are left for the plot of a figure of this size with its legend."""
    margin = figure["layout"]["margin"]
    plot: float = height - margin["t"] - margin["b"] - _measure_legend(figure, width)
    return plot


def _measure_legend(figure: Figure, width: int) -> int:
    keyed = _list_keyed(figure)
    at_once = sum(text_metrics.measure_width(name) + LEGEND_KEY for name in keyed) <= width
    return LEGEND_ROW * (min(len(keyed), 1) if at_once else -(-len(keyed) // LEGEND_COLUMNS))


def _list_keyed(figure: Figure) -> set[str]:
    """Names of what has no name beside it: bars, and the grounds of a trend."""
    return {
        trace["name"] for trace in figure["data"] if trace["type"] == "bar" or ("name" in trace and trace.get("fill"))
    }


def _add_legend(figure: Figure, width: int, height: int) -> Figure:
    """Add the legend to a figure of this size, under it."""
    keyed, foot = _list_keyed(figure), _measure_legend(figure, width)
    figure["data"] = [{**trace, "showlegend": trace.get("name") in keyed} for trace in figure["data"]]
    layout = figure["layout"]
    layout |= {
        "width": width,
        "height": height,
        "margin": {**layout["margin"], "b": layout["margin"]["b"] + foot},
        "legend": SLIDE_LEGEND,
        "showlegend": True,
    }
    return figure


def _draw_plot(answer: Comparison | Trend, plot: float, *, intervals: bool) -> Figure:
    if isinstance(answer, ControlSeries):
        return draw_control_chart(answer, plot)
    if isinstance(answer, Trend):
        return draw_trend(answer, plot)
    if isinstance(answer, FunnelPlot):
        return draw_funnel(answer, plot)
    if isinstance(answer, Distribution):
        return build_distribution(answer, ROOMY_SPACING)
    return _draw_comparison(answer, plot, intervals=intervals)


def _draw_comparison(answer: Comparison, plot: float, *, intervals: bool) -> Figure:
    roomy = draw_bars(answer, ROOMY_SPACING, intervals=intervals)
    if _plot_height(roomy) <= plot * 1.15:
        return _stretch_rows(roomy, plot)
    tight = draw_bars(answer, TIGHT_SPACING, intervals=intervals)
    if len(answer.maracs) <= MOST_BARS and _plot_height(tight) <= plot * 1.08:
        return tight
    return _draw_whiskers(answer, plot) if intervals else draw_strips(answer, ROOMY_SPACING)


def _draw_whiskers(answer: Comparison, plot: float) -> Figure:
    """Strips with dots as large as leaves room for every whisker: squeezed, the words above them would overlap."""
    for size in DOT_SIZES:
        figure = draw_strips(answer, ROOMY_SPACING, dot=DotLayout(size=size), intervals=True)
        if _plot_height(figure) <= plot:
            break
    return figure


def _head_height(answer: Comparison | Trend) -> int:
    """Pixels between heading and plot."""
    if isinstance(answer, ControlSeries):
        return 30 + measure_head(leave_out_breaks(answer))
    if isinstance(answer, Trend):
        return 30 + measure_head(answer)
    return 30 + funnels.measure_head(answer) if isinstance(answer, FunnelPlot) else 44


def _plot_height(figure: Figure) -> float:
    height: float = figure["layout"]["yaxis"]["range"][0]
    return height


def _stretch_rows(figure: Figure, plot: float) -> Figure:
    """Few rows fill the plot, but no row grows beyond half as much again."""
    figure["layout"]["yaxis"]["range"] = [max(_plot_height(figure), plot / 1.5), 0]
    return figure


def _axis_height(answer: Comparison | Trend) -> int:
    return 62 if isinstance(answer, Trend | FunnelPlot) else 34


def _heading_notes(answer: Comparison | Trend, heading: list[str], left: float, top: float) -> list[dict[str, Any]]:
    subtitle = f"{answer.indicator.title}, {_period(answer)}"
    colour = theme.COLOURS[Role.OWN]
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
    name = "<br>".join(textwrap.wrap(trace["name"], text_metrics.LONGEST_LINE, break_long_words=False))
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
