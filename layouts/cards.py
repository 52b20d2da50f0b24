"""The headline cards: real buttons, the chosen one pressed."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from layouts.attributes import attributes
from maracdash.words import Card


def cards(said: Sequence[tuple[str, Card]], chosen: str) -> tuple[Component, ...]:
    """One button for each indicator's slug and card."""
    return tuple(_card(slug, card, slug == chosen) for slug, card in said)


def _card(slug: str, card: Card, pressed: bool) -> Component:  # noqa: FBT001
    lines = [html.Span(card.label, className="label"), html.Span(card.value, className="value")]
    lines += [html.Span(line, className="note") for line in (card.unit, card.position) if line]
    lines += [html.Span(line, className="note") for line in card.comparators]
    return html.Button(
        lines,
        type="button",
        className="headline",
        **attributes(aria_pressed="true" if pressed else "false", data_set=f"indicator={slug}"),
    )
