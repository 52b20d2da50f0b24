"""Page after a submission was accepted or cancelled."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from layouts.components import html_components
from layouts.html import elements as html
from layouts.html.attributes import attributes


def layout(heading: str, lines: Sequence[str], ways: Sequence[tuple[str, str]], forgets: str = "") -> list[Component]:
    """The sentence, and where to go from here: pairs of text and address. `forgets` is what the tab need not keep."""
    kept = [html.Div(hidden=True, **attributes(data_forgets=forgets))] if forgets else []
    return [
        *kept,
        html.H1(heading, tabIndex=-1, **attributes(data_focus="true")),
        *html_components.paragraphs(lines),
        html.Ul([html.Li(html.A(text, href=href)) for text, href in ways], className="ways"),
    ]
