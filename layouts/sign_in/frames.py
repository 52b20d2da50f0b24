"""Pages that only say something to somebody who has not signed in."""

from __future__ import annotations

from dash.development.base_component import Component

from layouts.html import elements as html


def build_message(heading: str, sentence: str, address: str) -> list[Component]:
    """A sentence, and the way on."""
    return [html.H1(heading), html.P(sentence), html.P(html.A("Go on", href=address))]
