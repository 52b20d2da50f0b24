"""The headline cards: real buttons, the chosen one pressed."""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

from layouts import ids
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash.catalogue import HEADLINE_SLUGS
from maracdash.words import Card

OUTPUTS = {
    **{f"card_{slug}": (ids.headline_card(slug), "children") for slug in HEADLINE_SLUGS},
    **{f"pressed_{slug}": (ids.headline_card(slug), "aria-pressed") for slug in HEADLINE_SLUGS},
}


def build_cards(said: dict[str, Card], chosen: str) -> Component | None:
    """One button for each indicator's slug and card."""
    if not said:
        return None
    now = output_values(said, chosen)
    buttons = [
        html.Button(
            now[f"card_{slug}"],
            id=ids.headline_card(slug),
            type="button",
            className="headline",
            **attributes(aria_pressed=now[f"pressed_{slug}"], data_set=f"indicator={slug}"),
        )
        for slug in said
    ]
    return html.Div(buttons, className="cards", role="group", **attributes(aria_label="Headlines"))


def output_values(said: dict[str, Card], chosen: str) -> dict[str, Any]:
    """Value of every output of the cards shown."""
    lines = {f"card_{slug}": build_card_content(card) for slug, card in said.items()}
    return {**lines, **{f"pressed_{slug}": "true" if slug == chosen else "false" for slug in said}}


def build_card_content(card: Card) -> list[Component]:
    """Lines of a card, from top to bottom."""
    notes = [line for line in (card.unit, card.position, *card.comparators) if line]
    return [
        html.Span(card.label, className="label"),
        html.Span(card.value, className="value"),
        html.Span("\n".join(notes), className="notes"),
    ]
