"""One Marac among others: bars for up to forty areas, dots for more."""

from __future__ import annotations

from maracdash.figures.bars import draw_bars
from maracdash.figures.strip_plots import draw_strips
from maracdash.figures.text_traces import turn_notes_into_trace
from maracdash.figures.theme import Figure
from maracdash.model.answers import Comparison

MAX_BARS = 40


def draw_comparison(answer: Comparison, *, intervals: bool = False) -> Figure:
    """The figure of a comparison, for the screen; with 95% intervals where asked."""
    draw = draw_bars if is_drawn_as_bars(answer) else draw_strips
    return turn_notes_into_trace(draw(answer, intervals=intervals))


def is_drawn_as_bars(answer: Comparison) -> bool:
    """True where the screen shows bars."""
    return len(answer.maracs) <= MAX_BARS
