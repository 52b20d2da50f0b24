"""Blocks of a dashboard: each kind asks its questions and draws their answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from dash.development.base_component import Component

from callbacks.context import AppContext
from callbacks.pages.sections import build_chart
from layouts.components import charts, dashboard_blocks, html_components, tables
from layouts.components.charts import Chart
from layouts.components.dashboard_blocks import WhatIfContent
from layouts.html import elements as html
from maracdash import figures, queries, words
from maracdash.catalogue import staffing
from maracdash.figures.shares import split_parts as parts_of
from maracdash.model.answers import Comparison, Trend
from maracdash.model.dashboards import Block, BlockKind, Dashboard, PostsInPlace, WhatIf
from maracdash.model.quarters import Window
from maracdash.model.selection import ChartView, Selection
from maracdash.words import dashboards as said
from maracdash.words import profiles, representation, what_if


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Meaning of an address: a dashboard, and of its what-if the change in `percent` and the posts in place."""

    selection: Selection
    dashboard: Dashboard
    percent: int
    in_place: PostsInPlace


def ask_comparison(context: AppContext, selection: Selection, slug: str) -> Comparison:
    """Ask for one indicator beside others, the rest as chosen."""
    return context.reader.ask(queries.COMPARISON, replace(selection, indicator=slug, view=ChartView.COMPARE))


def _cards_block(context: AppContext, choice: Choice, block: Block) -> list[Component]:
    answers = [ask_comparison(context, choice.selection, each) for each in block.indicators]
    return [
        dashboard_blocks.build_linked_cards(
            [(each.indicator.slug, words.write_card(each)) for each in answers], choice.selection
        )
    ]


def _comparison_block(context: AppContext, choice: Choice, block: Block) -> list[Component]:
    answers = [ask_comparison(context, choice.selection, each) for each in block.indicators]
    return [
        charts.build_charts(
            [build_chart(each, figures.draw_small_multiple(each)) for each in answers],
            choice.selection,
            figures.GRAPH_CONFIG,
        )
    ]


def _trend_block(context: AppContext, choice: Choice, block: Block) -> list[Component]:
    answers = [
        context.reader.ask(queries.TREND, replace(choice.selection, indicator=each)) for each in block.indicators
    ]
    shown = [
        Chart(
            indicator=each.indicator,
            finding=words.write_finding(each),
            alt=words.write_alt_text(each),
            figure=figures.draw_trend(each),
            view=ChartView.TREND,
            notes=words.write_gaps(each),
            tables=partial(_trend_table, each),
        )
        for each in answers
    ]
    notes = (words.write_averages_with_own(each, including=choice.selection.including) for each in answers)
    return [
        charts.build_charts(shown, choice.selection, figures.GRAPH_CONFIG),
        *html_components.paragraphs(dict.fromkeys(filter(None, notes)), "key"),
    ]


def _trend_table(answer: Trend) -> tuple[Component, ...]:
    return tables.build_plain_tables(answer, words.build_figure_rows(answer))


def _table_block(context: AppContext, choice: Choice, block: Block) -> list[Component]:
    answer = context.reader.ask(queries.PROFILE, choice.selection, block.indicators)
    rows = [profiles.write_profile_row(each) for each in answer.rows]
    return [html_components.table(f"{block.title}, {profiles.when(answer)}", profiles.profile_columns(answer), rows)]


def _shares_block(context: AppContext, choice: Choice, block: Block) -> list[Component]:
    answer = context.reader.ask(queries.PROFILE, choice.selection, block.indicators)
    if not any(each.own.value.known for each in answer.rows):
        return _table_block(context, choice, block)
    parted = parts_of(answer)
    caption = f"The numbered parts of the bars, {profiles.when(answer)}"
    return [
        charts.build_picture(
            block.title, profiles.write_shares_alt(answer), figures.draw_shares(answer), figures.GRAPH_CONFIG
        ),
        html_components.table(caption, profiles.part_columns(answer), profiles.write_part_rows(parted)),
        *html_components.paragraphs(profiles.list_combined_parts(parted), "key"),
        *html_components.paragraphs(profiles.list_unknown_parts(answer), "key"),
    ]


def _absent_routes_block(context: AppContext, choice: Choice, block: Block) -> list[Component]:
    answer = context.reader.ask(queries.ABSENT_ROUTES, choice.selection)
    here = replace(
        answer,
        routes=tuple(each for each in answer.routes if each.indicator.slug in block.indicators),
        known=tuple(each for each in answer.known if each.slug in block.indicators),
        unknown=tuple(each for each in answer.unknown if each.slug in block.indicators),
    )
    return [html_components.bullets(said.write_absent_routes(here))]


def _representation_block(context: AppContext, choice: Choice, block: Block) -> list[Component]:
    answer = context.reader.ask(queries.REPRESENTATION, choice.selection)
    rows = [said.write_representation_row(each) for each in answer.rows]
    return [
        *html_components.paragraphs(representation.write_representation_sentences(answer), "said"),
        html_components.table(f"{block.title}, {profiles.when(answer)}", said.representation_columns(answer), rows),
        *html_components.paragraphs(said.write_unrecorded(answer)),
    ]


def _meetings_block(context: AppContext, choice: Choice, block: Block) -> list[Component]:
    answer = context.reader.ask(queries.MEETING_FREQUENCIES, choice.selection)
    return [*html_components.paragraphs(said.write_meetings(answer)), *_table_block(context, choice, block)]


def _what_if_block(context: AppContext, choice: Choice, _: Block) -> list[Component]:
    cases = ask_comparison(context, replace(choice.selection, window=Window.YEAR), "cases").own.value
    if cases.number is None:
        return [html.P(f"There is no number of cases to start from: {cases.absence}.")]
    answer: WhatIf = staffing.calculate_what_if(cases.number, choice.percent)
    return dashboard_blocks.build_what_if(
        WhatIfContent(
            answer=answer,
            in_place=choice.in_place,
            cases=cases,
            sentence=said.write_what_if(answer, cases),
            enough=what_if.write_enough(answer, choice.in_place),
            steps=what_if.write_arithmetic(answer, cases),
        )
    )


BLOCK_BUILDERS: dict[BlockKind, Callable[[AppContext, Choice, Block], list[Component]]] = {
    BlockKind.CARDS: _cards_block,
    BlockKind.COMPARE: _comparison_block,
    BlockKind.TREND: _trend_block,
    BlockKind.TABLE: _table_block,
    BlockKind.SHARES: _shares_block,
    BlockKind.ABSENT_ROUTES: _absent_routes_block,
    BlockKind.REPRESENTATION: _representation_block,
    BlockKind.MEETINGS: _meetings_block,
    BlockKind.WHAT_IF: _what_if_block,
}
