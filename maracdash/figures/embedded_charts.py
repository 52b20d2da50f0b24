"""Figures of a set size for a slide, a document and a screen, which say finding and source beside them."""

from __future__ import annotations

from maracdash.figures import funnels, text_metrics
from maracdash.figures.bars import RowSpacing, draw_bars
from maracdash.figures.control_charts import leave_out_breaks, list_signal_places
from maracdash.figures.fitted_plots import (
    DOT_SIZES,
    ROOMY_SPACING,
    TIGHT_SPACING,
    draw_plot,
    plot_height,
    stretch_rows,
)
from maracdash.figures.strip_plots import DotLayout, draw_strips
from maracdash.figures.theme import Figure
from maracdash.figures.trend_labels import measure_head
from maracdash.figures.trends import draw_trend
from maracdash.model.answers import Comparison, Trend
from maracdash.statistics.answers import ControlSeries, FunnelPlot

STRIP_EDGE = 16
SLIDE_AXIS, SLIDE_LEGEND_HEIGHT = 62, 60
DOCUMENT_WIDTH, DOCUMENT_HEIGHT = 660, 460
"""Pixels of the text of a page of A4 at 96 to the inch."""
MAX_DOCUMENT_BARS = 16
DOCUMENT_SPACING = RowSpacing(width=400)
LEGEND_ROW, LEGEND_COLUMNS, LEGEND_KEY = 26, 2, 60
SCREEN_SIZE = 840, 370
"""Pixels of a figure on a projector, where it is drawn larger."""
SCREEN_STRIP_WIDTH = 800
SLIDE_LEGEND = {"orientation": "h", "x": 0, "xref": "container", "y": 0, "yref": "container", "yanchor": "bottom"}


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
    figure = draw_plot(answer, height - head - foot, intervals=False)
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
        draw = draw_bars if len(answer.maracs) <= MAX_DOCUMENT_BARS else draw_strips
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
        if plot_height(figure) <= (plot := _measure_plot(figure, *SCREEN_SIZE)):
            return stretch_rows(figure, plot)
    for size in DOT_SIZES:
        dot = DotLayout(size=size, width=SCREEN_STRIP_WIDTH)
        figure = draw_strips(answer, RowSpacing(width=SCREEN_STRIP_WIDTH), dot=dot)
        if plot_height(figure) <= (plot := _measure_plot(figure, *SCREEN_SIZE)):
            return stretch_rows(figure, plot)
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
