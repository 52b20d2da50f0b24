"""Tables with columns of words and with links in their cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from dash.development.base_component import Component

from layouts.html import elements as html
from layouts.html.attributes import attributes

TableCell: TypeAlias = str | Component | list[Component]


def table(
    caption: str, columns: Sequence[str], rows: Sequence[Sequence[TableCell]], words: Sequence[int] = ()
) -> Component:
    """A real table in a scroll box of its own; the first column names the row, those of `words` stand left."""

    def name(place: int) -> str | None:
        return "words" if place in words else None

    head = [html.Th(column, scope="col", className=name(place)) for place, column in enumerate(columns)]
    body = [
        html.Tr(
            [html.Th(first, scope="row"), *[html.Td(cell, className=name(place)) for place, cell in enumerate(rest, 1)]]
        )
        for first, *rest in rows
    ]
    return html.Div(
        html.Table([html.Caption(caption), html.Thead(html.Tr(head)), html.Tbody(body)]),
        className="scroll",
        role="region",
        tabIndex=0,
        **attributes(aria_label=caption),
    )
