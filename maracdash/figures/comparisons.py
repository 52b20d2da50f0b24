"""One Marac among others: bars for up to forty areas, dots for more."""

from __future__ import annotations

from maracdash.figures.bars import bars
from maracdash.figures.strip_plots import strips
from maracdash.figures.text_traces import lettered
from maracdash.figures.theme import Figure
from maracdash.model.answers import Comparison

MOST_BARS = 40


def comparison(answer: Comparison) -> Figure:
    """The figure of a comparison, for the screen."""
    return lettered(bars(answer) if in_bars(answer) else strips(answer))


def in_bars(answer: Comparison) -> bool:
    """Whether the screen shows bars."""
    return len(answer.maracs) <= MOST_BARS
