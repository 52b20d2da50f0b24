"""The tables behind the charts on a page, and the button that opens them."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from layouts.components import html_components
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash.model.answers import Comparison, Trend
from maracdash.model.figure_tables import FigureTable
from maracdash.model.selection import TABLE_WORD, Selection
from maracdash.words import FigureRow, figure_tables

SHOW_TABLE = "Table of these figures"


def build_view_tables(answer: Comparison | Trend, rows: Sequence[FigureRow]) -> tuple[Component, ...]:
    """The tables of the view that an answer is of."""
    return tuple(map(_build_table, figure_tables.build_view_tables(answer, rows)))


def build_plain_tables(answer: Comparison | Trend, rows: Sequence[FigureRow]) -> tuple[Component, ...]:
    """The same for who has no chart: part of every first page, so made in the way of large tables."""
    return tuple(map(_build_plain_table, figure_tables.build_view_tables(answer, rows)))


def build_comparison_tables(answer: Comparison, rows: Sequence[FigureRow]) -> tuple[Component, ...]:
    """The larger areas with the Marac's verdict against each and their coverage, then every Marac."""
    return tuple(map(_build_table, figure_tables.build_comparison_tables(answer, rows)))


def build_trend_table(answer: Trend, rows: Sequence[FigureRow]) -> Component:
    """One row a quarter, newest first; one column an area."""
    return _build_table(figure_tables.build_trend_table(answer, rows))


def build_switch(selection: Selection) -> Component:
    """The button that opens the table of a view below its chart, and closes it."""
    words, now, then = ("Hide the table", "true", "") if selection.tabled else (SHOW_TABLE, "false", TABLE_WORD)
    state = attributes(aria_expanded=now, data_set=f"table={then}")
    return html.P(html.Button(words, type="button", className="action", **state), className="folded")


def _build_plain_table(table: FigureTable) -> Component:
    rows = [
        html.Tr(_write_cells(cells), className="own" if number == table.own else None)
        for number, cells in enumerate(table.rows)
    ]
    head = html.Tr([html.Th(column, scope="col") for column in table.columns])
    parts = [html.Caption(table.caption), html.Thead(head), html.Tbody(rows)]
    named = attributes(aria_label=table.caption)
    return html.Div(html.Table(parts), className="scroll", **named, role="region", tabIndex=0)


def _write_cells(cells: Sequence[str]) -> list[Component]:
    first, *rest = cells
    return [html.Th(first, scope="row"), *[html.Td(cell) for cell in rest]]


def _build_table(table: FigureTable) -> Component:
    return html_components.table(table.caption, table.columns, table.rows, table.own)
