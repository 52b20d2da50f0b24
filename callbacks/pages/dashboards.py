"""A dashboard: each block declared in the catalogue, asked and drawn by its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from dash import html
from dash.development.base_component import Component

from callbacks.context import Context
from callbacks.pages.sections import chart
from callbacks.pages.selections import chosen
from layouts.components import charts, dashboard_blocks, html_components
from layouts.components.charts import Chart
from layouts.pages import dashboards
from layouts.pages.sections import Top
from maracdash import figures, queries, words
from maracdash.catalogue import indicator, staffing
from maracdash.catalogue.dashboards import dashboard as declared
from maracdash.exports import chart_images
from maracdash.figures import small_multiples
from maracdash.figures.shares import parts as parts_of
from maracdash.model.answers import Comparison
from maracdash.model.dashboards import Block, BlockKind, Dashboard, WhatIf
from maracdash.model.errors import UnknownThing
from maracdash.model.quarters import Window
from maracdash.model.selection import Selection, View
from maracdash.words import dashboards as said
from maracdash.words import profiles

CHANGE = "change"
USUAL_CHANGE = "10"


def checked(context: Context, address: str, slug: str) -> tuple[Selection, Dashboard]:
    """What an address of a dashboard means. Raises UnknownThing or NoRelease."""
    _change(address)
    return chosen(context, address), declared(slug)


def dashboard(context: Context, address: str, slug: str) -> tuple[Selection, str, list[Component]]:
    """The reader's selection, the page's title, and what is on it."""
    selection, of = checked(context, address, slug)
    first = _compared(context, selection, of.indicators[0])
    name = first.place.marac.name
    page = Top(
        heading=f"{of.title}: {name}",
        marac=name,
        selection=selection,
        choices=context.reader.ask(queries.choices),
        lines=said.source_lines(first, [indicator(each) for each in of.indicators]),
        zip=f"/export/dashboard.zip?dashboard={slug}&{selection.query()}",
        without_pictures=chart_images.available(),
    )
    asked = [dashboard_blocks.block(each, BLOCKS[each.kind](context, selection, each, address)) for each in of.blocks]
    return selection, page.heading, dashboards.dashboard(page, of.question, small_multiples.legend(first), asked)


def _compared(context: Context, selection: Selection, slug: str) -> Comparison:
    return context.reader.ask(queries.comparison, replace(selection, indicator=slug, view=View.COMPARE))


def _cards(context: Context, selection: Selection, block: Block, _: str) -> list[Component]:
    answers = [_compared(context, selection, each) for each in block.indicators]
    return [dashboard_blocks.cards([(each.indicator.slug, words.card(each)) for each in answers], selection)]


def _compare(context: Context, selection: Selection, block: Block, _: str) -> list[Component]:
    answers = [_compared(context, selection, each) for each in block.indicators]
    return [charts.charts([chart(each, figures.compact(each)) for each in answers], selection, figures.CONFIG)]


def _trend(context: Context, selection: Selection, block: Block, _: str) -> list[Component]:
    answers = [context.reader.ask(queries.trend, replace(selection, indicator=each)) for each in block.indicators]
    shown = [
        Chart(
            indicator=each.indicator,
            finding=words.finding(each),
            alt=words.alt(each),
            figure=figures.trend(each),
            view=View.TREND,
        )
        for each in answers
    ]
    return [charts.charts(shown, selection, figures.CONFIG)]


def _table(context: Context, selection: Selection, block: Block, _: str) -> list[Component]:
    answer = context.reader.ask(queries.profile, selection, block.indicators)
    rows = [profiles.profile_row(each) for each in answer.rows]
    return [html_components.table(f"{block.title}, {profiles.when(answer)}", profiles.profile_columns(answer), rows)]


def _shares(context: Context, selection: Selection, block: Block, address: str) -> list[Component]:
    answer = context.reader.ask(queries.profile, selection, block.indicators)
    if not any(each.own.value.known for each in answer.rows):
        return _table(context, selection, block, address)
    parted = parts_of(answer)
    caption = f"The numbered parts of the bars, {profiles.when(answer)}"
    return [
        charts.picture(block.title, profiles.shares_alt(answer), figures.shares(answer), figures.CONFIG),
        html_components.table(caption, profiles.part_columns(answer), profiles.part_rows(parted)),
        *html_components.paragraphs(profiles.together(parted), "key"),
    ]


def _absent_routes(context: Context, selection: Selection, block: Block, _: str) -> list[Component]:
    answer = context.reader.ask(queries.absent_routes, selection)
    here = replace(
        answer,
        routes=tuple(each for each in answer.routes if each.indicator.slug in block.indicators),
        unknown=tuple(each for each in answer.unknown if each.slug in block.indicators),
    )
    return [html_components.bullets(said.absent_routes(here))]


def _representation(context: Context, selection: Selection, block: Block, _: str) -> list[Component]:
    answer = context.reader.ask(queries.representation, selection)
    rows = [said.represented_row(each) for each in answer.rows]
    return [
        html_components.table(f"{block.title}, {profiles.when(answer)}", said.represented_columns(answer), rows),
        *html_components.paragraphs(said.unrecorded(answer)),
    ]


def _meetings(context: Context, selection: Selection, block: Block, address: str) -> list[Component]:
    answer = context.reader.ask(queries.meetings, selection)
    return [*html_components.paragraphs(said.meetings(answer)), *_table(context, selection, block, address)]


def _what_if(context: Context, selection: Selection, _: Block, address: str) -> list[Component]:
    cases = _compared(context, replace(selection, window=Window.YEAR), "cases").own.value
    if cases.number is None:
        return [html.P(f"There is no number of cases to start from: {cases.status.words}.")]
    answer: WhatIf = staffing.what_if(cases.number, _change(address))
    return dashboard_blocks.what_if(answer, said.what_if(answer))


def _change(address: str) -> int:
    text = dict(parse_qsl(urlsplit(address).query)).get(CHANGE, USUAL_CHANGE)
    try:
        percent = int(text)
    except ValueError:
        raise UnknownThing(f"“{text[:20]}” is not a change in per cent. Write a whole number, such as 10.") from None
    staffing.what_if(0, percent)
    return percent


BLOCKS: dict[BlockKind, Callable[[Context, Selection, Block, str], list[Component]]] = {
    BlockKind.CARDS: _cards,
    BlockKind.COMPARE: _compare,
    BlockKind.TREND: _trend,
    BlockKind.TABLE: _table,
    BlockKind.SHARES: _shares,
    BlockKind.ABSENT_ROUTES: _absent_routes,
    BlockKind.REPRESENTATION: _representation,
    BlockKind.MEETINGS: _meetings,
    BlockKind.WHAT_IF: _what_if,
}
