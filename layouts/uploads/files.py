"""Choosing files to send."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from layouts.components import forms
from layouts.components.forms import Sender
from layouts.html import elements as html
from layouts.html.attributes import attributes
from layouts.html.markup import input_tag

ACTION = "/upload/file"
HEADING = "Send files"
LEDE = "Choose one or more CSV or Excel files. They are read and checked together; nothing is kept until you accept it."
COUNTS_ONLY = "Send counts only. A file with names, dates of birth, postcodes or NHS numbers is refused and not kept."


def layout(
    token: str, types: Sequence[str], sender: Sender = forms.UNNAMED, problem: str = "", largest: int = 0
) -> list[Component]:
    """The form; `types` are what can be sent, `largest` is the most that all files together may have, in MB."""
    hint = f"CSV, text with tabs or semicolons, or .xlsx; at most {largest} MB together."
    return [
        html.H1(HEADING),
        *forms.error_summary("The files were not read", [(problem, "#files")] if problem else []),
        html.P(LEDE),
        forms.post_form(
            ACTION,
            token,
            [
                html.Div(
                    [
                        html.Label(
                            [
                                html.Span("Choose files", className="choose"),
                                html.Span("or drag them here", className="drag", hidden=True),
                                input_tag(
                                    id="files",
                                    name="files",
                                    type="file",
                                    multiple=True,
                                    required=True,
                                    accept=".csv,.txt,.tsv,.xlsx,.xlsm",
                                    aria_describedby="files-hint files-chosen",
                                    data_largest=largest,
                                ),
                            ],
                            className="drop",
                        ),
                        html.P(hint, id="files-hint", className="hint"),
                        html.Ul(id="files-chosen", className="chosen"),
                    ],
                    className="field wrong" if problem else "field",
                ),
                forms.sender_field(sender),
                forms.submit_button("Check the files"),
                html.P(className="sending", role="status"),
            ],
            "sends",
            encType="multipart/form-data",
            **attributes(data_sends="true"),
        ),
        html.H2("What can be sent"),
        html.Ul([html.Li(each) for each in types]),
        html.P(COUNTS_ONLY),
    ]
