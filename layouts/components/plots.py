"""A chart's place in a page: figure and settings stand in attributes, and assets/charts.js draws it there.

With the component of Dash the first chart would wait for Dash, and Dash would draw it a second time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash.development.base_component import Component

from layouts.html import elements as html
from layouts.html.attributes import attributes, write_data

STILL = {"responsive": False, "typesetMath": False}
"""assets/charts.js follows the window, and no chart holds formulas."""


def build_plot(figure: Mapping[str, Any], config: Mapping[str, Any], name: str | None = None) -> Component:
    """The place; `name` is its id, where callbacks and scripts speak to it. A figure without data is not drawn."""
    named: dict[str, Any] = {"id": name} if name else {}
    held = attributes(data_figure=write_data(figure), data_config=write_data({**config, **STILL}))
    return html.Div(className="plot", **named, **held)
