"""Many meetings in a grid. The server writes the page around it; the grid alone needs a script."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import dash_ag_grid
from dash.development.base_component import Component

from layouts.components import forms
from layouts.components.forms import Sender
from layouts.html import elements as html
from layouts.html.attributes import attributes
from layouts.html.markup import input_tag
from maracdash.catalogue.fields import FIELDS

HEADING = "Send many meetings"
LEDE = (
    "One row a meeting. Paste rows from a spreadsheet, with or without their header, or type. Arrow keys move, Enter "
    "edits, Escape gives up what you are typing, and once more leaves the grid. What you type stays in this tab until "
    "you close it. Meetings that are held already stay; one of the same Marac and day is replaced."
)
FORM_LINK_TEXT = "Send one meeting at a time by the form"
SKIP_LINK_TEXT = "Past the grid, to what is wrong and to sending"
GRID_PLACEHOLDER = "@@grid@@"
EMPTY_ROWS = 10
FROM_GRID_FIELD = "rows"
"""The field that says that the file is made of rows of the grid."""
ROW_ACTIONS = (
    ("add", "Add a row"),
    ("copy", "Copy this row"),
    ("delete", "Delete this row"),
    ("undo", "Undo"),
    ("clear", "Clear all"),
)


def grid_page(token: str, maracs: Sequence[str], notations: Mapping[str, Any], sender: Sender) -> list[Component]:
    """The page, with PLACE where the grid goes. `notations` says how the check reads numbers and dates."""
    rules = {"columns": _column_definitions(), "notations": notations, "areas": list(maracs)}
    buttons: list[Component] = [
        html.Button(said, type="button", className="small", **attributes(data_grid=does)) for does, said in ROW_ACTIONS
    ]
    hidden: dict[str, Any] = {
        "id": "files",
        "name": "files",
        "type": "file",
        "hidden": True,
        "aria_label": "The rows as a file",
    }
    send: list[Component] = [
        input_tag(**hidden),
        input_tag(type="hidden", name=FROM_GRID_FIELD, value="true"),
        forms.sender_field(sender),
        forms.submit_button("Check these meetings"),
        html.P(className="sending", role="status"),
    ]
    return [
        html.H1(HEADING),
        html.P(LEDE),
        html.P(
            [
                "The form does the same, and is easier with a screen reader: ",
                html.A(FORM_LINK_TEXT, href="/upload/form"),
                ".",
            ]
        ),
        html.Div(buttons, className="files", role="group", **attributes(aria_label="Rows")),
        html.P(html.A(SKIP_LINK_TEXT, href="#wrong-heading", className="past")),
        html.P(id="grid-said", role="status"),
        html.Div(GRID_PLACEHOLDER, className="sheet-of-meetings", **attributes(data_rules=json.dumps(rules))),
        html.H2("What is wrong so far", id="wrong-heading", tabIndex=-1),
        html.Div(html.Ul(id="grid-problems"), role="status", **attributes(aria_labelledby="wrong-heading")),
        forms.post_form(
            "/upload/file",
            token,
            send,
            "sends rows",
            encType="multipart/form-data",
            **attributes(data_sends="true", data_rows="true"),
        ),
    ]


def layout() -> Component:
    """The grid, empty."""
    return html.Div(
        dash_ag_grid.AgGrid(
            id="meetings",
            columnDefs=_definitions(),
            rowData=[{} for _ in range(EMPTY_ROWS)],
            defaultColDef={
                "editable": True,
                "sortable": False,
                "wrapHeaderText": True,
                "autoHeaderHeight": True,
                "suppressMovable": True,
                "width": 130,
                "cellClassRules": {"wrong-cell": "wrong(params)"},
            },
            dashGridOptions={
                "stopEditingWhenCellsLoseFocus": True,
                "ensureDomOrder": True,
                "suppressColumnVirtualisation": True,
                "suppressHeaderFocus": True,
                "enterNavigatesVerticallyAfterEdit": True,
            },
            style={"height": "min(32rem, 70vh)"},
        )
    )


def _definitions() -> list[dict[str, Any]]:
    number = {"colId": "row", "headerName": "Row", "valueGetter": {"function": "params.node.rowIndex + 1"}}
    looks: dict[str, dict[str, Any]] = {"area": {"width": 180}, "date": {}, "count": {"type": "numericColumn"}}
    shown = [
        {"field": each["name"], "headerName": each["title"], **looks[each["kind"]]} for each in _column_definitions()
    ]
    return [{**number, "editable": False, "pinned": "left", "width": 64}, *shown]


def _column_definitions() -> list[dict[str, Any]]:
    """Columns and what a cell of each must hold: the script knows none of them by name."""
    area_and_day = (("marac", "Marac", "area"), ("meeting_date", "Date of the meeting", "date"))
    first: list[dict[str, Any]] = [
        {"name": name, "title": title, "kind": kind, "required": True} for name, title, kind in area_and_day
    ]
    counts = (
        {
            "name": each.name,
            "title": each.title,
            "kind": "count",
            "required": each.required,
            "whole": each.whole,
            "part_of": each.part_of,
        }
        for each in FIELDS
    )
    return [*first, *counts]
