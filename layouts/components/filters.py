"""A labelled select that sets one part of the address, and a file that is made of what is shown."""

from __future__ import annotations

from collections.abc import Iterable

import dash_bootstrap_components as dbc
from dash.development.base_component import Component

from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash import catalogue
from maracdash.model.areas import Area
from maracdash.model.regions import EVERYWHERE

EVERY_SECTION = "all"
Option = tuple[str, str]


def build_select(
    label: str, part: tuple[str, str], options: Iterable[Option], value: str, usual: str = ""
) -> Component:
    """A select: `part` is its id and the part of the address that it sets, left out where it is the `usual` value.

    Options are values with their words.
    """
    name, key = part
    offered = [{"label": words, "value": each} for each, words in options]
    return html.Div(
        [html.Label(label, htmlFor=name), dbc.Select(id=name, options=offered, value=value)],
        className="picker",
        **attributes(data_choose=key, **({"data_default": usual} if usual else {})),
    )


def build_section_select(name: str, section: str) -> Component:
    """The choice of one section or, where it is empty, of all."""
    options = [(EVERY_SECTION, "All sections"), *((each.slug, each.title) for each in catalogue.SECTIONS)]
    return build_select("Indicators", (name, "section"), options, section or EVERY_SECTION, EVERY_SECTION)


def build_area_select(name: str, areas: Iterable[Area], within: str) -> Component:
    """The choice of a region's or force's Maracs, or those of everywhere."""
    options = [(EVERYWHERE, "Everywhere")]
    options += [(f"{each.level}:{each.code}", f"{each.level.noun.capitalize()}: {each.name}") for each in areas]
    return build_select("Maracs of", (name, "within"), options, within)


def build_share_menu(files: Iterable[tuple[str, str]]) -> Component:
    """Files by address and name, and the link."""
    links = [html.A(name, href=address, download="", className="action") for address, name in files]
    copy = html.Button("Copy link", type="button", className="action", **attributes(data_copy="address"))
    return html.Details([html.Summary("Share"), html.Div([*links, copy])], className="share")
