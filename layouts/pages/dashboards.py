"""The list of dashboards, and one of them: its question, then its blocks as declared in the catalogue."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from layouts import links
from layouts.components import legends
from layouts.pages.sections import Top, foot, top
from maracdash.catalogue.dashboards import DASHBOARDS
from maracdash.figures import Key
from maracdash.model.selection import Selection


def layout(marac: str, selection: Selection) -> list[Component]:
    """Every dashboard with its question."""
    return [
        html.H1("Dashboards"),
        html.P(f"{marac}, {selection.quarter}. Each dashboard puts one question to the figures."),
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


def dashboard(page: Top, question: str, legend: Sequence[Key], blocks: Sequence[Component]) -> list[Component]:
    """One dashboard."""
    return [
        *top(page),
        html.P(question, className="finding"),
        *legends.legend(legend),
        *blocks,
        *foot(page),
    ]
