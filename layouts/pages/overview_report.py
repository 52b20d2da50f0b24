"""The overview report: its filters, its view, and the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import dash_bootstrap_components as dbc
from dash.development.base_component import Component

from layouts import ids, links
from layouts.components import html_components, report_table
from layouts.components.report_cells import ReportTable
from layouts.components.report_filters import FilterChoices, fold_filters
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash.model.overview_reports import ColumnKind, OverviewReport
from maracdash.model.report_view import COMPARATOR_KINDS, ReportView, column_key
from maracdash.model.selection import Selection

HEADING = "Overview report"
VALUES_CHOICE = "values"
DIFFERENCE_CHOICES = {
    ColumnKind.UK: "difference to the UK",
    ColumnKind.COUNTRY: "difference to the country",
    ColumnKind.GROUP: "difference to the similar group",
    ColumnKind.FORCE: "difference to the force",
}
FILE_NAMES = {"report.csv": "CSV, as the portal lays it out", "report-tidy.csv": "CSV, tidy", "report.xlsx": "Excel"}
VALUES_ONLY = "Files hold the values themselves, not the differences."
SORTING = (
    "The arrow after a row's name sorts the areas by that row: once for most first, again for least first, a third "
    "time for the order they came in. Areas without a figure stay last. A row's name leads to its own page, a "
    "section's name to its charts."
)


@dataclass(frozen=True, kw_only=True)
class OverviewReportPage:
    """Content of the page. `since` says what changed since an earlier release, `changes` lists each figure of it.

    `hidden` are the keys of columns that are not shown, chosen or not.
    """

    report: OverviewReport
    arrangement: ReportView
    grid: ReportTable
    offer: FilterChoices
    chosen: str
    title: str
    lines: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    since: str = ""
    changes: tuple[str, ...] = field(default=())


def layout(shown: OverviewReportPage, selection: Selection) -> list[Component]:
    """Filters, then the table. `selection` is the reader's own Marac at the report's quarter."""
    return [
        html.H1(HEADING),
        fold_filters(shown.report.selection, shown.offer, shown.chosen),
        html.Section(
            [
                html.H2(shown.title, id=ids.RESULTS, tabIndex=-1),
                html.Div([_comparator_select(shown), _column_choice(shown), _share_menu(shown)], className="bar"),
                *_changes_since(shown),
                report_table.build_table_region(
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


def _comparator_select(shown: OverviewReportPage) -> Component:
    offered = [kind for kind in COMPARATOR_KINDS[shown.report.form] if shown.report.of_kind(kind)]
    options = [
        {"label": VALUES_CHOICE, "value": VALUES_CHOICE},
        *({"label": _name_difference(shown.report, k), "value": str(k)} for k in offered),
    ]
    return html.Div(
        [
            html.Label("Show", htmlFor="report-against"),
            dbc.Select(id="report-against", options=options, value=str(shown.arrangement.against or VALUES_CHOICE)),
        ],
        className="picker inline",
        **attributes(data_choose="against", data_default=VALUES_CHOICE),
    )


def _name_difference(report: OverviewReport, kind: ColumnKind) -> str:
    """`difference to the UK`, `difference to “Coast”`."""
    given = [column.area.given_name for column in report.of_kind(kind) if column.area and column.area.given_name]
    return f"difference to “{given[0]}”" if given else DIFFERENCE_CHOICES[kind]


def _column_choice(shown: OverviewReportPage) -> Component:
    columns = shown.report.columns
    keys = [column_key(each) for each in columns]
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


def _share_menu(shown: OverviewReportPage) -> Component:
    query = links.report_query(shown.report.selection, shown.arrangement)
    files = [
        html.A(text, href=f"/export/{name}?{query}", download="", className="action")
        for name, text in FILE_NAMES.items()
    ]
    copy = html.Button("Copy link", type="button", className="action", **attributes(data_copy="address"))
    said = [html.P(text, className="hint") for text in _explain_files(shown)]
    return html.Details([html.Summary("Share"), html.Div([*files, copy, *said])], className="share")


def _explain_files(shown: OverviewReportPage) -> Iterator[str]:
    if shown.arrangement.against:
        yield VALUES_ONLY
    given = [each.area.given_name for each in shown.report.columns if each.area and each.area.given_name]
    if given:
        yield f"The portal has no groups like “{given[0]}”: its CSV is without it, the other files have it."


def _changes_since(shown: OverviewReportPage) -> list[Component]:
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
