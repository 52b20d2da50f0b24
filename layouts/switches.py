"""Ways to see and to take away what is shown: view, window, files, link. What a switch does: assets/state.js."""

from __future__ import annotations

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from layouts import links
from layouts.attributes import attributes
from maracdash.model.quarters import Window
from maracdash.model.selection import Selection, View

VIEWS = {View.COMPARE: "Compare", View.TREND: "Trend", View.TABLE: "Table"}
WINDOWS = {Window.YEAR: "12 months", Window.QUARTER: "Single quarter"}
PICTURES = {"chart.png": "PNG", "chart.svg": "SVG"}
NARROW_VIEWS = "views-narrow"


def switches(selection: Selection) -> list[Component]:
    """The view switch, as buttons and, for narrow screens, as a select; the window switch where windows differ."""
    views = [_button(text, f"view={view}", selection.view is view) for view, text in VIEWS.items()]
    windows = [_button(text, f"window={each}", selection.window is each) for each, text in WINDOWS.items()]
    shown: list[Component] = [_group("View", views, "wide"), _narrow(selection)]
    if selection.view is View.TREND or selection.window is Window.QUARTER:
        shown.append(_group("Period", windows, ""))
    return shown


def actions(selection: Selection, without_pictures: str | None) -> list[Component]:
    """Links to the files of what is shown, and a button that copies the page's own address."""
    files = [
        _file("CSV", "table.csv", selection),
        html.Button("Copy link", type="button", className="action", **attributes(data_copy="address")),
    ]
    if without_pictures:
        said = html.P(without_pictures, className="without")
        return [html.Details([html.Summary("Share"), html.Div([*files, said])], className="share")]
    pictures = [_file(text, name, selection) for name, text in PICTURES.items()]
    return [html.Details([html.Summary("Share"), html.Div([*pictures, *files])], className="share")]


def _file(text: str, name: str, selection: Selection) -> Component:
    return html.A(text, href=links.download(name, selection), download="", className="action")


def _button(text: str, sets: str, pressed: bool) -> Component:  # noqa: FBT001
    state = "true" if pressed else "false"
    return html.Button(text, type="button", **attributes(aria_pressed=state, data_set=sets))


def _group(name: str, buttons: list[Component], width: str) -> Component:
    return html.Div(buttons, className=f"switch {width}".strip(), role="group", **attributes(aria_label=name))


def _narrow(selection: Selection) -> Component:
    options = [{"label": text, "value": str(view)} for view, text in VIEWS.items()]
    return html.Div(
        [
            html.Label("View", htmlFor=NARROW_VIEWS),
            dbc.Select(id=NARROW_VIEWS, options=options, value=str(selection.view)),
        ],
        className="narrow",
        **attributes(data_choose="view"),
    )
