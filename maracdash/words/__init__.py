"""Answers said: headings, cards, descriptions, source lines and table cells, in plain British English."""

from maracdash.words.alts import alt
from maracdash.words.cards import Card, card
from maracdash.words.findings import finding, headline
from maracdash.words.numbers import change, coverage, value
from maracdash.words.sources import DEMONSTRATION, source_lines
from maracdash.words.tables import Row, rows

__all__ = [
    "DEMONSTRATION",
    "Card",
    "Row",
    "alt",
    "card",
    "change",
    "coverage",
    "finding",
    "headline",
    "rows",
    "source_lines",
    "value",
]
