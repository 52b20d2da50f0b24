"""Meeting mode: one finding a screen, its table a key away, and the actions that are agreed on beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dash.development.base_component import Component

from layouts.components import forms, html_components
from layouts.html import elements as html
from layouts.html.attributes import attributes
from layouts.html.markup import input_tag
from maracdash.model.figure_tables import FigureTable
from maracdash.model.meeting_actions import MAX_WHAT_LENGTH, MAX_WHO_LENGTH, Action, ActionList
from maracdash.words.meeting_actions import NO_DAY, NOBODY, write_standing, write_state
from maracdash.words.sources import write_day

PATH = "/meeting"
AT = "at"
HEADING = "Meeting: {}"
HINT = "Right and left arrow keys, or those of a presenter, go from finding to finding; Enter opens the table."
NOTHING_NOTED = "No action has been noted yet."
WHAT_HINT = "Name no victim and no case: it goes into the next board pack."
TABLE_WORD = "Table of these figures"
BEHIND, BEHIND_WORD, BEHIND_WITH_ACTIONS = "behind", "Table and source", "Table, source and actions"
WHAT, WHO, DUE = "what", "who", "due"
CHANGES = {"done": "Done", "reopen": "Not done after all", "remove": "Noted by mistake"}


@dataclass(frozen=True, kw_only=True)
class MeetingPage:
    """One screen: the opening one (`at` 0), or a finding with its picture, alternative text, caveats and tables.

    `size` is the picture's in pixels: it has its room before it is there.
    `actions` is None for whoever may not see them; `noted` are those of this screen. `typed` and `problems` are of the
    form of a new action, by field.
    """

    at: int
    of: int
    query: str
    heading: str
    subtitle: str = ""
    picture: str = ""
    size: tuple[int, int] = (0, 0)
    alt: str = ""
    without: str = ""
    caveats: tuple[str, ...] = ()
    tables: tuple[FigureTable, ...] = ()
    footer: tuple[str, ...] = ()
    actions: ActionList | None = None
    noted: tuple[Action, ...] = ()
    typed: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    back: str = ""


def layout(shown: MeetingPage, token: str) -> list[Component]:
    """The whole page."""
    content = _build_finding(shown) if shown.at else _build_opening(shown)
    return [
        html.Div(
            [
                *forms.error_summary(
                    "The action is not noted", [(said, f"#{of}") for of, said in shown.problems.items()]
                ),
                html.Div([html.H1(shown.heading), *content, _build_ways(shown)], className="one-screen"),
                *_build_proof(shown),
                *_build_actions(shown, token),
            ],
            className="board-meeting",
        )
    ]


def _build_opening(shown: MeetingPage) -> Iterable[Component]:
    yield html.P(shown.subtitle)
    if shown.actions:
        yield html.P(write_standing(shown.actions), className="said")
    yield html.P(HINT, className="hint")


def _build_finding(shown: MeetingPage) -> Iterable[Component]:
    yield html.P(shown.subtitle)
    if not shown.picture:
        yield html.P(shown.without)
        return
    width, height = map(str, shown.size)
    yield html.Div(
        html.Img(src=shown.picture, alt=shown.alt, width=width, height=height),
        className="frame",
        role="region",
        tabIndex=0,
        **attributes(aria_label=f"Chart of {shown.subtitle}"),
    )


def _build_proof(shown: MeetingPage) -> Iterable[Component]:
    if not shown.at:
        return
    yield html.Div(html_components.paragraphs(shown.caveats, "hint"), id=BEHIND)
    yield html.Details(
        [
            html.Summary(TABLE_WORD, **attributes(data_table="")),
            *(html_components.table(each.caption, each.columns, each.rows, each.own) for each in shown.tables),
        ]
    )
    yield html.P(" · ".join(shown.footer), className="source")


def _build_ways(shown: MeetingPage) -> Component:
    ways: list[Component] = []
    if shown.at > 0:
        ways.append(_way(shown, shown.at - 1, "Previous", "prev"))
    if shown.at < shown.of:
        ways.append(_way(shown, shown.at + 1, "Next" if shown.at else "Begin", "next"))
    place = f"Finding {shown.at} of {shown.of}" if shown.at else f"{shown.of} findings"
    ways.append(html.Span(place))
    if shown.at:
        ways.append(html.A(BEHIND_WORD if shown.actions is None else BEHIND_WITH_ACTIONS, href=f"#{BEHIND}"))
    ways.append(html.A("End the meeting", href=shown.back))
    return html.Nav(ways, className="ways-on", **attributes(aria_label="Findings"))


def _way(shown: MeetingPage, to: int, words: str, rel: str) -> Component:
    return html.A(words, href=f"{PATH}?{shown.query}&{AT}={to}", rel=rel, className="action")


def _build_actions(shown: MeetingPage, token: str) -> Iterable[Component]:
    if shown.actions is None:
        return
    yield html.H2("Actions noted here" if shown.at else "Actions since our last meeting")
    if shown.noted:
        yield html.Ul([_build_action(shown, each, token) for each in shown.noted], className="actions")
    else:
        yield html.P(NOTHING_NOTED)
    if shown.at:
        yield _build_form(shown, token)


def _build_action(shown: MeetingPage, action: Action, token: str) -> Component:
    assert shown.actions  # noqa: S101 - for the type checker: there is none without
    due = write_day(action.due) if action.due else NO_DAY
    facts = f"{action.who or NOBODY}, {due}: {write_state(action, shown.actions)}."
    beside = [] if shown.at else [html.P(action.finding, className="hint")]
    offered = ("reopen",) if action.done_on else ("done", "remove")
    return html.Li(
        [
            html.P([html.Strong(action.what), html.Br(), facts]),
            *beside,
            html.Div([_change_form(shown, action, each, token) for each in offered], className="moves"),
        ]
    )


def _change_form(shown: MeetingPage, action: Action, change: str, token: str) -> Component:
    address = f"{PATH}/actions/{action.id}/{change}?{shown.query}&{AT}={shown.at}"
    name = attributes(aria_label=f"{CHANGES[change]}: {action.what}")
    button = html.Button(CHANGES[change], type="submit", className="small", **name)
    return forms.post_form(address, token, [button])


def _build_form(shown: MeetingPage, token: str) -> Component:
    typed, problems = shown.typed, shown.problems
    day = input_tag(
        id=DUE,
        name=DUE,
        type="date",
        value=typed.get(DUE, ""),
        aria_describedby=forms.described_by(DUE, "", problems.get(DUE, "")),
        **{"class": "form-control"},
    )
    return forms.post_form(
        f"{PATH}/actions?{shown.query}&{AT}={shown.at}",
        token,
        [
            forms.text_field(
                WHAT, "Action", typed.get(WHAT, ""), WHAT_HINT, problems.get(WHAT, ""), maxlength=MAX_WHAT_LENGTH
            ),
            forms.text_field(
                WHO, "Who (optional)", typed.get(WHO, ""), "", problems.get(WHO, ""), maxlength=MAX_WHO_LENGTH
            ),
            forms.labelled_field(DUE, "By when (optional)", day, "", problems.get(DUE, "")),
            forms.submit_button("Note the action"),
        ],
    )
