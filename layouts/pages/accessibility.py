"""The accessibility statement."""

from __future__ import annotations

from dash.development.base_component import Component

from layouts.components import html_components
from layouts.html import elements as html

AIM = "This dashboard is made so that everyone can use it. It aims to meet WCAG 2.2 at level AA in every part."
WAYS = (
    "Everything works by keyboard alone, and the focus can always be seen.",
    "Every chart is described in a sentence, and the same numbers stand in a table one key away: choose Table.",
    "Colour never stands alone: roles differ in shape, dash and words too.",
    "Pages work from 320 pixels wide, with text enlarged to 200%, and in print.",
    "Nothing moves if your device asks for reduced motion.",
)
TESTED = (
    "Each page is tested at three widths with axe-core for faults against WCAG 2.2 levels A and AA, "
    "and the main journey by keyboard alone, whenever the program changes. "
    "It has not been audited by an independent body, nor tested with a panel of people with disabilities."
)
KNOWN = (
    "PNG and SVG files carry their description only as a title; use the CSV file or the table with a screen reader.",
)
CONTACT = (
    "If something cannot be read or used, tell the team that runs this dashboard, and say which page, "
    "what you wanted to do, and what you use to browse. If the answer does not help, the Equality Advisory and "
    "Support Service can advise you."
)


def layout() -> list[Component]:
    """The statement: what was aimed at, what is known to fail, whom to tell."""
    return [
        html.H1("Accessibility statement"),
        html.P(AIM),
        html.H2("What you can do"),
        html_components.bullets(WAYS),
        html.H2("How it was tested"),
        html.P(TESTED),
        html.H2("What is known not to work"),
        html_components.bullets(KNOWN),
        html.H2("Tell us"),
        html.P(CONTACT),
    ]
