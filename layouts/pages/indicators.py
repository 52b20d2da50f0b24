"""Every indicator by section, so that each can be found."""

from __future__ import annotations

from dash import dcc
from dash.development.base_component import Component

from layouts import links
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash import catalogue
from maracdash.model.indicators import Section
from maracdash.model.selection import Selection


def layout(marac: str, selection: Selection) -> list[Component]:
    """A list a section, each entry leading to the indicator's page for the reader's Marac."""
    return [
        html.H1("Indicators"),
        html.P(f"{marac}, {selection.quarter}. Choose an indicator to see it beside others and through time."),
        html.Div([_section(each, selection) for each in catalogue.SECTIONS], className="sections"),
    ]


def _section(section: Section, selection: Selection) -> Component:
    entries = [
        html.Li(dcc.Link(each.title, href=links.indicator(each.slug, selection)))
        for each in catalogue.section_indicators(section.slug)
    ]
    return html.Section(
        [html.H2(section.title, id=section.slug), html.Ul(entries)], **attributes(aria_labelledby=section.slug)
    )
