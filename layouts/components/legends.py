"""What the colours and shapes of a chart stand for, as a list beside it: the marks are drawn by a stylesheet."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from layouts.html.attributes import attributes
from maracdash.figures import Key

LABEL = "What the colours stand for"


def legend(keys: Sequence[Key]) -> list[Component]:
    """The list, or nothing where a chart needs none."""
    if not keys:
        return []
    return [html.Ul([_entry(key) for key in keys], className="legend", **attributes(aria_label=LABEL))]


def _entry(key: Key) -> Component:
    looks = ["glyph", *(f"glyph-{look}" for look in (key.mark, key.dash) if look)]
    return html.Li([html.Span(className=" ".join(looks), style={"color": key.colour}), key.name])
