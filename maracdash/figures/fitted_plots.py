"""A plot of a given height: as roomy as fits, closer where there is much, dots where there are too many bars."""

from __future__ import annotations

from maracdash.figures.bars import RowSpacing, draw_bars
from maracdash.figures.control_charts import draw_control_chart
from maracdash.figures.distributions import build_distribution
from maracdash.figures.funnels import draw_funnel
from maracdash.figures.strip_plots import DotLayout, draw_strips
from maracdash.figures.theme import Figure
from maracdash.figures.trends import draw_trend
from maracdash.model.answers import Comparison, Trend
from maracdash.statistics.answers import ControlSeries, Distribution, FunnelPlot

MAX_BARS = 28
ROOMY_SPACING = RowSpacing(width=620)
TIGHT_SPACING = RowSpacing(line=16, gap=0.6, width=620)
DOT_SIZES = (13, 11, 9, 8, 7, 6)


def draw_plot(answer: Comparison | Trend, plot: float, *, intervals: bool) -> Figure:
    """The plot of an answer for so many pixels of height; title, legend and margins are for who puts it in place."""
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
    if plot_height(roomy) <= plot * 1.15:
        return stretch_rows(roomy, plot)
    tight = draw_bars(answer, TIGHT_SPACING, intervals=intervals)
    if len(answer.maracs) <= MAX_BARS and plot_height(tight) <= plot * 1.08:
        return tight
    return _draw_whiskers(answer, plot) if intervals else draw_strips(answer, ROOMY_SPACING)


def _draw_whiskers(answer: Comparison, plot: float) -> Figure:
    """Strips with dots as large as leaves room for every whisker: squeezed, the words above them would overlap."""
    for size in DOT_SIZES:
        figure = draw_strips(answer, ROOMY_SPACING, dot=DotLayout(size=size), intervals=True)
        if plot_height(figure) <= plot:
            break
    return figure


def plot_height(figure: Figure) -> float:
    """Pixels that the rows of a figure take."""
    height: float = figure["layout"]["yaxis"]["range"][0]
    return height


def stretch_rows(figure: Figure, plot: float) -> Figure:
    """Few rows fill the plot, but no row grows beyond half as much again."""
    figure["layout"]["yaxis"]["range"] = [max(plot_height(figure), plot / 1.5), 0]
    return figure
