"""Legend of a chart as a list beside it: the marks are drawn by a stylesheet."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash.figures import LegendEntry

LEGEND_LABEL = "What the colours stand for"


def build_legend(keys: Sequence[LegendEntry]) -> list[Component]:
    """Meaning of the colours, once for all charts of a page."""
    if not keys:
        return []
    return [html.Ul([_legend_item(key) for key in keys], className="legend", **attributes(aria_label=LEGEND_LABEL))]


def _legend_item(key: LegendEntry) -> Component:
    looks = ["glyph", *(f"glyph-{look}" for look in (key.mark, key.dash) if look)]
    return html.Li([html.Span(className=" ".join(looks), style={"color": key.colour}), key.name])
