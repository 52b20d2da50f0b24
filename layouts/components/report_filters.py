"""The report's filters: form, forces, Maracs, quarter. Nothing is asked for before the button is pressed.

Which forces and Maracs are offered follows from the form and the forces chosen, in the browser: assets/report.js.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from layouts import ids
from layouts.html.attributes import attributes
from maracdash.model.answers import Choices
from maracdash.model.areas import Area
from maracdash.model.overview_reports import NO_MARACS, Form, ReportSelection
from maracdash.model.quarters import Window, period

BUTTONS = {"all": "All", "none": "None"}


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What can be chosen: forces by form, Maracs by force, quarters."""

    forces: dict[Form, tuple[Area, ...]]
    choices: Choices

    @property
    def maracs(self) -> dict[str, tuple[Area, ...]]:
        """Maracs by the code of their force."""
        return {force.code: maracs for force, maracs in self.choices.forces if force}


def folded(selection: ReportSelection, offer: Offer, chosen: str) -> Component:
    """The form behind one line that says what is chosen. Another choice is another form: it comes folded again."""
    line = [
        html.Span(chosen, className="chosen-now"),
        html.Span("Change", className="change", **attributes(aria_hidden="true")),
    ]
    return html.Details(
        [html.Summary(line, id=ids.CHOSEN), chooser(selection, offer)], key=selection.query(), className="filters"
    )


def chooser(selection: ReportSelection, offer: Offer) -> Component:
    """The form, as the address has it."""
    forces = offer.forces.get(selection.form, ())
    maracs = [each for code in selection.forces for each in offer.maracs.get(code, ())]
    several = len(selection.forces) > 1
    names = {each.code: each.name for each in forces}
    labels = {
        each.code: f"{each.name}, {names.get(code, code)}" if several else each.name
        for code in selection.forces
        for each in offer.maracs.get(code, ())
    }
    return html.Div(
        [
            _form(selection.form),
            _quarter(selection, offer),
            _list(
                ids.FORCES_FIELD,
                "Police forces",
                _boxes(ids.FORCES, [(each.code, each.name) for each in forces], _forces(selection, forces)),
                hidden=selection.form is Form.COUNTRIES_REGIONS,
            ),
            _list(
                ids.MARACS_FIELD,
                "Maracs of the chosen forces",
                _boxes(ids.MARACS_CHOSEN, list(labels.items()), _maracs(selection, maracs)),
                hidden=selection.form is not Form.FORCE_MARAC,
                searched=True,
            ),
            html.Div(
                [
                    html.Button("Generate report", id=ids.GENERATE, type="button", className="primary"),
                    html.P(id=ids.REPORT_ALERT, role="alert"),
                ],
                className="go",
            ),
        ],
        id=ids.FORM,
        className="chooser",
        role="search",
        **attributes(aria_label="What the report is of", data_choices=_offered(offer)),
    )


def _form(chosen: Form) -> Component:
    options = [{"label": each.words, "value": str(each)} for each in Form]
    return html.Div(
        [
            html.Label("Report", htmlFor=ids.FORM_CHOICE),
            dbc.Select(id=ids.FORM_CHOICE, options=options, value=str(chosen)),
        ],
        className="picker",
    )


def _quarter(selection: ReportSelection, offer: Offer) -> Component:
    options = [
        {"label": f"{each}: {period(each, Window.YEAR)}", "value": str(each)}
        for each in sorted({*offer.choices.quarters, selection.quarter}, reverse=True)
    ]
    return html.Div(
        [
            html.Label("Quarter", htmlFor=ids.REPORT_QUARTER),
            dbc.Select(id=ids.REPORT_QUARTER, options=options, value=str(selection.quarter)),
        ],
        className="picker",
    )


def _list(name: str, legend: str, boxes: Component, *, hidden: bool, searched: bool = False) -> Component:
    tools: list[Component] = [
        html.Button(
            text, type="button", className="small", **attributes(data_tick=which, aria_label=f"{text}: {legend}")
        )
        for which, text in BUTTONS.items()
    ]
    if searched:
        tools.append(_search())
    said = html.P(className="count", role="status")
    return html.Fieldset([html.Legend(legend), html.Div(tools, className="tools"), boxes, said], id=name, hidden=hidden)


def _search() -> Component:
    return html.Div(
        [
            html.Label("Find a Marac", htmlFor=ids.MARACS_SEARCH),
            dbc.Input(id=ids.MARACS_SEARCH, type="search", value="", autocomplete="off"),
        ],
        className="find",
    )


def _boxes(name: str, options: Sequence[tuple[str, str]], chosen: Sequence[str]) -> Component:
    offered = [{"value": code, "label": text} for code, text in options]
    return html.Div(dbc.Checklist(id=name, options=offered, value=list(chosen), className="boxes"))


def _forces(selection: ReportSelection, offered: Sequence[Area]) -> Sequence[str]:
    return selection.forces or tuple(each.code for each in offered)


def _maracs(selection: ReportSelection, offered: Sequence[Area]) -> Sequence[str]:
    if selection.maracs == NO_MARACS:
        return ()
    return selection.maracs or tuple(each.code for each in offered)


def _offered(offer: Offer) -> str:
    listed = {
        "forces": {str(form): [[each.code, each.name] for each in areas] for form, areas in offer.forces.items()},
        "maracs": {code: [[each.code, each.name] for each in areas] for code, areas in offer.maracs.items()},
    }
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":"))
