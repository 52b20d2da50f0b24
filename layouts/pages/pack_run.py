"""The page of packs that are written one after the other: how far they are, a way to stop them, and the file."""

from __future__ import annotations

from dataclasses import dataclass

from dash.development.base_component import Component

from layouts.components import forms
from layouts.html import elements as html
from layouts.html.attributes import attributes

PATH = "/board-pack/all"
HEADING = "Board packs of {scope}"
AGAIN = (
    "Load this page again to see how far it is. You can leave it and come back: the packs are written meanwhile, and a "
    "program that was started again goes on with them once you look."
)
WITHOUT = "Maracs without a pack"
PROGRESS, SAID = "run-progress", "run-said"


@dataclass(frozen=True, kw_only=True)
class PackRunPage:
    """Content of the page: `said` is the state in one sentence, `file` the name of the zip once it is there."""

    key: str
    scope: str
    said: str
    written: int
    of: int
    running: bool
    file: str = ""
    reasons: tuple[tuple[str, str], ...] = ()
    again: str = ""


def layout(shown: PackRunPage, token: str) -> list[Component]:
    """The whole page."""
    return [
        html.H1(HEADING.format(scope=shown.scope)),
        html.P(shown.said, id=SAID, role="status"),
        *(_build_running(shown, token) if shown.running else []),
        *([html.P(_build_download(shown))] if shown.file else []),
        *_build_reasons(shown.reasons),
        html.P(html.A("Back to the board pack", href=shown.again)),
    ]


def _build_running(shown: PackRunPage, token: str) -> list[Component]:
    marks = attributes(aria_label="Packs written", data_href=f"{PATH}/{shown.key}/progress")
    return [
        html.Progress(value=str(shown.written), max=str(shown.of), id=PROGRESS, **marks),
        html.P(AGAIN, className="hint"),
        forms.post_form(f"{PATH}/{shown.key}/cancel", token, [forms.submit_button("Stop and remove them", "small")]),
    ]


def _build_download(shown: PackRunPage) -> Component:
    return html.A(f"Download {shown.file}", href=f"{PATH}/{shown.key}/packs.zip", className="action")


def _build_reasons(reasons: tuple[tuple[str, str], ...]) -> list[Component]:
    if not reasons:
        return []
    return [html.H2(WITHOUT), html.Ul([html.Li(f"{name}: {reason}") for name, reason in reasons])]
