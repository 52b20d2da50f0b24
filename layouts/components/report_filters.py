"""The report's filters: form, forces, Maracs, quarter. Nothing is asked for before the button is pressed.

Which forces and Maracs are offered follows from the form and the forces chosen, in the browser: assets/report.js.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import dash_bootstrap_components as dbc
from dash.development.base_component import Component

from layouts import ids
from layouts.html import elements as html
from layouts.html.attributes import attributes, write_data
from maracdash.model.answers import Choices
from maracdash.model.areas import Area
from maracdash.model.overview_reports import NO_MARACS, ReportForm, ReportSelection
from maracdash.model.quarters import Window, describe_period

TICK_BUTTONS = {"all": "All", "none": "None"}


@dataclass(frozen=True, kw_only=True)
class FilterChoices:
    """Choices of the filters: forces by form, Maracs by force, quarters."""

    forces: dict[ReportForm, tuple[Area, ...]]
    choices: Choices

    @property
    def maracs(self) -> dict[str, tuple[Area, ...]]:
        """Maracs by the code of their force."""
        return {force.code: maracs for force, maracs in self.choices.forces if force}


def fold_filters(selection: ReportSelection, offer: FilterChoices, chosen: str) -> Component:
    """The form behind one line that says what is chosen. Another choice is another form: it comes folded again."""
    line = [
        html.Span(chosen, className="chosen-now"),
        html.Span("Change", className="change", **attributes(aria_hidden="true")),
    ]
    return html.Details(
        [html.Summary(line, id=ids.CHOSEN), build_filters(selection, offer)], key=selection.query(), className="filters"
    )


def build_filters(selection: ReportSelection, offer: FilterChoices) -> Component:
    """The filters, set as the address says."""
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
            _form_select(selection.form),
            _quarter_select(selection, offer),
            _checkbox_list(
                ids.FORCES_FIELD,
                "Police forces",
                _checkboxes(ids.FORCES, [(each.code, each.name) for each in forces], _ticked_forces(selection, forces)),
                hidden=selection.form is ReportForm.COUNTRIES_REGIONS,
            ),
            _checkbox_list(
                ids.MARACS_FIELD,
                "Maracs of the chosen forces",
                _checkboxes(ids.MARACS_CHOSEN, list(labels.items()), _ticked_maracs(selection, maracs)),
                hidden=selection.form is not ReportForm.FORCE_MARAC,
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
        **attributes(aria_label="What the report is of", data_choices=_choices_json(offer)),
    )


def _form_select(chosen: ReportForm) -> Component:
    options = [{"label": each.words, "value": str(each)} for each in ReportForm]
    return html.Div(
        [
            html.Label("Report", htmlFor=ids.FORM_CHOICE),
            dbc.Select(id=ids.FORM_CHOICE, options=options, value=str(chosen)),
        ],
        className="picker",
    )


def _quarter_select(selection: ReportSelection, offer: FilterChoices) -> Component:
    options = [
        {"label": f"{each}: {describe_period(each, Window.YEAR)}", "value": str(each)}
        for each in sorted({*offer.choices.quarters, selection.quarter}, reverse=True)
    ]
    return html.Div(
        [
            html.Label("Quarter", htmlFor=ids.REPORT_QUARTER),
            dbc.Select(id=ids.REPORT_QUARTER, options=options, value=str(selection.quarter)),
        ],
        className="picker",
    )


def _checkbox_list(name: str, legend: str, boxes: Component, *, hidden: bool, searched: bool = False) -> Component:
    tools: list[Component] = [
        html.Button(
            text, type="button", className="small", **attributes(data_tick=which, aria_label=f"{text}: {legend}")
        )
        for which, text in TICK_BUTTONS.items()
    ]
    if searched:
        tools.append(_marac_search())
    said = html.P(className="count", role="status")
    return html.Fieldset([html.Legend(legend), html.Div(tools, className="tools"), boxes, said], id=name, hidden=hidden)


def _marac_search() -> Component:
    return html.Div(
        [
            html.Label("Find a Marac", htmlFor=ids.MARACS_SEARCH),
            dbc.Input(id=ids.MARACS_SEARCH, type="search", value="", autocomplete="off"),
        ],
        className="find",
    )


def _checkboxes(name: str, options: Sequence[tuple[str, str]], chosen: Sequence[str]) -> Component:
    offered = [{"value": code, "label": text} for code, text in options]
    return html.Div(dbc.Checklist(id=name, options=offered, value=list(chosen), className="boxes"))


def _ticked_forces(selection: ReportSelection, offered: Sequence[Area]) -> Sequence[str]:
    return selection.forces or tuple(each.code for each in offered)


def _ticked_maracs(selection: ReportSelection, offered: Sequence[Area]) -> Sequence[str]:
    if selection.maracs == NO_MARACS:
        return ()
    return selection.maracs or tuple(each.code for each in offered)


def _choices_json(offer: FilterChoices) -> str:
    listed = {
        "forces": {str(form): [[each.code, each.name] for each in areas] for form, areas in offer.forces.items()},
        "maracs": {code: [[each.code, each.name] for each in areas] for code, areas in offer.maracs.items()},
    }
    return write_data(listed)
