"""Charts of answers: plain figures for plotly's basic bundle (bars and lines), no figure objects, no data fetched."""

from maracdash.figures.comparisons import draw_comparison
from maracdash.figures.control_charts import draw_control_chart
from maracdash.figures.distributions import draw_distribution
from maracdash.figures.embedded_charts import (
    SCREEN_SIZE,
    draw_for_document,
    draw_for_screen,
    draw_strips_for_slide,
    draw_view_for_slide,
)
from maracdash.figures.force_maps import TileBox, draw_force_map, locate_tiles
from maracdash.figures.funnels import draw_funnel
from maracdash.figures.legends import LegendEntry, Mark, build_legend
from maracdash.figures.map_legends import KeyNames, MapKey, build_map_legend
from maracdash.figures.print_charts import draw_for_print
from maracdash.figures.print_maps import draw_map_for_print
from maracdash.figures.shares import draw_shares
from maracdash.figures.small_multiples import draw_small_multiple, find_shared_scales
from maracdash.figures.theme import COLOURS, DASHES, FONT_FAMILY, GRAPH_CONFIG, VERDICT_FILLS, Figure
from maracdash.figures.trends import draw_trend

__all__ = [
    "COLOURS",
    "DASHES",
    "FONT_FAMILY",
    "GRAPH_CONFIG",
    "SCREEN_SIZE",
    "VERDICT_FILLS",
    "Figure",
    "KeyNames",
    "LegendEntry",
    "MapKey",
    "Mark",
    "TileBox",
    "build_legend",
    "build_map_legend",
    "draw_comparison",
    "draw_control_chart",
    "draw_distribution",
    "draw_for_document",
    "draw_for_print",
    "draw_for_screen",
    "draw_force_map",
    "draw_funnel",
    "draw_map_for_print",
    "draw_shares",
    "draw_small_multiple",
    "draw_strips_for_slide",
    "draw_trend",
    "draw_view_for_slide",
    "find_shared_scales",
    "locate_tiles",
]
