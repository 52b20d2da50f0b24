"""Items of a board pack in its form: those that are chosen, in their order, and those that can be added."""

from __future__ import annotations

from collections.abc import Iterable

from dash.development.base_component import Component

from layouts.components import html_components
from layouts.html import elements as html
from layouts.html.attributes import attributes
from layouts.html.markup import input_tag
from maracdash import catalogue
from maracdash.catalogue.dashboards import DASHBOARDS, dashboard
from maracdash.model.board_packs import VIEWS, PackItem, PackPart, PackRequest
from maracdash.model.indicators import Indicator
from maracdash.model.view_offers import is_offered
from maracdash.words.board_packs import write_left_out

MOVE = "move"
UP, DOWN = "up", "down"
MOVE_NAMES = {UP: "Up", DOWN: "Down"}
PART_WORDS = {
    PackPart.COMPARE: "beside others",
    PackPart.TREND: "through time",
    PackPart.FUNNEL: "funnel of all Maracs",
    PackPart.CONTROL: "control chart",
}
NOTHING = "Nothing is in the pack yet."


def name_item(item: PackItem) -> str:
    """`Overview (dashboard)`, `Repeat rate, through time`."""
    if item.part is PackPart.DASHBOARD:
        return f"{dashboard(item.slug).title} (dashboard)"
    return f"{catalogue.indicator(item.slug).title}, {PART_WORDS[item.part]}"


def item_id(item: PackItem) -> str:
    """The id of an item in the list, to come back to after it was moved."""
    return f"item-{item.part}-{item.slug}"


def list_chosen(request: PackRequest) -> list[Component]:
    """The chosen items in their order, each with its buttons."""
    if not request.items:
        return [html.P(NOTHING)]
    last = len(request.items) - 1
    return [
        html.Ol([_chosen_item(each, place, last) for place, each in enumerate(request.items)], className="pack-items")
    ]


def _chosen_item(item: PackItem, place: int, last: int) -> Component:
    return html.Li(
        [
            _check_box(item, name_item(item), checked=True),
            *html_components.paragraphs([left_out] if (left_out := write_left_out(item)) else [], "hint"),
            html.Span(
                [
                    _move_button(item, UP, disabled=place == 0),
                    _move_button(item, DOWN, disabled=place == last),
                ],
                className="moves",
            ),
        ],
        id=item_id(item),
    )


def _move_button(item: PackItem, way: str, *, disabled: bool) -> Component:
    return html.Button(
        MOVE_NAMES[way],
        type="submit",
        name=MOVE,
        value=f"{way}~{item}",
        className="small",
        disabled=disabled,
        **attributes(aria_label=f"{MOVE_NAMES[way]}: {name_item(item)}"),
    )


def offer_dashboards(request: PackRequest) -> list[Component]:
    """A box for each dashboard that is not in the pack."""
    offered = (PackItem(part=PackPart.DASHBOARD, slug=each.slug) for each in DASHBOARDS)
    left = [each for each in offered if each not in request.items]
    return [_check_box(each, f"{dashboard(each.slug).title}: {dashboard(each.slug).question}") for each in left] or [
        html.P("All dashboards are in the pack.")
    ]


def offer_indicators(request: PackRequest) -> list[Component]:
    """A section at a time, closed: most packs are made of dashboards."""
    return [
        html.Details(
            [
                html.Summary(f"Add indicators: {section.title}"),
                *(
                    box
                    for each in catalogue.section_indicators(section.slug)
                    for box in _boxes_of_indicator(each, request)
                ),
            ]
        )
        for section in catalogue.SECTIONS
    ]


def _boxes_of_indicator(indicator: Indicator, request: PackRequest) -> Iterable[Component]:
    for part in PART_WORDS:
        item = PackItem(part=part, slug=indicator.slug)
        if item not in request.items and (part not in VIEWS or is_offered(indicator, VIEWS[part])):
            yield _check_box(item, name_item(item))


def _check_box(item: PackItem, words: str, *, checked: bool = False) -> Component:
    of = f"box-{item.part}-{item.slug}"
    box = input_tag(
        id=of, type="checkbox", name="item", value=str(item), checked=checked, **{"class": "form-check-input"}
    )
    return html.Div([box, html.Label(words, htmlFor=of)], className="form-check")
