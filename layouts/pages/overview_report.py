"""The overview report: what it is of, how it is shown, and the table."""

from __future__ import annotations

from dataclasses import dataclass, field

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from layouts import ids, links
from layouts.components import html_components, report_table
from layouts.components.report_cells import Grid
from layouts.components.report_filters import Offer, folded
from layouts.html.attributes import attributes
from maracdash.model.overview_reports import ColumnKind, Report
from maracdash.model.report_view import COMPARATORS, Arrangement, key
from maracdash.model.selection import Selection

HEADING = "Overview report"
VALUES = "values"
DIFFERENCES = {
    ColumnKind.UK: "difference to the UK",
    ColumnKind.COUNTRY: "difference to the country",
    ColumnKind.GROUP: "difference to the similar group",
    ColumnKind.FORCE: "difference to the force",
}
FILES = {"report.csv": "CSV, as the portal lays it out", "report-tidy.csv": "CSV, tidy", "report.xlsx": "Excel"}
VALUES_ONLY = "Files hold the values themselves, not the differences."
SORTING = (
    "The arrow after a row's name sorts the areas by that row: once for most first, again for least first, a third "
    "time for the order they came in. Areas without a figure stay last. A row's name leads to its own page, a "
    "section's name to its charts."
)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Everything on the page. `since` says what changed since an earlier release, `changes` each figure of it.

    `hidden` are the keys of columns that are not shown, chosen or not.
    """

    report: Report
    arrangement: Arrangement
    grid: Grid
    offer: Offer
    chosen: str
    title: str
    lines: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    since: str = ""
    changes: tuple[str, ...] = field(default=())


def layout(shown: Shown, selection: Selection) -> list[Component]:
    """What is chosen, then the table. `selection` is the reader's own Marac at the report's quarter."""
    return [
        html.H1(HEADING),
        folded(shown.report.selection, shown.offer, shown.chosen),
        html.Section(
            [
                html.H2(shown.title, id=ids.RESULTS, tabIndex=-1),
                html.Div([_compared(shown), _columns(shown), _files(shown)], className="bar"),
                *_since(shown),
                report_table.region(
                    shown.grid,
                    shown.arrangement,
                    lambda slug: links.indicator(slug, selection),
                    lambda slug: links.section(slug, selection),
                ),
                *html_components.paragraphs(shown.grid.notes, "key"),
                html.P(SORTING, className="key screen"),
                html.Div(html_components.paragraphs(shown.lines), className="sources"),
            ],
            className="report",
            **attributes(
                aria_labelledby=ids.RESULTS, data_query=links.report_query(shown.report.selection, shown.arrangement)
            ),
        ),
        html.P(id=ids.PROGRESS, className="progress-note", role="status"),
    ]


def _compared(shown: Shown) -> Component:
    offered = [kind for kind in COMPARATORS[shown.report.form] if shown.report.of_kind(kind)]
    options = [{"label": VALUES, "value": VALUES}, *({"label": DIFFERENCES[k], "value": str(k)} for k in offered)]
    return html.Div(
        [
            html.Label("Show", htmlFor="report-against"),
            dbc.Select(id="report-against", options=options, value=str(shown.arrangement.against or VALUES)),
        ],
        className="picker inline",
        **attributes(data_choose="against", data_default=VALUES),
    )


def _columns(shown: Shown) -> Component:
    columns = shown.report.columns
    keys = [key(each) for each in columns]
    kept = [each for each in keys if each not in shown.hidden]
    options = [{"value": name, "label": each.name} for name, each in zip(keys, columns, strict=True)]
    said = "Columns" if len(kept) == len(keys) else f"Columns: {len(kept)} of {len(keys)} shown"
    return html.Details(
        [
            html.Summary(said),
            html.Div(
                [
                    html.Fieldset(
                        [
                            html.Legend("Columns to show"),
                            dbc.Checklist(id=ids.COLUMNS, options=options, value=kept, className="boxes"),
                        ]
                    ),
                    html.Button("Show these columns", id=ids.COLUMNS_SHOW, type="button", className="action"),
                ],
                className="sheet",
            ),
        ],
        className="columns",
    )


def _files(shown: Shown) -> Component:
    query = links.report_query(shown.report.selection, shown.arrangement)
    files = [
        html.A(text, href=f"/export/{name}?{query}", download="", className="action") for name, text in FILES.items()
    ]
    copy = html.Button("Copy link", type="button", className="action", **attributes(data_copy="address"))
    said = [html.P(VALUES_ONLY, className="hint")] if shown.arrangement.against else []
    return html.Details([html.Summary("Share"), html.Div([*files, copy, *said])], className="share")


def _since(shown: Shown) -> list[Component]:
    if not shown.since:
        return []
    said: list[Component] = [html.P(shown.since)]
    if len(shown.changes) > 3:
        said.append(
            html.Details(
                [html.Summary(f"All {len(shown.changes)} changes"), html_components.bullets(list(shown.changes))]
            )
        )
    return [html.Div(said, className="since", role="note")]
