"""What stands in place of a page that cannot be shown, reached from within the app."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from maracdash.model.errors import MaracdashError, NothingChosen, UnknownThing

HEADING = "Page not found"
ELSE = "Not available at the moment"
HEADINGS: dict[type[MaracdashError], str] = {UnknownThing: HEADING, NothingChosen: "Nothing chosen yet"}
NOT_FOUND = "There is no page at this address."


def heading(error: MaracdashError) -> str:
    """What kind of error it is, in a few words."""
    return HEADINGS.get(type(error), ELSE)


def layout(heading: str, sentence: str) -> list[Component]:
    """The reason, and ways on."""
    return [
        html.H1(heading),
        html.P(sentence),
        html.P(
            ["Go to the ", dcc.Link("overview", href="/"), " or ", dcc.Link("all indicators", href="/indicators"), "."]
        ),
    ]
