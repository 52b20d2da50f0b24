"""One indicator: the board, then how the figure is made and what to consider."""

from __future__ import annotations

from typing import Any

from dash import dcc
from dash.development.base_component import Component

from layouts import links
from layouts.components import chart_page, html_components
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash import catalogue
from maracdash.model.answers import Choices
from maracdash.model.indicators import Indicator
from maracdash.model.selection import Selection


def layout(shown: chart_page.ChartPage, choices: Choices, config: Any) -> list[Component]:
    """The board, and what is known of the indicator."""
    return [*chart_page.layout(shown, choices, config), _definition(shown.indicator)]


def build_neighbour_links(indicator: Indicator, selection: Selection) -> tuple[Component, ...]:
    """Links to the indicators before and after it in its section."""
    family = catalogue.section_indicators(indicator.section)
    here = [each.slug for each in family].index(indicator.slug)
    before = family[here - 1] if here > 0 else None
    after = family[here + 1] if here + 1 < len(family) else None
    shown = [("Previous", before), ("Next", after)]
    entries = [_neighbour_link(word, each, selection) for word, each in shown if each]
    name = f"{catalogue.section(indicator.section).title}: neighbouring indicators"
    return (html.Nav(html.Ul(entries), className="neighbours", **attributes(aria_label=name)),) if entries else ()


def build_indicator_link(indicator: Indicator, selection: Selection) -> tuple[Component, ...]:
    """The way from a headline to its indicator's own page."""
    text = f"More on {indicator.label.lower()}: definition, formula, what to consider"
    return (dcc.Link(text, href=links.indicator(indicator.slug, selection)),)


def build_summary_link(selection: Selection) -> tuple[Component, ...]:
    """The way to all that is new or stands out, in words."""
    return (dcc.Link("Summary in words: what is new and what stands out", href=links.summary(selection)),)


def _neighbour_link(word: str, indicator: Indicator, selection: Selection) -> Component:
    return html.Li([f"{word}: ", dcc.Link(indicator.title, href=links.indicator(indicator.slug, selection))])


def _definition(indicator: Indicator) -> Component:
    pairs: list[tuple[str, Component | str]] = [
        ("What it counts", indicator.definition),
        ("Formula", indicator.formula),
        ("Unit", str(indicator.unit)),
        ("Section", catalogue.section(indicator.section).title),
        ("Source, where worked out here", indicator.source),
    ]
    if indicator.considerations:
        pairs.append(("What to consider", html_components.bullets(indicator.considerations)))
    if indicator.notes:
        pairs.append(("Data quality", html_components.bullets(indicator.notes)))
    return html.Section(
        [html.H2("How it is worked out", id="definition"), html_components.definition_list(pairs)],
        className="definition",
        **attributes(aria_labelledby="definition"),
    )
