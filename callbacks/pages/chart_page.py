"""The board: choose from the address, ask, draw. Every change is answered whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from dash import no_update
from dash.development.base_component import Component

from callbacks.context import Context
from callbacks.pages import revisions
from callbacks.pages.page import Page, PageContent
from callbacks.pages.selections import INDICATOR_START, chosen
from layouts import links
from layouts.components import chart_page, menus, tables
from layouts.pages import indicator
from maracdash import figures, queries, words
from maracdash.catalogue import HEADLINES
from maracdash.exports import chart_images
from maracdash.model.answers import Comparison, Headlines, Trend
from maracdash.model.quarters import Window
from maracdash.model.selection import Selection, View


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What was asked for one selection: the comparison always, the rest where it is shown."""

    comparison: Comparison
    trend: Trend | None = None
    headlines: Headlines | None = None

    @property
    def shown(self) -> Comparison | Trend:
        """The answer that chart, sentence and sources speak of."""
        return self.trend or self.comparison


def change(context: Context, address: str) -> dict[str, Any]:
    """Every output for a new address. What is not on the page, and a figure not shown, stay as they are."""
    shown = drawn(context, address)
    absent = dict.fromkeys(chart_page.OUTPUTS, no_update)
    return {**absent, **chart_page.seen(shown), "figure": shown.figure or no_update}


def drawn(context: Context, address: str) -> chart_page.Board:
    """The board for an address. Raises UnknownThing or NoRelease."""
    return _ask_and_draw(context, address, chosen(context, address))


def _ask_and_draw(context: Context, address: str, selection: Selection) -> chart_page.Board:
    path = address.partition("?")[0]
    alone = path.startswith(INDICATOR_START)
    answers = _ask(context, selection, alone=alone)
    shown = _draw(context, path, selection, answers)
    since = revisions.comparison(context, address, selection)
    return replace(shown, since=since, query=links.with_release(shown.query, revisions.named(address)))


def _ask(context: Context, selection: Selection, *, alone: bool) -> Answers:
    """The questions of a selection, each put the same way whatever the view, so that answers are remembered."""
    compared = replace(selection, view=View.COMPARE)
    return Answers(
        comparison=context.reader.ask(queries.comparison, compared),
        trend=context.reader.ask(queries.trend, compared) if selection.view is View.TREND else None,
        headlines=None if alone else _headlines(context, compared),
    )


def _headlines(context: Context, selection: Selection) -> Headlines:
    return context.reader.ask(queries.headlines, replace(selection, indicator=HEADLINES[0], window=Window.YEAR))


def _draw(context: Context, path: str, selection: Selection, answers: Answers) -> chart_page.Board:
    said = answers.comparison
    shown = answers.shown
    tabled = selection.view is View.TABLE
    return chart_page.Board(
        path=path,
        query=links.query(path, selection),
        title=_title(context, said),
        heading=_heading(answers),
        marac=said.place.marac.name,
        selection=selection,
        indicator=said.indicator,
        finding=words.finding(shown),
        alt=words.alt(shown),
        sources=_sources(shown),
        figure=None if tabled else _figure(shown),
        legend=() if tabled else figures.legend(shown),
        tables=_tables(context, selection, said) if tabled else (),
        cards=_cards(answers.headlines),
        further=_further(selection, answers),
        links=menus.addresses(context.menu, selection),
        without_pictures=chart_images.available(),
    )


def _figure(shown: Comparison | Trend) -> figures.Figure:
    return figures.trend(shown) if isinstance(shown, Trend) else figures.comparison(shown)


def _title(context: Context, said: Comparison) -> str:
    return f"{said.place.marac.name}: {said.indicator.label}, {said.quarter} – {context.settings.deployment}"


def _heading(answers: Answers) -> str:
    if answers.headlines:
        return words.headline(answers.headlines)
    return answers.comparison.indicator.title


def _sources(shown: Comparison | Trend) -> tuple[str, ...]:
    """Without what header and footer say already."""
    elsewhere = (shown.marking, words.DEMONSTRATION)
    return tuple(line for line in words.source_lines(shown) if line not in elsewhere)


def _cards(headlines: Headlines | None) -> dict[str, words.Card]:
    return {each.indicator.slug: words.card(each) for each in headlines.cards} if headlines else {}


def _further(selection: Selection, answers: Answers) -> tuple[Component, ...]:
    if answers.headlines is None:
        return indicator.neighbours(answers.comparison.indicator, selection)
    return indicator.invitation(answers.comparison.indicator, selection)


def _tables(context: Context, selection: Selection, said: Comparison) -> tuple[Component, ...]:
    through_time = context.reader.ask(queries.trend, replace(selection, view=View.COMPARE))
    return (*tables.comparison(said, words.rows(said)), tables.trend(through_time, words.rows(through_time)))


def _draw_overview(context: Context, address: str, selection: Selection) -> PageContent:
    shown = _ask_and_draw(context, address, selection)
    content = chart_page.layout(shown, context.reader.ask(queries.choices), figures.CONFIG)
    return PageContent(content=content, selection=selection)


def _draw_indicator(context: Context, address: str, selection: Selection) -> PageContent:
    shown = _ask_and_draw(context, address, selection)
    content = indicator.layout(shown, context.reader.ask(queries.choices), figures.CONFIG)
    return PageContent(content=content, selection=selection)


OVERVIEW = Page(
    name="overview",
    path="/",
    title="Overview",
    word="Overview",
    link=links.overview,
    resolve=chosen,
    draw=_draw_overview,
)
INDICATOR = Page(
    name="indicator", path=f"{INDICATOR_START}<slug>", title="Indicator", resolve=chosen, draw=_draw_indicator
)
