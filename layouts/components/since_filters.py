"""The time to look back to: buttons for spans, and a form for a day such as that of the last meeting."""

from __future__ import annotations

from datetime import date

import dash_bootstrap_components as dbc
from dash.development.base_component import Component

from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash.model.signals import SinceSelection, SinceSpan

SPAN_BUTTONS = {
    SinceSpan.QUARTER: "Last quarter",
    SinceSpan.YEAR: "Last year",
    SinceSpan.THREE_YEARS: "Three years ago",
}
DAY = "since-day"


def build_since_filters(selection: SinceSelection, path: str) -> Component:
    """Both, for the page at a path."""
    return html.Div([_span_switch(selection), _day_form(selection, path)], className="since-when")


def _span_switch(selection: SinceSelection) -> Component:
    buttons = [
        html.Button(
            text,
            type="button",
            **attributes(
                aria_pressed=str(selection.since is span).lower(),
                data_set=f"since={'' if span is SinceSpan.QUARTER else span}",
                data_key=f"since-{span}",
            ),
        )
        for span, text in SPAN_BUTTONS.items()
    ]
    return html.Div(buttons, className="switch", role="group", **attributes(aria_label="Compare with"))


def _day_form(selection: SinceSelection, path: str) -> Component:
    """A form of its own: a date that is typed is no date until it is whole."""
    day = selection.since.isoformat() if isinstance(selection.since, date) else ""
    kept = {"marac": selection.marac, "quarter": str(selection.quarter), **selection.comparison_parts()}
    return html.Form(
        [
            *[dbc.Input(type="hidden", name=name, value=value) for name, value in kept.items()],
            html.Label("Since our last meeting", htmlFor=DAY),
            dbc.Input(id=DAY, type="date", name="since", value=day, required=True),
            html.Button("Show", type="submit", className="action"),
        ],
        action=path,
        method="GET",
        className="since-day",
    )
