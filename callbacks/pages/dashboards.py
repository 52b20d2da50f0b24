"""A dashboard: each block declared in the catalogue, asked and drawn by its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

from dash import html
from dash.development.base_component import Component

from callbacks.context import Context
from callbacks.pages import revisions
from callbacks.pages.page import Page, PageContent
from callbacks.pages.sections import chart
from callbacks.pages.selections import behind, chosen
from layouts.components import charts, dashboard_blocks, html_components
from layouts.components.charts import Chart
from layouts.pages import dashboards
from layouts.pages.sections import Top
from maracdash import figures, queries, words
from maracdash.catalogue import indicator, staffing
from maracdash.catalogue.dashboards import dashboard as declared
from maracdash.exports import chart_images
from maracdash.figures import Key, legends
from maracdash.figures.shares import parts as parts_of
from maracdash.model.answers import Comparison
from maracdash.model.dashboards import Block, BlockKind, Dashboard, WhatIf
from maracdash.model.errors import UnknownThing
from maracdash.model.quarters import Window
from maracdash.model.selection import Selection, View
from maracdash.words import dashboards as said
from maracdash.words import profiles

START = "/dashboards/"
CHANGE = "change"
USUAL_CHANGE = "10"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What an address says of a dashboard; `percent` is the change that a what-if is of."""

    selection: Selection
    dashboard: Dashboard
    percent: int


def resolve_dashboard(context: Context, address: str, slug: str) -> Choice:
    """What an address says of a dashboard. Raises UnknownThing or NoRelease."""
    return Choice(selection=chosen(context, address), dashboard=declared(slug), percent=_change(address))


def _resolve(context: Context, address: str) -> Choice:
    return resolve_dashboard(context, address, behind(START, address))


def _draw(context: Context, address: str, choice: Choice) -> PageContent:
    selection, of = choice.selection, choice.dashboard
    first = _compared(context, selection, of.indicators[0])
    name = first.place.marac.name
    page = Top(
        heading=f"{of.title}: {name}",
        marac=name,
        selection=selection,
        choices=context.reader.ask(queries.choices),
        lines=said.source_lines(first, [indicator(each) for each in of.indicators]),
        zip=f"/export/dashboard.zip?dashboard={of.slug}&{selection.query()}",
        without_pictures=chart_images.available(),
    )
    blocks = [dashboard_blocks.block(each, BLOCKS[each.kind](context, choice, each)) for each in of.blocks]
    content = dashboards.dashboard(page, of.question, _legend(of, first), blocks)
    return PageContent(content=[*revisions.notice(context, address), *content], selection=selection, title=page.heading)


def _legend(of: Dashboard, first: Comparison) -> tuple[Key, ...]:
    """What its charts draw: dots where Maracs are compared, the Marac's own line where there are trends."""
    kinds = {each.kind for each in of.blocks}
    dots = legends.dots(first) if BlockKind.COMPARE in kinds else ()
    own = (legends.own_line(first),) if BlockKind.TREND in kinds else ()
    return (*dots, *own, *legends.lines(first)) if dots or own else ()


def _draw_list(context: Context, _: str, selection: Selection) -> PageContent:
    place = context.reader.ask(queries.comparison, selection).place
    return PageContent(content=dashboards.layout(place.marac.name, selection), selection=selection)


def _compared(context: Context, selection: Selection, slug: str) -> Comparison:
    return context.reader.ask(queries.comparison, replace(selection, indicator=slug, view=View.COMPARE))


def _cards(context: Context, choice: Choice, block: Block) -> list[Component]:
    answers = [_compared(context, choice.selection, each) for each in block.indicators]
    return [dashboard_blocks.cards([(each.indicator.slug, words.card(each)) for each in answers], choice.selection)]


def _compare(context: Context, choice: Choice, block: Block) -> list[Component]:
    answers = [_compared(context, choice.selection, each) for each in block.indicators]
    return [charts.charts([chart(each, figures.compact(each)) for each in answers], choice.selection, figures.CONFIG)]


def _trend(context: Context, choice: Choice, block: Block) -> list[Component]:
    answers = [
        context.reader.ask(queries.trend, replace(choice.selection, indicator=each)) for each in block.indicators
    ]
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
    return [charts.charts(shown, choice.selection, figures.CONFIG)]


def _table(context: Context, choice: Choice, block: Block) -> list[Component]:
    answer = context.reader.ask(queries.profile, choice.selection, block.indicators)
    rows = [profiles.profile_row(each) for each in answer.rows]
    return [html_components.table(f"{block.title}, {profiles.when(answer)}", profiles.profile_columns(answer), rows)]


def _shares(context: Context, choice: Choice, block: Block) -> list[Component]:
    answer = context.reader.ask(queries.profile, choice.selection, block.indicators)
    if not any(each.own.value.known for each in answer.rows):
        return _table(context, choice, block)
    parted = parts_of(answer)
    caption = f"The numbered parts of the bars, {profiles.when(answer)}"
    return [
        charts.picture(block.title, profiles.shares_alt(answer), figures.shares(answer), figures.CONFIG),
        html_components.table(caption, profiles.part_columns(answer), profiles.part_rows(parted)),
        *html_components.paragraphs(profiles.together(parted), "key"),
    ]


def _absent_routes(context: Context, choice: Choice, block: Block) -> list[Component]:
    answer = context.reader.ask(queries.absent_routes, choice.selection)
    here = replace(
        answer,
        routes=tuple(each for each in answer.routes if each.indicator.slug in block.indicators),
        unknown=tuple(each for each in answer.unknown if each.slug in block.indicators),
    )
    return [html_components.bullets(said.absent_routes(here))]


def _representation(context: Context, choice: Choice, block: Block) -> list[Component]:
    answer = context.reader.ask(queries.representation, choice.selection)
    rows = [said.represented_row(each) for each in answer.rows]
    return [
        html_components.table(f"{block.title}, {profiles.when(answer)}", said.represented_columns(answer), rows),
        *html_components.paragraphs(said.unrecorded(answer)),
    ]


def _meetings(context: Context, choice: Choice, block: Block) -> list[Component]:
    answer = context.reader.ask(queries.meetings, choice.selection)
    return [*html_components.paragraphs(said.meetings(answer)), *_table(context, choice, block)]


def _what_if(context: Context, choice: Choice, _: Block) -> list[Component]:
    cases = _compared(context, replace(choice.selection, window=Window.YEAR), "cases").own.value
    if cases.number is None:
        return [html.P(f"There is no number of cases to start from: {cases.status.words}.")]
    answer: WhatIf = staffing.what_if(cases.number, choice.percent)
    return dashboard_blocks.what_if(answer, said.what_if(answer))


def _change(address: str) -> int:
    text = dict(parse_qsl(urlsplit(address).query)).get(CHANGE, USUAL_CHANGE)
    try:
        percent = int(text)
    except ValueError:
        raise UnknownThing(f"“{text[:20]}” is not a change in per cent. Write a whole number, such as 10.") from None
    staffing.what_if(0, percent)
    return percent


BLOCKS: dict[BlockKind, Callable[[Context, Choice, Block], list[Component]]] = {
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
LIST = Page(
    name="dashboards", path="/dashboards", title="Dashboards", word="Dashboards", resolve=chosen, draw=_draw_list
)
PAGE = Page(name="dashboard", path=f"{START}<slug>", title="Dashboard", resolve=_resolve, draw=_draw)
