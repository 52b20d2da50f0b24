"""What became of what was sent."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from layouts import parts
from layouts.attributes import attributes


def layout(heading: str, lines: Sequence[str], ways: Sequence[tuple[str, str]]) -> list[Component]:
    """The sentence, and where to go from here: pairs of text and address."""
    return [
        html.H1(heading, tabIndex=-1, **attributes(data_focus="true")),
        *parts.paragraphs(lines),
        html.Ul([html.Li(html.A(text, href=href)) for text, href in ways], className="ways"),
    ]
