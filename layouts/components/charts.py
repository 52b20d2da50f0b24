"""Charts among others: each with its name, what it says, and ways to its own page, its numbers and its definition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dash.development.base_component import Component

from layouts import links
from layouts.components import copy_menu, html_components
from layouts.components.plots import build_plot
from layouts.html import elements as html
from layouts.html.attributes import attributes
from layouts.html.markup import without_script
from maracdash.model.indicators import Indicator
from maracdash.model.selection import ChartView, Selection

CHART_STYLE = {"minWidth": 0}


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A figure, the sentence it proves, the same for somebody who does not see it, and notes on what is missing.

    `tables` stand in its place where no script runs.
    """

    indicator: Indicator
    finding: str
    alt: str
    figure: dict[str, Any]
    view: ChartView = ChartView.COMPARE
    notes: tuple[str, ...] = ()
    tables: Callable[[], Iterable[Component]] = tuple


def build_charts(shown: Sequence[Chart], selection: Selection, config: Any) -> Component:
    """All of them, two beside each other where there is room."""
    return html.Div([_build_chart(each, selection, config) for each in shown], className="charts")


def build_picture(name: str, alt: str, figure: dict[str, Any], config: Any) -> Component:
    """A figure as one image with a sentence for a name, in a box of its own that scrolls where it is too wide."""
    height = f"{figure['layout']['height']}px"
    plot = build_plot(figure, config)
    image = html.Div(plot, className="picture", role="img", style={"height": height}, **attributes(aria_label=alt))
    return html.Div(image, className="frame", role="region", tabIndex=0, **attributes(aria_label=f"Chart of {name}"))


def _build_chart(chart: Chart, selection: Selection, config: Any) -> Component:
    slug = chart.indicator.slug
    shown = replace(selection, indicator=slug, view=chart.view)
    to_itself = links.indicator(slug, selection, chart.view)
    name = html.A(chart.indicator.title, href=to_itself, **_route_attributes(f"{chart.view}-{slug}"))
    numbers = html.A(
        "Numbers",
        href=links.indicator(slug, selection, ChartView.TABLE),
        **_route_attributes(f"numbers-{chart.view}-{slug}"),
    )
    how = html.A(
        "How it is worked out",
        href=links.indicator_guidance(slug, selection),
        **_route_attributes(f"how-{chart.view}-{slug}"),
    )
    for link in (numbers, how):
        setattr(link, "aria-label", f"{link.children}: {chart.indicator.title}")
    return html.Section(
        [
            html.H3(name),
            html.P(chart.finding, className="said"),
            build_picture(f"{chart.indicator.title}, {chart.view}", chart.alt, chart.figure, config),
            without_script(chart.tables),
            *html_components.paragraphs(chart.notes, "key"),
            html.P([numbers, " · ", how], className="ways"),
            copy_menu.build_copy_menu(shown, pictures=True, of=f"{chart.indicator.title}, {chart.view}"),
        ],
        style=CHART_STYLE,
        **attributes(aria_label=f"{chart.indicator.title}, {chart.view}"),
    )


def _route_attributes(key: str) -> dict[str, Any]:
    return attributes(data_route="to", data_key=key, data_from="these charts")
