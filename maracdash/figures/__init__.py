"""Answers drawn: plain figures for plotly's basic bundle (bars and lines), no figure objects, no data fetched."""

from maracdash.figures.comparisons import comparison
from maracdash.figures.legends import Key, Mark, legend
from maracdash.figures.print_charts import printed
from maracdash.figures.shares import shares
from maracdash.figures.small_multiples import compact, shared_scales
from maracdash.figures.theme import COLOURS, CONFIG, DASHES, FAMILY, Figure
from maracdash.figures.trends import trend

__all__ = [
    "COLOURS",
    "CONFIG",
    "DASHES",
    "FAMILY",
    "Figure",
    "Key",
    "Mark",
    "compact",
    "comparison",
    "legend",
    "printed",
    "shared_scales",
    "shares",
    "trend",
]
