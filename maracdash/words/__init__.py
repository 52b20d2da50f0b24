"""Answers said: headings, cards, descriptions, source lines and table cells, in plain British English."""

from maracdash.words.alt_text import alt
from maracdash.words.cards import Card, card
from maracdash.words.differences import Difference, Shape, difference
from maracdash.words.numbers import change, coverage, value
from maracdash.words.overview_reports import (
    caption,
    cell,
    chosen,
    explanation,
    mark,
    report_lines,
    selected,
    since,
    title,
)
from maracdash.words.sources import DEMONSTRATION, source_lines
from maracdash.words.summaries import finding, headline
from maracdash.words.tables import Row, rows

__all__ = [
    "DEMONSTRATION",
    "Card",
    "Difference",
    "Row",
    "Shape",
    "alt",
    "caption",
    "card",
    "cell",
    "change",
    "chosen",
    "coverage",
    "difference",
    "explanation",
    "finding",
    "headline",
    "mark",
    "report_lines",
    "rows",
    "selected",
    "since",
    "source_lines",
    "title",
    "value",
]
