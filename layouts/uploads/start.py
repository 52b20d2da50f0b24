"""Where everybody with figures to send begins."""

from __future__ import annotations

from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component


@dataclass(frozen=True, kw_only=True)
class Way:
    """One thing to do here."""

    href: str
    title: str
    said: str


WAYS = (
    Way(
        href="/upload/file",
        title="Send files",
        said="CSV or Excel: returns, the portal's overview report, published figures, areas. Checked before anything "
        "is kept.",
    ),
    Way(
        href="/upload/form",
        title="Send one meeting",
        said="A form for one meeting of one Marac, with every definition beside its field.",
    ),
    Way(
        href="/upload/grid/",
        title="Send many meetings",
        said="A grid to type in, or to paste rows from a spreadsheet into; each cell is checked as you go.",
    ),
    Way(
        href="/upload/template",
        title="Get the blank workbook",
        said="An Excel file to fill in, with your Maracs, guidance and an example. Send it back as a file.",
    ),
    Way(
        href="/upload/areas",
        title="Areas, populations and similar forces",
        said="What is known here. Maracs that open, close, merge or change their name; a new census; new lists.",
    ),
    Way(
        href="/upload/history",
        title="What has been sent",
        said="Every submission: who, when and what, its original files; withdraw one, bring it back, compare releases.",
    ),
)
HEADING = "Send figures"
LEDE = (
    "Everything you send is checked first, and you see what it would change before you accept it. What was accepted "
    "can be withdrawn again."
)


def layout() -> list[Component]:
    """The ways, each with what it is for."""
    return [
        html.H1(HEADING),
        html.P(LEDE),
        html.Ul(
            [html.Li([html.A(way.title, href=way.href), html.P(way.said)]) for way in WAYS],
            className="ways",
        ),
    ]
