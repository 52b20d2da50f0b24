"""The parts of a dashboard that are no charts: cards, tables, sentences, and the what-if."""

from __future__ import annotations

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from layouts import links
from layouts.components import html_components
from layouts.components.cards import build_card_content
from layouts.html.attributes import attributes
from maracdash.model.dashboards import Block, WhatIf
from maracdash.model.numbers import format_number
from maracdash.model.selection import Selection
from maracdash.model.values import Value
from maracdash.words import Card
from maracdash.words.numbers import write_marker_in_sentence

CHANGE_CHOICES = (-50, -20, -10, -5, 0, 5, 10, 20, 30, 50, 100)
POST_COLUMNS = ("", "Cases", "Idva posts", "Administrator posts")


def build_block(declared: Block, shown: Sequence[Component | None]) -> Component:
    """A block with its heading and sentence."""
    name = f"block-{declared.kind}-{declared.title.lower().replace(' ', '-').rstrip('?').replace(',', '')}"
    return html.Section(
        [html.H2(declared.title, id=name), html.P(declared.text), *shown],
        className="block",
        **attributes(aria_labelledby=name),
    )


def build_linked_cards(said: Sequence[tuple[str, Card]], selection: Selection) -> Component:
    """One card an indicator, each a link to its page."""
    return html.Div(
        [
            html.A(
                build_card_content(card),
                href=links.indicator(slug, selection),
                className="headline",
                **attributes(data_route="to", data_key=f"card-{slug}", data_from="the dashboard"),
            )
            for slug, card in said
        ],
        className="cards",
    )


def build_what_if(answer: WhatIf, sentence: str, cases: Value) -> list[Component]:
    """A choice of change, the sentence that answers it, and the numbers. `cases` is the figure that they start from."""
    options = [
        {"label": _change_label(each), "value": str(each)} for each in sorted({*CHANGE_CHOICES, int(answer.percent)})
    ]
    rows = [
        (label, format_number(posts.cases), format_number(posts.idva, 1), format_number(posts.admin, 1))
        for label, posts in (
            (f"Now{write_marker_in_sentence(cases)}", answer.now),
            (_change_label(int(answer.percent)), answer.then),
        )
    ]
    return [
        html.Div(
            [
                html.Label("Change in cases", htmlFor="what-if"),
                dbc.Select(id="what-if", options=options, value=str(int(answer.percent))),
            ],
            className="picker inline",
            **attributes(data_choose="change"),
        ),
        html.P(sentence, role="status"),
        html_components.table("Full-time posts by the planning rules", ("Cases as", *POST_COLUMNS[1:]), rows),
    ]


def _change_label(percent: int) -> str:
    if not percent:
        return "No change"
    return f"{abs(percent)}% {'more' if percent > 0 else 'fewer'} cases"
