"""Start page for everybody with figures to send."""

from __future__ import annotations

from dataclasses import dataclass

from dash.development.base_component import Component

from layouts.html import elements as html


@dataclass(frozen=True, kw_only=True)
class StartLink:
    """One thing to do here."""

    href: str
    title: str
    said: str


START_LINKS = (
    StartLink(
        href="/upload/file",
        title="Send files",
        said="CSV or Excel: returns, the portal's overview report, published figures, areas. Checked before anything "
        "is kept.",
    ),
    StartLink(
        href="/upload/form",
        title="Send one meeting",
        said="A form for one meeting of one Marac, with every definition beside its field.",
    ),
    StartLink(
        href="/upload/grid/",
        title="Send many meetings",
        said="A grid to type in, or to paste rows from a spreadsheet into; each cell is checked as you go.",
    ),
    StartLink(
        href="/upload/template",
        title="Get the blank workbook",
        said="An Excel file to fill in, with your Maracs, guidance and an example. Send it back as a file.",
    ),
    StartLink(
        href="/upload/areas",
        title="Areas, populations and similar forces",
        said="What is known here. Maracs that open, close, merge or change their name; a new census; new lists.",
    ),
    StartLink(
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
    """Links to every task, each with its purpose."""
    return [
        html.H1(HEADING),
        html.P(LEDE),
        html.Ul(
            [html.Li([html.A(way.title, href=way.href), html.P(way.said)]) for way in START_LINKS],
            className="ways",
        ),
    ]
