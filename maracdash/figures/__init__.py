"""Charts of answers: plain figures for plotly's basic bundle (bars and lines), no figure objects, no data fetched."""

from maracdash.figures.comparisons import draw_comparison
from maracdash.figures.legends import LegendEntry, Mark, build_legend
from maracdash.figures.print_charts import draw_for_print
from maracdash.figures.shares import draw_shares
from maracdash.figures.small_multiples import draw_small_multiple, find_shared_scales
from maracdash.figures.theme import COLOURS, DASHES, FONT_FAMILY, GRAPH_CONFIG, VERDICT_FILLS, Figure
from maracdash.figures.trends import draw_trend

__all__ = [
    "COLOURS",
    "DASHES",
    "FONT_FAMILY",
    "GRAPH_CONFIG",
    "VERDICT_FILLS",
    "Figure",
    "LegendEntry",
    "Mark",
    "build_legend",
    "draw_comparison",
    "draw_for_print",
    "draw_shares",
    "draw_small_multiple",
    "draw_trend",
    "find_shared_scales",
]
