"""Switches of view and window, and the menu of files and link. A switch's effect: assets/state.js."""

from __future__ import annotations

from typing import Any

import dash_bootstrap_components as dbc
from dash.development.base_component import Component

from layouts import ids, links
from layouts.components import copy_menu
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Window
from maracdash.model.selection import INCLUDING_WORD, INTERVALS_WORD, ChartView, Selection
from maracdash.model.view_offers import is_offered

VIEW_NAMES = {
    ChartView.COMPARE: "Compare",
    ChartView.TREND: "Trend",
    ChartView.DISTRIBUTION: "Distribution",
    ChartView.FUNNEL: "Funnel",
    ChartView.CONTROL: "Control chart",
    ChartView.TABLE: "Table",
}
WINDOW_NAMES = {Window.YEAR: "12 months", Window.QUARTER: "Single quarter"}
INCLUDING_NAMES = {"": "without us", INCLUDING_WORD: "with us"}
"""Names of the choice of averages, without the Marac or with it, by the word in the address."""
INTERVAL_NAMES = {"": "off", INTERVALS_WORD: "on"}
"""Names of the choice of 95% intervals beside others, by the word in the address."""
OF_ONE_WINDOW = frozenset({ChartView.CONTROL})
"""Views that have a window of their own."""
WITHOUT_VERDICTS = frozenset({ChartView.TREND, ChartView.CONTROL, ChartView.FUNNEL, ChartView.DISTRIBUTION})
"""Views that compare with no larger area."""
PICTURE_FILES = {"chart.png": "PNG", "chart.svg": "SVG"}
FILE_NAMES = {**PICTURE_FILES, "table.csv": "CSV"}

OUTPUTS = {
    **{f"view_{view}": (ids.switch_button("view", view), "aria-pressed") for view in VIEW_NAMES},
    **{f"offered_{view}": (ids.switch_button("view", view), "hidden") for view in VIEW_NAMES},
    **{f"intervals_{word}": (ids.switch_button("intervals", word), "aria-pressed") for word in INTERVAL_NAMES},
    "without_including": (ids.INCLUDING_GROUP, "hidden"),
    "without_intervals": (ids.INTERVALS_GROUP, "hidden"),
    **{f"window_{window}": (ids.switch_button("window", window), "aria-pressed") for window in WINDOW_NAMES},
    **{f"including_{word}": (ids.switch_button("including", word), "aria-pressed") for word in INCLUDING_NAMES},
    "view": (ids.NARROW_VIEWS, "value"),
    "views": (ids.NARROW_VIEWS, "options"),
    "without_windows": (ids.WINDOWS, "hidden"),
    **{name: (ids.file_link(name), "href") for name in FILE_NAMES},
    **{f"refused_{name}": (ids.file_link(name), "hidden") for name in PICTURE_FILES},
    "refused_copy": (ids.copy_button(copy_menu.PICTURE), "hidden"),
    **copy_menu.OUTPUTS,
}


def output_values(selection: Selection, indicator: Indicator, *, refused: bool = False) -> dict[str, Any]:
    """The value of every output of switches and links. The window can be chosen where windows differ.

    A view that an indicator does not have is not offered, but where the address asks for it. There is no picture of
    one that is `refused`.
    """
    windows_differ = selection.view is ChartView.TREND or selection.window is Window.QUARTER
    offered = [view for view in VIEW_NAMES if view is selection.view or is_offered(indicator, view)]
    return {
        **{f"offered_{view}": view not in offered for view in VIEW_NAMES},
        "views": [{"label": VIEW_NAMES[view], "value": str(view)} for view in offered],
        **{f"intervals_{word}": _pressed_state(selection.intervals is bool(word)) for word in INTERVAL_NAMES},
        "without_including": selection.view in WITHOUT_VERDICTS,
        "without_intervals": selection.view is not ChartView.COMPARE,
        **{f"view_{view}": _pressed_state(selection.view is view) for view in VIEW_NAMES},
        **{f"window_{window}": _pressed_state(selection.window is window) for window in WINDOW_NAMES},
        **{f"including_{word}": _pressed_state(selection.including is bool(word)) for word in INCLUDING_NAMES},
        "view": str(selection.view),
        "without_windows": not windows_differ or selection.view in OF_ONE_WINDOW,
        **{name: links.download(name, selection) for name in FILE_NAMES},
        **{f"refused_{name}": refused for name in PICTURE_FILES},
        "refused_copy": refused,
        **copy_menu.output_values(selection),
    }


def build_switches(selection: Selection, indicator: Indicator) -> list[Component]:
    """The view switch, as buttons and, for narrow screens, as a select; switches of window, averages and intervals."""
    now = output_values(selection, indicator)
    views = [
        _switch_button("view", view, text, now, hidden=now[f"offered_{view}"]) for view, text in VIEW_NAMES.items()
    ]
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
        _view_select(now),
        period,
        _including_switch(now),
        _intervals_switch(now),
    ]


def _intervals_switch(now: dict[str, Any]) -> Component:
    """Switch of the 95% intervals."""
    buttons = [_switch_button("intervals", word, text, now) for word, text in INTERVAL_NAMES.items()]
    return html.Div(
        [html.Span("95% intervals", id=ids.INTERVALS), *buttons],
        id=ids.INTERVALS_GROUP,
        className="switch labelled",
        role="group",
        hidden=now["without_intervals"],
        **attributes(aria_labelledby=ids.INTERVALS),
    )


def _including_switch(now: dict[str, Any]) -> Component:
    """Switch of the averages: without the Marac itself, or with it."""
    buttons = [_switch_button("including", word, text, now) for word, text in INCLUDING_NAMES.items()]
    return html.Div(
        [html.Span("Averages", id=ids.INCLUDING), *buttons],
        id=ids.INCLUDING_GROUP,
        className="switch labelled",
        role="group",
        hidden=now["without_including"],
        **attributes(aria_labelledby=ids.INCLUDING),
    )


def build_share_menu(selection: Selection, without_pictures: str | None, *, refused: bool = False) -> Component:
    """Links to the files of what is shown, and what can be copied of it; the pictures' are hidden of a refused one."""
    names = [name for name in FILE_NAMES if not (without_pictures and name in PICTURE_FILES)]
    shown: list[Component] = [_file_link(name, selection, hidden=refused and name in PICTURE_FILES) for name in names]
    shown.append(copy_menu.build_copy_menu(selection, pictures=not without_pictures, refused=refused))
    if without_pictures:
        shown.append(html.P(without_pictures, className="without"))
    return html.Details([html.Summary("Share"), html.Div(shown)], className="share")


def _pressed_state(chosen: bool) -> str:  # noqa: FBT001
    return "true" if chosen else "false"


def _switch_button(kind: str, choice: str, text: str, now: dict[str, Any], *, hidden: bool = False) -> Component:
    state = attributes(aria_pressed=now[f"{kind}_{choice}"], data_set=f"{kind}={choice}")
    return html.Button(text, id=ids.switch_button(kind, choice), type="button", hidden=hidden, **state)


def _file_link(name: str, selection: Selection, *, hidden: bool) -> Component:
    return html.A(
        FILE_NAMES[name],
        id=ids.file_link(name),
        href=links.download(name, selection),
        hidden=hidden,
        download="",
        className="action",
    )


def _view_select(now: dict[str, Any]) -> Component:
    return html.Div(
        [
            html.Label("View", htmlFor=ids.NARROW_VIEWS),
            dbc.Select(id=ids.NARROW_VIEWS, options=now["views"], value=now["view"]),
        ],
        className="narrow",
        **attributes(data_choose="view"),
    )
