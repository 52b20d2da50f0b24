"""Written elements are what Dash would have written of components."""

from __future__ import annotations

import json

import pytest
from dash import html
from dash.development.base_component import Component
from plotly.io.json import to_json_plotly

from layouts.components.written_elements import write_element

NAMED = {"className": "words", "data-route": "to", "aria-label": "Figure"}


@pytest.mark.parametrize(
    ("written", "component"),
    [
        (write_element("Td", "70", **NAMED), html.Td("70", **NAMED)),
        (write_element("Img", None, src="a", alt="b", width=1), html.Img(src="a", alt="b", width=1)),
        (
            write_element("Tr", [write_element("Th", write_element("A", "70", href="/")), html.Td("48")]),
            html.Tr([html.Th(html.A("70", href="/")), html.Td("48")]),
        ),
    ],
)
def test_it_is_what_dash_writes_of_the_component(written: Component, component: Component) -> None:
    assert json.loads(to_json_plotly(written)) == json.loads(to_json_plotly(component))


def test_a_component_may_hold_it() -> None:
    held = html.Tbody([write_element("Tr", write_element("Td", "70"))])
    assert json.loads(to_json_plotly(held)) == json.loads(to_json_plotly(html.Tbody([html.Tr(html.Td("70"))])))
