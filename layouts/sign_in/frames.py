"""Pages that only say something to somebody who has not signed in."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component


def build_message(heading: str, sentence: str, address: str) -> list[Component]:
    """A sentence, and the way on."""
    return [html.H1(heading), html.P(sentence), html.P(html.A("Go on", href=address))]
