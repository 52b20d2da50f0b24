"""The parts of a dashboard that are no charts: cards, tables, sentences, and the what-if."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import dash_bootstrap_components as dbc
from dash.development.base_component import Component

from layouts import links
from layouts.components import html_components
from layouts.components.cards import build_card_content
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash.model.dashboards import Block, PostsInPlace, WhatIf
from maracdash.model.numbers import format_number
from maracdash.model.selection import Selection
from maracdash.model.values import Value
from maracdash.words import Card
from maracdash.words.numbers import write_marker_in_sentence
from maracdash.words.what_if import write_posts

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


@dataclass(frozen=True, kw_only=True)
class WhatIfContent:
    """Content of the what-if. `cases` is the figure that it starts from."""

    answer: WhatIf
    in_place: PostsInPlace
    cases: Value
    sentence: str
    enough: Sequence[str]
    steps: Sequence[str]


def build_what_if(shown: WhatIfContent) -> list[Component]:
    """A choice of change and the posts in place, the sentences that answer, the numbers, and how they come about."""
    return [
        html.Div(
            [
                _build_change_choice(shown.answer),
                _build_posts_field("idva", "Idva posts in place", shown.in_place.idva),
                _build_posts_field("admin", "Administrator posts in place", shown.in_place.admin),
            ],
            className="what-if",
        ),
        html.Div(html_components.paragraphs((shown.sentence, *shown.enough)), role="status"),
        html_components.table(
            "Full-time posts by the planning rules", ("Cases as", *POST_COLUMNS[1:]), _list_post_rows(shown)
        ),
        html.H3("How it is worked out"),
        html_components.bullets(shown.steps),
    ]


def _build_change_choice(answer: WhatIf) -> Component:
    options = [
        {"label": _change_label(each), "value": str(each)} for each in sorted({*CHANGE_CHOICES, int(answer.percent)})
    ]
    return html.Div(
        [
            html.Label("Change in cases", htmlFor="what-if"),
            dbc.Select(id="what-if", options=options, value=str(int(answer.percent))),
        ],
        className="choice",
        **attributes(data_choose="change"),
    )


def _build_posts_field(key: str, label: str, posts: float | None) -> Component:
    name = f"{key}-in-place"
    value = "" if posts is None else f"{posts:g}"
    return html.Div(
        [
            html.Label(label, htmlFor=name),
            dbc.Input(id=name, type="text", inputmode="decimal", value=value, autocomplete="off"),
        ],
        className="choice",
        **attributes(data_choose=key),
    )


def _list_post_rows(shown: WhatIfContent) -> list[tuple[str, ...]]:
    answer, in_place = shown.answer, shown.in_place
    rows = [
        (label, format_number(posts.cases), format_number(posts.idva, 1), format_number(posts.admin, 1))
        for label, posts in (
            (f"Now{write_marker_in_sentence(shown.cases)}", answer.now),
            (_change_label(int(answer.percent)), answer.then),
        )
    ]
    placed = ["not known" if posts is None else write_posts(posts) for posts in (in_place.idva, in_place.admin)]
    return [*rows, ("Posts in place", "not applicable", *placed)]


def _change_label(percent: int) -> str:
    if not percent:
        return "No change"
    return f"{abs(percent)}% {'more' if percent > 0 else 'fewer'} cases"
