"""The report's filters, which answer in the browser: see assets/report.js for what follows from what is chosen."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output, State

from layouts import ids

CHOICES_STATE = State(ids.FORM, "data-choices")
FORCES_STATE = State(ids.FORCES, "value")
MARACS_STATE = State(ids.MARACS_CHOSEN, "value")
FORM_STATE = State(ids.FORM_CHOICE, "value")


def register(app: Dash) -> None:
    """Three functions; none of them asks the server."""
    app.clientside_callback(
        ClientsideFunction("report", "offerForces"),
        Output(ids.FORCES, "options"),
        Output(ids.FORCES, "value"),
        Output(ids.FORCES_FIELD, "hidden"),
        Output(ids.MARACS_FIELD, "hidden"),
        Input(ids.FORM_CHOICE, "value"),
        FORCES_STATE,
        CHOICES_STATE,
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("report", "offerMaracs"),
        Output(ids.MARACS_CHOSEN, "options"),
        Output(ids.MARACS_CHOSEN, "value"),
        Input(ids.FORCES, "value"),
        Input(ids.MARACS_SEARCH, "value"),
        MARACS_STATE,
        CHOICES_STATE,
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("report", "generate"),
        Input(ids.GENERATE, "n_clicks"),
        FORM_STATE,
        State(ids.REPORT_QUARTER, "value"),
        FORCES_STATE,
        MARACS_STATE,
        CHOICES_STATE,
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("report", "hideColumns"),
        Input(ids.COLUMNS_SHOW, "n_clicks"),
        State(ids.COLUMNS, "value"),
        State(ids.COLUMNS, "options"),
        prevent_initial_call=True,
    )
