"""Chart page: choose from the address, ask, draw. Every change is answered whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from dash import no_update
from dash.development.base_component import Component

from callbacks.context import AppContext
from callbacks.pages import revisions
from callbacks.pages.page_record import Page, PageContent
from callbacks.pages.selections import INDICATOR_START, resolve_selection
from layouts import links
from layouts.components import chart_page, group_links, html_components, tables
from layouts.html import menus
from layouts.pages import indicator
from maracdash import figures, queries, words
from maracdash.catalogue import HEADLINE_SLUGS
from maracdash.exports import chart_images
from maracdash.model.answers import Comparison, HeadlineCards, Trend
from maracdash.model.quarters import Window
from maracdash.model.selection import ChartView, Selection
from maracdash.reading.indicator_views import ask_view
from maracdash.statistics.answers import ControlSeries, Distribution, FunnelPlot

BESIDE_OTHERS = frozenset({ChartView.COMPARE, ChartView.TABLE})
"""Views of the comparison with larger areas, where the gap to them in cases stands."""


@dataclass(frozen=True, kw_only=True)
class ChartPageAnswers:
    """Answers for one selection: the comparison always; `shown` is what chart, sentence and sources speak of."""

    comparison: Comparison
    shown: Comparison | Trend
    headlines: HeadlineCards | None = None


def update_outputs(context: AppContext, address: str) -> dict[str, Any]:
    """Every output for a new address. What is not on the page, and a figure not shown, stay as they are."""
    shown = build_chart_page(context, address)
    absent = dict.fromkeys(chart_page.OUTPUTS, no_update)
    return {**absent, **chart_page.output_values(shown), "figure": shown.figure or no_update}


def build_chart_page(context: AppContext, address: str) -> chart_page.ChartPage:
    """Chart page for an address. Raises NotFoundError or NoReleaseError."""
    return _ask_and_draw(context, address, resolve_selection(context, address))


def _ask_and_draw(context: AppContext, address: str, selection: Selection) -> chart_page.ChartPage:
    path = address.partition("?")[0]
    alone = path.startswith(INDICATOR_START)
    answers = _ask_questions(context, selection, alone=alone)
    shown = _assemble_page(context, path, selection, answers)
    since = revisions.write_comparison_changes(context, address, selection)
    return replace(shown, since=since, query=links.add_release(shown.query, revisions.release_in_address(address)))


def _ask_questions(context: AppContext, selection: Selection, *, alone: bool) -> ChartPageAnswers:
    """The questions of a selection, each put the same way whatever the view, so that answers are remembered."""
    compared = replace(selection, view=ChartView.COMPARE, intervals=False, tabled=False)
    return ChartPageAnswers(
        comparison=context.reader.ask(queries.COMPARISON, compared),
        shown=ask_view(context.reader, selection),
        headlines=None if alone else _headlines(context, compared),
    )


def _headlines(context: AppContext, selection: Selection) -> HeadlineCards:
    return context.reader.ask(queries.HEADLINES, replace(selection, indicator=HEADLINE_SLUGS[0], window=Window.YEAR))


def _assemble_page(
    context: AppContext, path: str, selection: Selection, answers: ChartPageAnswers
) -> chart_page.ChartPage:
    said, shown = answers.comparison, answers.shown
    tabled, refused = selection.view is ChartView.TABLE, words.explain_refusal(shown)
    drawn = not (tabled or refused)
    return chart_page.ChartPage(
        path=path,
        query=links.page_query(path, selection),
        title=_title(context, said),
        heading=_heading(answers),
        area=said.hierarchy.area,
        selection=selection,
        indicator=said.indicator,
        finding=words.write_finding(shown),
        alt=words.write_alt_text(shown),
        sources=_sources(shown),
        gaps=words.write_gaps_in_cases(said) if selection.view in BESIDE_OTHERS else (),
        figure=_draw_figure(shown, selection) if drawn else None,
        legend=figures.build_legend(shown) if drawn else (),
        reading=_reading(selection, shown) if drawn else (),
        tables=_tables(context, selection, said) if tabled else _own_table(shown, selection),
        cards=_cards(answers.headlines),
        further=_further(selection, answers),
        plain_tables=partial(_plain_tables, shown) if drawn and not selection.tabled else tuple,
        links=menus.menu_addresses(context.menu, selection),
        refused=bool(refused),
        explain_without_pictures=chart_images.explain_unavailable,
    )


def _draw_figure(shown: Comparison | Trend, selection: Selection) -> figures.Figure:
    if isinstance(shown, ControlSeries):
        return figures.draw_control_chart(shown)
    if isinstance(shown, Trend):
        return figures.draw_trend(shown)
    if isinstance(shown, FunnelPlot):
        return figures.draw_funnel(shown)
    if isinstance(shown, Distribution):
        return figures.draw_distribution(shown)
    return figures.draw_comparison(shown, intervals=selection.intervals)


def _own_table(shown: Comparison | Trend, selection: Selection) -> tuple[Component, ...]:
    """The table of a view of all Maracs or of single quarters: it is long, so built only once it is asked for."""
    if not isinstance(shown, ControlSeries | FunnelPlot | Distribution):
        return ()
    signals = words.write_signals(shown) if isinstance(shown, ControlSeries) else ()
    listed = (html_components.bullets(signals),) if signals else ()
    listing = tables.build_view_tables(shown, words.build_figure_rows(shown)) if selection.tabled else ()
    return (*listed, tables.build_switch(selection), *listing)


def _plain_tables(shown: Comparison | Trend) -> tuple[Component, ...]:
    """The table of what is drawn, for who has no chart."""
    return tables.build_plain_tables(shown, words.build_figure_rows(shown))


def _title(context: AppContext, said: Comparison) -> str:
    return f"{said.hierarchy.area.name}: {said.indicator.label}, {said.quarter} – {context.settings.deployment}"


def _heading(answers: ChartPageAnswers) -> str:
    if answers.headlines:
        return words.write_headline(answers.headlines)
    return answers.comparison.indicator.title


def _sources(shown: Comparison | Trend) -> tuple[str, ...]:
    """Without what header and footer say already."""
    elsewhere = (shown.marking, words.DEMONSTRATION)
    return tuple(line for line in words.write_source_lines(shown) if line not in elsewhere)


def _reading(selection: Selection, shown: Comparison | Trend) -> tuple[str, ...]:
    further = [words.explain_other_verdict(shown)]
    if isinstance(shown, Trend) and not isinstance(shown, ControlSeries):
        further.append(words.write_averages_with_own(shown, including=selection.including))
    return (*words.write_reading(shown, intervals=selection.intervals), *filter(None, further))


def _cards(headlines: HeadlineCards | None) -> dict[str, words.Card]:
    return {each.indicator.slug: words.write_card(each) for each in headlines.cards} if headlines else {}


def _further(selection: Selection, answers: ChartPageAnswers) -> tuple[Component, ...]:
    said = answers.comparison
    ways = group_links.build_comparator_links(said.hierarchy.area, selection)
    if answers.headlines is None:
        return (*indicator.build_neighbour_links(said.indicator, selection), ways)
    return (
        *indicator.build_indicator_link(said.indicator, selection),
        *indicator.build_summary_link(selection),
        ways,
    )


def _tables(context: AppContext, selection: Selection, said: Comparison) -> tuple[Component, ...]:
    through_time = context.reader.ask(queries.TREND, replace(selection, view=ChartView.COMPARE))
    return (
        *tables.build_comparison_tables(said, words.build_figure_rows(said)),
        tables.build_trend_table(through_time, words.build_figure_rows(through_time)),
        *html_components.paragraphs(words.write_gaps(through_time), "key"),
    )


def _draw_overview(context: AppContext, address: str, selection: Selection) -> PageContent:
    shown = _ask_and_draw(context, address, selection)
    content = chart_page.layout(shown, context.reader.ask(queries.CHOICES), figures.GRAPH_CONFIG)
    return PageContent(content=content, selection=selection)


def _draw_indicator(context: AppContext, address: str, selection: Selection) -> PageContent:
    shown = _ask_and_draw(context, address, selection)
    content = indicator.layout(shown, context.reader.ask(queries.CHOICES), figures.GRAPH_CONFIG)
    return PageContent(content=content, selection=selection)


OVERVIEW = Page(
    name="overview",
    path="/",
    title="Overview",
    word="Overview",
    link=links.overview,
    resolve=resolve_selection,
    draw=_draw_overview,
)
INDICATOR = Page(
    name="indicator",
    path=f"{INDICATOR_START}<slug>",
    title="Indicator",
    resolve=resolve_selection,
    draw=_draw_indicator,
)
