"""Chart page: choose from the address, ask, draw. Every change is answered whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from dash import no_update
from dash.development.base_component import Component

from callbacks.context import AppContext
from callbacks.pages import revisions
from callbacks.pages.page_record import Page, PageContent
from callbacks.pages.selections import INDICATOR_START, resolve_selection
from layouts import links
from layouts.components import chart_page, html_components, tables
from layouts.html import menus
from layouts.pages import indicator
from maracdash import figures, queries, words
from maracdash.catalogue import HEADLINE_SLUGS
from maracdash.exports import chart_images
from maracdash.model.answers import Comparison, HeadlineCards, Trend
from maracdash.model.quarters import Window
from maracdash.model.selection import ChartView, Selection


@dataclass(frozen=True, kw_only=True)
class ChartPageAnswers:
    """Answers for one selection: the comparison always, the rest where it is shown."""

    comparison: Comparison
    trend: Trend | None = None
    headlines: HeadlineCards | None = None

    @property
    def shown(self) -> Comparison | Trend:
        """Answer that chart, sentence and sources speak of."""
        return self.trend or self.comparison


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
    compared = replace(selection, view=ChartView.COMPARE)
    return ChartPageAnswers(
        comparison=context.reader.ask(queries.COMPARISON, compared),
        trend=context.reader.ask(queries.TREND, compared) if selection.view is ChartView.TREND else None,
        headlines=None if alone else _headlines(context, compared),
    )


def _headlines(context: AppContext, selection: Selection) -> HeadlineCards:
    return context.reader.ask(queries.HEADLINES, replace(selection, indicator=HEADLINE_SLUGS[0], window=Window.YEAR))


def _assemble_page(
    context: AppContext, path: str, selection: Selection, answers: ChartPageAnswers
) -> chart_page.ChartPage:
    said = answers.comparison
    shown = answers.shown
    tabled = selection.view is ChartView.TABLE
    return chart_page.ChartPage(
        path=path,
        query=links.page_query(path, selection),
        title=_title(context, said),
        heading=_heading(answers),
        marac=said.hierarchy.marac.name,
        selection=selection,
        indicator=said.indicator,
        finding=words.write_finding(shown),
        alt=words.write_alt_text(shown),
        sources=_sources(shown),
        gaps=() if selection.view is ChartView.TREND else words.write_gaps_in_cases(said),
        figure=None if tabled else _draw_figure(shown),
        legend=() if tabled else figures.build_legend(shown),
        tables=_tables(context, selection, said) if tabled else (),
        cards=_cards(answers.headlines),
        further=_further(selection, answers),
        links=menus.menu_addresses(context.menu, selection),
        without_pictures=chart_images.explain_unavailable(),
    )


def _draw_figure(shown: Comparison | Trend) -> figures.Figure:
    return figures.draw_trend(shown) if isinstance(shown, Trend) else figures.draw_comparison(shown)


def _title(context: AppContext, said: Comparison) -> str:
    return f"{said.hierarchy.marac.name}: {said.indicator.label}, {said.quarter} – {context.settings.deployment}"


def _heading(answers: ChartPageAnswers) -> str:
    if answers.headlines:
        return words.write_headline(answers.headlines)
    return answers.comparison.indicator.title


def _sources(shown: Comparison | Trend) -> tuple[str, ...]:
    """Without what header and footer say already."""
    elsewhere = (shown.marking, words.DEMONSTRATION)
    return tuple(line for line in words.write_source_lines(shown) if line not in elsewhere)


def _cards(headlines: HeadlineCards | None) -> dict[str, words.Card]:
    return {each.indicator.slug: words.write_card(each) for each in headlines.cards} if headlines else {}


def _further(selection: Selection, answers: ChartPageAnswers) -> tuple[Component, ...]:
    if answers.headlines is None:
        return indicator.build_neighbour_links(answers.comparison.indicator, selection)
    return (
        *indicator.build_indicator_link(answers.comparison.indicator, selection),
        *indicator.build_summary_link(selection),
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
