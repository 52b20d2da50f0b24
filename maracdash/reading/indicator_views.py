"""The answer behind each view of one indicator."""

from __future__ import annotations

from dataclasses import replace

from maracdash import queries
from maracdash.model.answers import Comparison, Trend
from maracdash.model.selection import ChartView, Selection
from maracdash.reading.reader import Reader


def ask_view(reader: Reader, selection: Selection) -> Comparison | Trend:
    """The answer of the chosen view, asked the same way whatever the view, so that answers are remembered."""
    asked = replace(selection, view=ChartView.COMPARE, intervals=False, tabled=False)
    if selection.view is ChartView.TREND:
        return reader.ask(queries.TREND, asked)
    if selection.view is ChartView.DISTRIBUTION:
        return reader.ask(queries.DISTRIBUTION, asked)
    if selection.view is ChartView.FUNNEL:
        return reader.ask(queries.FUNNEL, asked)
    if selection.view is ChartView.CONTROL:
        return reader.ask(queries.CONTROL_SERIES, asked)
    return reader.ask(queries.COMPARISON, asked)
