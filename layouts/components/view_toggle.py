"""Switches of view and window, and the menu of files and link. A switch's effect: assets/state.js."""

from __future__ import annotations

from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from layouts import ids, links
from layouts.components import copy_menu
from layouts.html.attributes import attributes
from maracdash.model.quarters import Window
from maracdash.model.selection import INCLUDING_WORD, ChartView, Selection

VIEW_NAMES = {ChartView.COMPARE: "Compare", ChartView.TREND: "Trend", ChartView.TABLE: "Table"}
WINDOW_NAMES = {Window.YEAR: "12 months", Window.QUARTER: "Single quarter"}
INCLUDING_NAMES = {"": "without us", INCLUDING_WORD: "with us"}
"""Whether the areas that hold the Marac are compared without it, by what the address says."""
PICTURE_FILES = {"chart.png": "PNG", "chart.svg": "SVG"}
FILE_NAMES = {**PICTURE_FILES, "table.csv": "CSV"}

OUTPUTS = {
    **{f"view_{view}": (ids.switch_button("view", view), "aria-pressed") for view in VIEW_NAMES},
    **{f"window_{window}": (ids.switch_button("window", window), "aria-pressed") for window in WINDOW_NAMES},
    **{f"including_{word}": (ids.switch_button("including", word), "aria-pressed") for word in INCLUDING_NAMES},
    "view": (ids.NARROW_VIEWS, "value"),
    "without_windows": (ids.WINDOWS, "hidden"),
    **{name: (ids.file_link(name), "href") for name in FILE_NAMES},
    **copy_menu.OUTPUTS,
}


def output_values(selection: Selection) -> dict[str, Any]:
    """The value of every output of switches and links. The window can be chosen where windows differ."""
    windows_differ = selection.view is ChartView.TREND or selection.window is Window.QUARTER
    return {
        **{f"view_{view}": _pressed_state(selection.view is view) for view in VIEW_NAMES},
        **{f"window_{window}": _pressed_state(selection.window is window) for window in WINDOW_NAMES},
        **{f"including_{word}": _pressed_state(selection.including is bool(word)) for word in INCLUDING_NAMES},
        "view": str(selection.view),
        "without_windows": not windows_differ,
        **{name: links.download(name, selection) for name in FILE_NAMES},
        **copy_menu.output_values(selection),
    }


def build_switches(selection: Selection) -> list[Component]:
    """The view switch, as buttons and, for narrow screens, as a select; the window switch."""
    now = output_values(selection)
    views = [_switch_button("view", view, text, now) for view, text in VIEW_NAMES.items()]
    windows = [_switch_button("window", window, text, now) for window, text in WINDOW_NAMES.items()]
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
        _view_select(selection),
        period,
        _including_switch(now),
    ]


def _including_switch(now: dict[str, Any]) -> Component:
    """Whether the Marac is left out of the areas that it is compared with."""
    buttons = [_switch_button("including", word, text, now) for word, text in INCLUDING_NAMES.items()]
    return html.Div(
        [html.Span("Averages", id=ids.INCLUDING), *buttons],
        className="switch labelled",
        role="group",
        **attributes(aria_labelledby=ids.INCLUDING),
    )


def build_share_menu(selection: Selection, without_pictures: str | None) -> Component:
    """Links to the files of what is shown, and what can be copied of it."""
    names = [name for name in FILE_NAMES if not (without_pictures and name in PICTURE_FILES)]
    shown: list[Component] = [_file_link(name, selection) for name in names]
    shown.append(copy_menu.build_copy_menu(selection, pictures=not without_pictures))
    if without_pictures:
        shown.append(html.P(without_pictures, className="without"))
    return html.Details([html.Summary("Share"), html.Div(shown)], className="share")


def _pressed_state(chosen: bool) -> str:  # noqa: FBT001
    return "true" if chosen else "false"


def _switch_button(kind: str, choice: str, text: str, now: dict[str, Any]) -> Component:
    state = attributes(aria_pressed=now[f"{kind}_{choice}"], data_set=f"{kind}={choice}")
    return html.Button(text, id=ids.switch_button(kind, choice), type="button", **state)


def _file_link(name: str, selection: Selection) -> Component:
    return html.A(
        FILE_NAMES[name], id=ids.file_link(name), href=links.download(name, selection), download="", className="action"
    )


def _view_select(selection: Selection) -> Component:
    options = [{"label": text, "value": str(view)} for view, text in VIEW_NAMES.items()]
    return html.Div(
        [
            html.Label("View", htmlFor=ids.NARROW_VIEWS),
            dbc.Select(id=ids.NARROW_VIEWS, options=options, value=str(selection.view)),
        ],
        className="narrow",
        **attributes(data_choose="view"),
    )
