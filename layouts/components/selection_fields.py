"""The reader's selection inside forms that the server answers: what a form does not ask for, it carries on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from urllib.parse import parse_qsl

from dash.development.base_component import Component

from layouts.html import elements as html
from layouts.html.markup import input_tag
from maracdash.model.selection import Selection


def build_hidden_fields(selection: Selection, but: Collection[str] = ()) -> list[Component]:
    """Every part of a selection's address as a hidden field, but those that the form asks for itself."""
    return [
        input_tag(type="hidden", name=name, value=value)
        for name, value in parse_qsl(selection.query())
        if name not in but
    ]


def build_plain_select(label: str, name: str, options: Sequence[tuple[str, str]], value: str) -> Component:
    """A labelled select that its form sends: values with their words."""
    of = f"choose-{name}"
    offered = [html.Option(words, value=each, selected=each == value or None) for each, words in options]
    return html.Div(
        [html.Label(label, htmlFor=of), html.Select(offered, id=of, name=name, className="form-select")],
        className="field",
    )
