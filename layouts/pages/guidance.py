"""Guidance: how every figure is worked out, where it comes from, and what to consider, straight from the catalogue."""

from __future__ import annotations

from dash import dcc
from dash.development.base_component import Component

from layouts import links
from layouts.components import html_components
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash import catalogue
from maracdash.catalogue.breaks import series_breaks
from maracdash.model.indicators import Indicator, Section
from maracdash.model.selection import Selection

READING_ADVICE = (
    "Every figure covers 12 months that end with the quarter, unless a page says “single quarter”.",
    "A larger area's rate is the sum of its Maracs' numerators over that of their denominators, never a mean of rates.",
    "“Higher” and “lower” are said only where chance alone is an unlikely reason (95%); else “similar”.",
    "Chance moves the average too, most where it is of few Maracs: that is allowed for wherever its counts are known.",
    "Neither is good or bad: more cases may mean more abuse, or better identification.",
    "A case is one victim discussed at one meeting. Repeats count again, so cases are not people.",
    "A Marac that misses one quarter is filled with its quarter before and marked as estimated.",
    "From the second missing quarter in a row it is left out, cases and population, until it returns.",
    "The most similar force group is a force and up to seven that are socially alike, pooled, itself included.",
    "These figures are no measure of how much domestic abuse there is.",
)


def layout(selection: Selection) -> list[Component]:
    """Advice on reading any figure, then every indicator under its section."""
    return [
        html.H1("Guidance"),
        html.H2("How to read the figures", id="reading"),
        html_components.bullets(READING_ADVICE),
        html.Nav(
            html.Ul([html.Li(html.A(each.title, href=f"#section-{each.slug}")) for each in catalogue.SECTIONS]),
            className="contents",
            **attributes(aria_label="Sections of this page"),
        ),
        *(_section(each, selection) for each in catalogue.SECTIONS),
    ]


def _section(section: Section, selection: Selection) -> Component:
    name = f"section-{section.slug}"
    return html.Section(
        [
            html.H2(section.title, id=name),
            *(_indicator(each, selection) for each in catalogue.section_indicators(section.slug)),
        ],
        **attributes(aria_labelledby=name),
    )


def _indicator(indicator: Indicator, selection: Selection) -> Component:
    return html.Article(
        [
            html.H3(indicator.title, id=indicator.slug),
            html_components.definition_list(indicator_facts(indicator)),
            html.P(
                dcc.Link(f"See it: {indicator.title}", href=links.indicator(indicator.slug, selection)),
                className="ways",
            ),
        ],
        className="explained",
        **attributes(aria_labelledby=indicator.slug),
    )


def indicator_facts(indicator: Indicator) -> list[tuple[str, Component | str]]:
    """Entries of the catalogue on an indicator: names and texts."""
    pairs: list[tuple[str, Component | str]] = [
        ("What it counts", indicator.definition),
        ("Formula", indicator.formula),
        ("Unit", str(indicator.unit)),
        ("Source", indicator.source),
    ]
    if indicator.considerations:
        pairs.append(("Things to consider when reviewing", html_components.bullets(indicator.considerations)))
    if indicator.notes:
        pairs.append(("Data quality", html_components.bullets(indicator.notes)))
    broken = [f"From {each.quarter}: {each.reason}." for each in series_breaks(indicator)]
    if broken:
        pairs.append(("Breaks in the series", html_components.bullets(broken)))
    return pairs
