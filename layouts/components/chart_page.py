"""The chart page: pickers, chart, table and sentences, shared by the overview and an indicator's page.

First render and every change come from the same `output_values`, so they cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from dash.development.base_component import Component

from layouts import ids
from layouts.components import cards, html_components, legends, view_toggle
from layouts.components.pickers import build_pickers
from layouts.components.plots import build_plot
from layouts.html import elements as html
from layouts.html.attributes import attributes
from layouts.html.markup import without_script
from maracdash.figures import LegendEntry
from maracdash.model.answers import Choices
from maracdash.model.areas import Area
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Window, describe_period, name_measure
from maracdash.model.selection import ChartView, Selection
from maracdash.words import Card

OUTPUTS = {
    "title": (ids.BOARD, "data-title"),
    "query": (ids.BOARD, "data-query"),
    "heading": (ids.HEADING, "children"),
    "marac": (ids.MARAC, "value"),
    "quarter": (ids.QUARTER, "value"),
    "notice": (ids.NOTICE, "children"),
    "subheading": (ids.SUBHEADING, "children"),
    "finding": (ids.FINDING, "children"),
    "gaps": (ids.GAPS, "children"),
    "legend": (ids.LEGEND, "children"),
    "without_chart": (ids.CHART, "hidden"),
    "alt": (ids.CHART, "aria-label"),
    "figure": (ids.GRAPH, "figure"),
    "reading": (ids.READING, "children"),
    "table": (ids.TABLE, "children"),
    "sources": (ids.SOURCES, "children"),
    "further": (ids.FURTHER, "children"),
    **view_toggle.OUTPUTS,
    **cards.OUTPUTS,
}
"""What a change may touch beside the menu: a name in `seen`, and the component's property that shows it.

Controls keep their place and change a property: one that is replaced would lose the focus.
"""

OVERVIEW_PATH = "/"
EMPTY_FIGURE: dict[str, Any] = {"data": [], "layout": {}}


@dataclass(frozen=True, kw_only=True)
class ChartPage:
    """Content of the chart page for one selection. `figure` is None for a table, or where the view is `refused`.

    `plain_tables` stand in the place of the figure where no script runs; `explain_without_pictures` says why there can
    be no pictures. Both are asked for by a whole page alone, and not by a change.
    """

    path: str
    query: str
    title: str
    heading: str
    area: Area
    selection: Selection
    indicator: Indicator
    finding: str
    alt: str
    sources: tuple[str, ...]
    gaps: tuple[str, ...] = ()
    figure: dict[str, Any] | None = None
    refused: bool = False
    legend: tuple[LegendEntry, ...] = ()
    reading: tuple[str, ...] = ()
    tables: tuple[Component, ...] = ()
    cards: dict[str, Card] = field(default_factory=dict)
    further: tuple[Component, ...] = ()
    links: dict[str, str] = field(default_factory=dict)
    plain_tables: Callable[[], Iterable[Component]] = tuple
    explain_without_pictures: Callable[[], str | None] = lambda: None
    since: str = ""


def output_values(shown: ChartPage) -> dict[str, Any]:
    """Value of every output on the page. A figure that is not shown is empty."""
    return {
        "title": shown.title,
        "query": shown.query,
        "heading": shown.heading,
        "marac": shown.area.choice_name,
        "quarter": str(shown.selection.quarter),
        "notice": html_components.alert(shown.since),
        "subheading": _subheading(shown),
        "finding": shown.finding,
        "gaps": html_components.paragraphs(shown.gaps),
        "legend": legends.build_legend(shown.legend),
        "without_chart": shown.figure is None,
        "alt": shown.alt,
        "figure": shown.figure or EMPTY_FIGURE,
        "reading": html_components.paragraphs(shown.reading),
        "table": list(shown.tables),
        "sources": "\n".join(shown.sources),
        "further": list(shown.further),
        **shown.links,
        **view_toggle.output_values(shown.selection, shown.indicator, refused=shown.refused),
        **cards.output_values(shown.cards, shown.selection.indicator),
    }


def _subheading(shown: ChartPage) -> str:
    """The overview is headed by its finding, an indicator's page by the indicator."""
    is_single = shown.selection.view is ChartView.CONTROL
    if shown.path == OVERVIEW_PATH:
        return name_measure(shown.indicator.title, Window.QUARTER if is_single else shown.selection.window)
    if is_single:
        return f"{shown.area.name}, single quarters to {shown.selection.quarter}"
    return f"{shown.area.name}, {describe_period(shown.selection.quarter, shown.selection.window)}"


def layout(shown: ChartPage, choices: Choices, config: Any) -> list[Component]:
    """The whole of it, from the pickers down."""
    now = output_values(shown)
    return [
        html.Div(
            [
                build_pickers(choices, shown.area, shown.selection.quarter),
                html.Div(now["notice"], id=ids.NOTICE, role="alert"),
                html.H1(now["heading"], id=ids.HEADING),
                cards.build_cards(shown.cards, shown.selection.indicator),
                html.Section(
                    _build_chart_section(shown, now, config),
                    className="proof",
                    **attributes(aria_labelledby=ids.SUBHEADING),
                ),
                html.Div(now["further"], id=ids.FURTHER, className="further"),
                html.P(id=ids.PROGRESS, className="progress-note", role="status"),
            ],
            id=ids.BOARD,
            **attributes(data_path=shown.path, data_query=now["query"], data_title=now["title"]),
        )
    ]


def _build_chart_section(shown: ChartPage, now: dict[str, Any], config: Any) -> list[Component]:
    return [
        html.Div(
            [
                html.H2(now["subheading"], id=ids.SUBHEADING),
                view_toggle.build_share_menu(shown.selection, shown.explain_without_pictures(), refused=shown.refused),
                html.Div(view_toggle.build_switches(shown.selection, shown.indicator), className="views"),
            ],
            className="bar",
        ),
        html.P(now["finding"], id=ids.FINDING, className="finding", role="status"),
        html.Div(now["gaps"], id=ids.GAPS, className="gaps"),
        html.Div(now["legend"], id=ids.LEGEND),
        html.Div(
            build_plot(now["figure"], config, ids.GRAPH),
            id=ids.CHART,
            className="chart",
            role="img",
            hidden=now["without_chart"],
            **attributes(aria_label=now["alt"]),
        ),
        html.Div(
            id=ids.POINTS, className="point-chooser", role="group", **attributes(aria_label="Points of the chart")
        ),
        without_script(shown.plain_tables),
        html.Div(now["reading"], id=ids.READING, className="reading"),
        html.Div(now["table"], id=ids.TABLE),
        html.P(now["sources"], id=ids.SOURCES, className="sources"),
    ]
