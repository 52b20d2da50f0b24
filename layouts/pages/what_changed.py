"""Changes since then: pickers, the time to look back to, and a list of sentences that lead to their charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash.development.base_component import Component

from layouts import ids
from layouts.components import html_components, since_filters
from layouts.components.open_actions import build_open_actions
from layouts.components.pickers import build_pickers
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash.model.answers import Choices
from maracdash.model.areas import Area
from maracdash.model.selection import Selection
from maracdash.model.signals import SinceSelection


@dataclass(frozen=True, kw_only=True)
class ChangeItem:
    """A change: the name of its chart, the chart's address, and the sentence."""

    title: str
    href: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class ChangeList:
    """Changes of one kind under a heading; `nothing` where there is none. `folded` ones are shown when asked for."""

    heading: str
    items: tuple[ChangeItem, ...]
    nothing: str
    folded: bool = False


@dataclass(frozen=True, kw_only=True)
class WhatChangedPage:
    """Content of the page. `actions` says which of the Marac's meetings are open; empty where none is to be told."""

    heading: str
    area: Area
    selection: SinceSelection
    own: Selection
    choices: Choices
    summary: str
    chance: str
    actions: str
    lists: tuple[ChangeList, ...]
    lines: tuple[str, ...]


def layout(shown: WhatChangedPage) -> list[Component]:
    """The whole page."""
    return [
        html.H1(shown.heading),
        build_pickers(shown.choices, shown.area, shown.selection.quarter),
        html.Div(id=ids.NOTICE, role="alert"),
        since_filters.build_since_filters(shown.selection, "/what-changed"),
        html.Div(
            [
                html.P(shown.summary, className="finding", role="status"),
                *html_components.paragraphs([shown.chance] if shown.chance else []),
                *build_open_actions(shown.actions, shown.own),
                html.Div(_files(shown), className="files"),
                *[part for each in shown.lists for part in _build_list(each)],
            ],
            **attributes(data_query=shown.selection.query()),
        ),
        html.Div(html_components.paragraphs(shown.lines), className="sources"),
        html.P(id=ids.PROGRESS, className="progress-note", role="status"),
    ]


def build_problem(
    heading: str, of: tuple[Area, SinceSelection], choices: Choices, problem: str, path: str
) -> list[Component]:
    """Page at a path that shows nothing of a Marac: its pickers and forms, and the sentence that says why."""
    area, selection = of
    return [
        html.H1(heading),
        build_pickers(choices, area, selection.quarter),
        html.Div(id=ids.NOTICE, role="alert"),
        since_filters.build_since_filters(selection, path),
        html.P(problem, className="finding", role="alert"),
        html.P(id=ids.PROGRESS, className="progress-note", role="status"),
    ]


def _files(shown: WhatChangedPage) -> list[Component]:
    return [
        html.A("CSV", href=f"/export/changes.csv?{shown.selection.query()}", download="", className="action"),
        html.Button("Copy link", type="button", className="action", **attributes(data_copy="address")),
    ]


def _build_list(of: ChangeList) -> Sequence[Component]:
    heading = f"{of.heading} ({len(of.items)})"
    if not of.items:
        return [html.H2(heading), html.P(of.nothing)]
    items = html.Ul([html.Li(_sentence(each)) for each in of.items], className="changes")
    if of.folded:
        return [html.Details([html.Summary(heading), items])]
    return [html.H2(heading), items]


def _sentence(item: ChangeItem) -> list[Component | str]:
    link = html.A(
        item.title, href=item.href, **attributes(data_route="to", data_key=item.href, data_from="what changed")
    )
    return [link, f": {item.sentence}"]
