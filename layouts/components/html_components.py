"""Small pieces that several pages are made of: notices, tables, definition lists. No page, no state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dash.development.base_component import Component

from layouts.html import elements as html
from layouts.html.attributes import attributes


def paragraphs(lines: Iterable[str], name: str = "") -> list[Component]:
    """One paragraph a line."""
    return [html.P(line, className=name or None) for line in lines]


def bullets(lines: Sequence[str]) -> Component:
    """A list of sentences."""
    return html.Ul([html.Li(line) for line in lines])


def alert(sentence: str) -> Component | None:
    """Alert that says what went wrong and what to do, where the reader was looking."""
    return html.P(sentence, className="notice") if sentence else None


def definition_list(pairs: Iterable[tuple[str, Component | str]]) -> Component:
    """Definition list: names and their meanings."""
    return html.Dl([part for name, said in pairs for part in (html.Dt(name), html.Dd(said))], className="facts")


def table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]], own: int | None = None) -> Component:
    """A real table in a scroll box of its own. The first column names the row; `own` is the reader's row."""
    body = [_row(cells, "own" if number == own else None) for number, cells in enumerate(rows)]
    head = html.Tr([html.Th(column, scope="col") for column in columns])
    return html.Div(
        html.Table([html.Caption(caption), html.Thead(head), html.Tbody(body)]),
        className="scroll",
        role="region",
        tabIndex=0,
        **attributes(aria_label=caption),
    )


def _row(cells: Sequence[str], name: str | None) -> Component:
    first, *rest = cells
    return html.Tr([html.Th(first, scope="row"), *[html.Td(cell) for cell in rest]], className=name)
