"""Returns of each Marac: words for the exceptions, then a small mark for every Marac and quarter."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dash.development.base_component import Component

from layouts.components import html_components
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash.model.quarters import Quarter
from maracdash.model.returns import MaracReturnStates, ReturnState, ReturnStates
from maracdash.words import returns as said

MAX_EXCEPTIONS = 16
MEANINGS = {
    ReturnState.RETURNED: "returned",
    ReturnState.CORRECTED: "corrected: sent again with other numbers",
    ReturnState.PROXIED: "estimated: filled with the quarter before",
    ReturnState.DROPPED: "left out: no return for a second quarter or more",
    ReturnState.NOT_EXPECTED: "not expected: before the Marac's first return, or after it closed",
}
NO_FORCE = "No known force"
OWN_MARK = " (the chosen Marac)"
ALL_AS_USUAL = "No return is missing or was corrected."


def returns_grid(answer: ReturnStates, own: str = "") -> list[Component]:
    """A sentence, the exceptions, and a table of marks for each force; nothing where nobody returns.

    `own` is the code of the reader's Marac, whose row is marked.
    """
    if not answer.rows:
        return []
    return [
        html.H2("What each Marac has returned"),
        html.P(said.summarise_returns(answer)),
        *_exceptions(said.describe_exceptions(answer)),
        *_is_not_expected(said.describe_not_expected(answer)),
        html.Ul(
            [html.Li([html.Span(className=_mark_class(state)), words]) for state, words in MEANINGS.items()],
            className="legend marks",
            **attributes(aria_label="What the marks stand for"),
        ),
        html.Div(
            [_table(name, rows, answer.quarters, own) for name, rows in _group_by_force(answer)], className="returns"
        ),
    ]


def _exceptions(sentences: Sequence[str]) -> list[Component]:
    if not sentences:
        return [html.P(ALL_AS_USUAL)]
    first, rest = sentences[:MAX_EXCEPTIONS], sentences[MAX_EXCEPTIONS:]
    listed: list[Component] = [html.Div(html_components.bullets(first), className="exceptions")]
    if rest:
        more = html.Div(html_components.bullets(rest), className="exceptions")
        listed.append(html.Details([html.Summary(f"{len(rest)} more Maracs with exceptions"), more]))
    return listed


def _is_not_expected(sentences: Sequence[str]) -> list[Component]:
    if not sentences:
        return []
    return [
        html.Details(
            [
                html.Summary(f"Not expected in some of these quarters: {_maracs(len(sentences))}"),
                html.Div(html_components.bullets(sentences), className="exceptions"),
            ]
        )
    ]


def _maracs(count: int) -> str:
    return f"{count} Marac{'' if count == 1 else 's'}"


def _group_by_force(answer: ReturnStates) -> list[tuple[str, list[MaracReturnStates]]]:
    """The rows of each force, which stand together."""
    found = groupby(answer.rows, key=lambda row: row.force.name if row.force else NO_FORCE)
    return [(name, list(rows)) for name, rows in found]


def _table(force: str, rows: Sequence[MaracReturnStates], quarters: Sequence[Quarter], own: str) -> Component:
    head = html.Tr([html.Th("Marac", scope="col"), *map(_quarter, quarters)])
    return html.Table([html.Caption(force), html.Thead(head), html.Tbody([_row(each, own) for each in rows])])


def _quarter(quarter: Quarter) -> Component:
    """Short for the eye, whole for the ear."""
    short = html.Span([f"Q{quarter.number}", html.Br(), f"’{quarter.year % 100:02}"], **attributes(aria_hidden="true"))
    return html.Th([html.Span(str(quarter), className="visually-hidden"), short], scope="col")


def _row(row: MaracReturnStates, own: str) -> Component:
    cells = [
        html.Td([html.Span(className=_mark_class(state)), html.Span(str(state), className="visually-hidden")])
        for state in row.states
    ]
    if row.marac.code != own:
        return html.Tr([html.Th(row.marac.name, scope="row"), *cells])
    name: list[str | Component] = [row.marac.name, html.Span(OWN_MARK)]
    return html.Tr([html.Th(name, scope="row"), *cells], className="own")


def _mark_class(state: ReturnState) -> str:
    return f"return {state.name.lower().replace('_', '-')}"
