"""The audit: a filter, the events, page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash.development.base_component import Component

from layouts.components import forms
from layouts.html import elements as html
from layouts.html.attributes import attributes
from layouts.sign_in import fields
from maracdash.accounts.audit import Event, EventKind, write_details

HEADING = "Audit"
FILTERS = ("who", "kind", "since", "until")
COLUMNS = ("Number", "When (UTC)", "What", "Who", "About", "Details", "From address")
LEDE = (
    "Events can be added and never changed. On the command line “maracdash audit verify” finds any that was changed or "
    "removed from among the others. Note the last line of that command elsewhere: a cut end can only be seen by it."
)


@dataclass(frozen=True, kw_only=True)
class AuditPage:
    """Events of one page, how many there are in all, and the filter as asked; `query` is it in an address."""

    events: tuple[Event, ...]
    count: int
    page: int
    size: int
    asked: Mapping[str, str]
    problems: Mapping[str, str]
    query: str


def layout(shown: AuditPage) -> list[Component]:
    """The filter, then the events."""
    return [
        html.H1(HEADING),
        *fields.summarise(shown.problems),
        html.P(LEDE),
        html.P(html.A("People", href="/people")),
        _build_filter(shown),
        html.P(_count(shown), role="status"),
        *([_build_table(shown.events)] if shown.events else []),
        _build_ways(shown),
    ]


def _build_filter(shown: AuditPage) -> Component:
    asked, problems = shown.asked, shown.problems
    kinds = [html.Option("Everything", value="")]
    kinds += [
        html.Option(each.value.capitalize(), value=each.value, selected=each.value == asked["kind"] or None)
        for each in EventKind
    ]
    kind = html.Select(kinds, id="kind", name="kind", className="form-select")
    return html.Form(
        [
            forms.text_field("who", "E-mail address", asked["who"], autocomplete="off"),
            forms.labelled_field("kind", "What", kind),
            fields.date_field("since", "From", asked["since"], problems.get("since", "")),
            fields.date_field("until", "To", asked["until"], problems.get("until", "")),
            forms.submit_button("Filter", "small"),
        ],
        action="/audit",
        method="get",
        className="pair",
        role="search",
    )


def _count(shown: AuditPage) -> str:
    if not shown.events:
        return "There are no such events."
    first = (shown.page - 1) * shown.size + 1
    return f"Events {first:,} to {first + len(shown.events) - 1:,} of {shown.count:,}, newest first."


def _build_table(events: Sequence[Event]) -> Component:
    heads = html.Tr([html.Th(each, scope="col", className="words") for each in COLUMNS])
    rows = [
        html.Tr(
            [html.Th(f"{each.number:,}", scope="row"), *(html.Td(text, className="words") for text in _cells(each))]
        )
        for each in events
    ]
    table = html.Table([html.Caption("Events"), html.Thead(heads), html.Tbody(rows)])
    return html.Div(table, className="scroll", role="region", tabIndex=0, **attributes(aria_label="Events"))


def _cells(event: Event) -> tuple[str, ...]:
    return (
        f"{event.at:%Y-%m-%d %H:%M:%S}",
        event.kind,
        event.who,
        event.subject,
        write_details(event.details),
        event.address,
    )


def _build_ways(shown: AuditPage) -> Component:
    before = f"{shown.query}&" if shown.query else ""
    links = [html.A("All of these as CSV", href=f"/audit/events.csv?{shown.query}")]
    if shown.page > 1:
        links.append(html.A("Newer", href=f"/audit?{before}page={shown.page - 1}"))
    if shown.page * shown.size < shown.count:
        links.append(html.A("Older", href=f"/audit?{before}page={shown.page + 1}"))
    return html.Ul([html.Li(each) for each in links], className="ways-on")
