"""The list of dashboards, and one of them: its question, then its blocks as declared in the catalogue."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc
from dash.development.base_component import Component

from layouts import links
from layouts.components import legends
from layouts.html import elements as html
from layouts.pages.sections import ChartsPageFrame, build_foot, build_top
from maracdash.catalogue.dashboards import DASHBOARDS
from maracdash.figures import LegendEntry
from maracdash.model.selection import Selection


def layout(marac: str, selection: Selection) -> list[Component]:
    """Every dashboard with its question."""
    return [
        html.H1("Dashboards"),
        html.P(f"{marac}, {selection.quarter}. Each dashboard puts one question to the figures."),
        html.P(html.A("Put several together as slides for a board", href=links.board_pack(selection))),
        html.Ul(
            [
                html.Li(
                    [html.H2(dcc.Link(each.title, href=links.dashboard(each.slug, selection))), html.P(each.question)]
                )
                for each in DASHBOARDS
            ],
            className="list",
        ),
    ]


def build_dashboard(
    page: ChartsPageFrame, question: str, legend: Sequence[LegendEntry], blocks: Sequence[Component]
) -> list[Component]:
    """One dashboard."""
    return [
        *build_top(page),
        html.P(question, className="finding"),
        *legends.build_legend(legend),
        *blocks,
        *build_foot(page),
    ]
