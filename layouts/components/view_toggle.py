"""Ways to see and to take away what is shown: view, window, files, link. What a switch does: assets/state.js."""

from __future__ import annotations

from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from layouts import ids, links
from layouts.html.attributes import attributes
from maracdash.model.quarters import Window
from maracdash.model.selection import Selection, View

VIEWS = {View.COMPARE: "Compare", View.TREND: "Trend", View.TABLE: "Table"}
WINDOWS = {Window.YEAR: "12 months", Window.QUARTER: "Single quarter"}
PICTURES = {"chart.png": "PNG", "chart.svg": "SVG"}
FILES = {**PICTURES, "table.csv": "CSV"}

OUTPUTS = {
    **{f"view_{view}": (ids.switch("view", view), "aria-pressed") for view in VIEWS},
    **{f"window_{window}": (ids.switch("window", window), "aria-pressed") for window in WINDOWS},
    "view": (ids.NARROW_VIEWS, "value"),
    "without_windows": (ids.WINDOWS, "hidden"),
    **{name: (ids.file(name), "href") for name in FILES},
}


def seen(selection: Selection) -> dict[str, Any]:
    """The value of every output of switches and links. The window can be chosen where windows differ."""
    windows_differ = selection.view is View.TREND or selection.window is Window.QUARTER
    return {
        **{f"view_{view}": _pressed(selection.view is view) for view in VIEWS},
        **{f"window_{window}": _pressed(selection.window is window) for window in WINDOWS},
        "view": str(selection.view),
        "without_windows": not windows_differ,
        **{name: links.download(name, selection) for name in FILES},
    }


def switches(selection: Selection) -> list[Component]:
    """The view switch, as buttons and, for narrow screens, as a select; the window switch."""
    now = seen(selection)
    views = [_button("view", view, text, now) for view, text in VIEWS.items()]
    windows = [_button("window", window, text, now) for window, text in WINDOWS.items()]
    period = html.Div(
        windows,
        id=ids.WINDOWS,
        className="switch",
        role="group",
        hidden=now["without_windows"],
        **attributes(aria_label="Period"),
    )
    return [
        html.Div(views, className="switch wide", role="group", **attributes(aria_label="View")),
        _narrow(selection),
        period,
    ]


def actions(selection: Selection, without_pictures: str | None) -> Component:
    """Links to the files of what is shown, and a button that copies the page's own address."""
    names = [name for name in FILES if not (without_pictures and name in PICTURES)]
    shown: list[Component] = [_file(name, selection) for name in names]
    shown.append(html.Button("Copy link", type="button", className="action", **attributes(data_copy="address")))
    if without_pictures:
        shown.append(html.P(without_pictures, className="without"))
    return html.Details([html.Summary("Share"), html.Div(shown)], className="share")


def _pressed(chosen: bool) -> str:  # noqa: FBT001
    return "true" if chosen else "false"


def _button(kind: str, choice: str, text: str, now: dict[str, Any]) -> Component:
    state = attributes(aria_pressed=now[f"{kind}_{choice}"], data_set=f"{kind}={choice}")
    return html.Button(text, id=ids.switch(kind, choice), type="button", **state)


def _file(name: str, selection: Selection) -> Component:
    return html.A(FILES[name], id=ids.file(name), href=links.download(name, selection), download="", className="action")


def _narrow(selection: Selection) -> Component:
    options = [{"label": text, "value": str(view)} for view, text in VIEWS.items()]
    return html.Div(
        [
            html.Label("View", htmlFor=ids.NARROW_VIEWS),
            dbc.Select(id=ids.NARROW_VIEWS, options=options, value=str(selection.view)),
        ],
        className="narrow",
        **attributes(data_choose="view"),
    )
