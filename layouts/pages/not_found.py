"""Page in place of one that cannot be shown, reached from within the app."""

from __future__ import annotations

from dash import dcc
from dash.development.base_component import Component

from layouts.html import elements as html
from maracdash.model.errors import MaracdashError, MissingChoiceError, NotFoundError

HEADING = "Page not found"
UNAVAILABLE = "Not available at the moment"
HEADINGS: dict[type[MaracdashError], str] = {NotFoundError: HEADING, MissingChoiceError: "Nothing chosen yet"}
NOT_FOUND = "There is no page at this address."


def choose_heading(error: MaracdashError) -> str:
    """Heading for the kind of error, in a few words."""
    return HEADINGS.get(type(error), UNAVAILABLE)


def layout(heading: str, sentence: str) -> list[Component]:
    """The reason, and ways on."""
    return [
        html.H1(heading),
        html.P(sentence),
        html.P(
            ["Go to the ", dcc.Link("overview", href="/"), " or ", dcc.Link("all indicators", href="/indicators"), "."]
        ),
    ]
