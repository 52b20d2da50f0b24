"""The two pickers: a Marac, searched by typing, and a quarter. What a pick does is said in assets/state.js."""

from __future__ import annotations

import dash_bootstrap_components as dbc
from dash.development.base_component import Component

from layouts import ids
from layouts.html import elements as html
from layouts.html.attributes import attributes, write_data
from maracdash.model.answers import Choices
from maracdash.model.areas import Area
from maracdash.model.quarters import Quarter, Window, describe_period

NO_FORCE = "Maracs of no known force"


def build_pickers(choices: Choices, area: Area, quarter: Quarter) -> Component:
    """Both, in one row."""
    return html.Div(
        [_marac_picker(choices, area), _quarter_picker(choices, quarter)], className="pickers", role="search"
    )


def _marac_picker(choices: Choices, area: Area) -> Component:
    offered = [[force.name if force else NO_FORCE, _marac_options(force, maracs)] for force, maracs in choices.forces]
    return html.Div(
        [
            html.Label("Marac or force", htmlFor=ids.MARAC),
            dbc.Input(id=ids.MARAC, type="text", value=area.choice_name, autocomplete="off"),
            html.Div(id=ids.MARACS, role="listbox", hidden=True, **attributes(aria_label="Maracs by police force")),
        ],
        className="picker combobox",
        **attributes(data_choices=write_data(offered)),
    )


def _marac_options(force: Area | None, maracs: tuple[Area, ...]) -> list[list[str]]:
    """The whole force first: who types its name and presses Enter means the force."""
    return [[each.code, each.choice_name] for each in (*([force] if force else []), *maracs)]


def _quarter_picker(choices: Choices, quarter: Quarter) -> Component:
    offered = [each for each in choices.quarters if each != quarter]
    newest_first = sorted((*offered, quarter), reverse=True)
    options = [{"label": f"{each}: {describe_period(each, Window.YEAR)}", "value": str(each)} for each in newest_first]
    return html.Div(
        [
            html.Label("Quarter", htmlFor=ids.QUARTER),
            dbc.Select(id=ids.QUARTER, options=options, value=str(quarter)),
        ],
        className="picker",
        **attributes(data_choose="quarter"),
    )
