"""The peer finder: who is most like us, who among them does otherwise, why each is near, and a group made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash.development.base_component import Component

from layouts import links
from layouts.components import forms, html_components
from layouts.components.peer_question import PeerQuestion, build_question
from layouts.components.selection_fields import build_hidden_fields
from layouts.html import elements as html
from layouts.html.attributes import attributes
from layouts.html.markup import input_tag
from layouts.pages.groups import MEMBER
from layouts.pages.saved_groups import NAME
from maracdash import catalogue
from maracdash.model.areas import Area
from maracdash.model.groups import MAX_NAME_LENGTH
from maracdash.model.selection import Selection


@dataclass(frozen=True, kw_only=True)
class PeerRow:
    """A peer in words: its place, why it is near, and its figure of the indicator."""

    place: int
    area: Area
    force: str
    distance: str
    alike: str
    differs: str
    lacks: str
    value: str
    gap: str
    verdict: str


@dataclass(frozen=True, kw_only=True)
class PeersPage:
    """Content of the page. `otherwise` are the same peers, those first whose figure differs most."""

    heading: str
    summary: str
    question: PeerQuestion
    own_value: str
    finding: str
    echo: str
    peers: tuple[PeerRow, ...]
    otherwise: tuple[PeerRow, ...]
    group_name: str
    file: str
    lines: tuple[str, ...]

    @property
    def selection(self) -> Selection:
        """The reader's area, quarter and indicator."""
        return self.question.selection

    @property
    def area(self) -> Area:
        """The area whose peers they are."""
        return self.question.area


def layout(shown: PeersPage) -> list[Component]:
    """The sentence, what is asked, who does otherwise, and why each is near."""
    return [
        html.H1(shown.heading),
        html.P(shown.summary, className="finding", role="status"),
        build_question(shown.question),
        *([*_build_otherwise(shown), *_build_peers(shown)] if shown.peers else []),
        html.Div(html_components.paragraphs(shown.lines), className="sources"),
    ]


def _build_otherwise(shown: PeersPage) -> list[Component]:
    indicator, own = catalogue.indicator(shown.selection.indicator), shown.area.name
    caption = f"{indicator.title}: {own} has {shown.own_value}. Those first whose figure is farthest from it."
    heads = [
        shown.area.level.noun.capitalize(),
        "Figure",
        f"Ours ({shown.own_value}) is",
        "Ours beside theirs",
        "Distance",
    ]
    forces = any(each.force for each in shown.otherwise)
    rows: list[list[Component | str]] = [
        [
            _build_link(each, shown),
            each.value,
            each.verdict,
            each.gap,
            each.distance,
            *([each.force] if forces else []),
        ]
        for each in shown.otherwise
    ]
    return [
        html.H2(f"Who does otherwise: {indicator.title}", id="otherwise"),
        html.P(shown.finding),
        *([html.P(shown.echo, className="notice")] if shown.echo else []),
        _build_table(caption, [*heads, *(["Police force"] if forces else [])], rows, (2, 3, 5)),
    ]


def _build_peers(shown: PeersPage) -> list[Component]:
    own = shown.area.name
    heads = [
        f"{shown.area.level.noun.capitalize()}, ticked for the group",
        "Distance",
        "Most alike in",
        "Differs most in",
    ]
    lacking = any(each.lacks for each in shown.peers)
    rows: list[list[Component | str]] = [
        [
            _build_tick(each, shown),
            each.distance,
            each.alike,
            each.differs,
            *([each.lacks] if lacking else []),
        ]
        for each in shown.peers
    ]
    caption = f"Nearest first, and why each is near: the figure of {own} first, then its own."
    words = (2, 3, *((4,) if lacking else ()))
    return [
        html.H2("Why each is near, and a group of them", id="near"),
        html.Form(
            [
                *build_hidden_fields(shown.selection),
                _build_table(caption, [*heads, *(["Not known"] if lacking else [])], rows, words),
                forms.text_field(
                    NAME, "Name of the group", shown.group_name, maxlength=MAX_NAME_LENGTH, autocomplete="off"
                ),
                forms.submit_button("Make those ticked a group"),
                html.A("These figures as CSV", href=shown.file, download="", className="action"),
            ],
            action="/groups",
            method="get",
            className="make-group",
            **attributes(aria_labelledby="near"),
        ),
    ]


def _build_tick(row: PeerRow, shown: PeersPage) -> Component:
    box = input_tag(
        type="checkbox",
        name=MEMBER,
        value=row.area.code,
        checked=True,
        aria_label=f"{row.area.name} in the group",
        **{"class": "form-check-input"},
    )
    return html.Span([box, " ", _build_link(row, shown)], className="tick-and-name")


def _build_link(row: PeerRow, shown: PeersPage) -> Component:
    chosen = shown.selection
    return html.A(row.area.name, href=links.force_indicator(row.area.code, chosen.indicator, chosen))


def _build_table(
    caption: str, heads: Sequence[str], rows: Sequence[Sequence[Component | str]], words: Sequence[int]
) -> Component:
    """A table whose row header is what is not only words; columns of `words` begin at the left."""
    return html.Div(
        html.Table(
            [
                html.Caption(caption),
                html.Thead(
                    html.Tr([html.Th(head, scope="col", className=_side(at, words)) for at, head in enumerate(heads)])
                ),
                html.Tbody(
                    [html.Tr([_build_cell(cell, _side(at, words)) for at, cell in enumerate(row)]) for row in rows]
                ),
            ]
        ),
        className="scroll",
        role="region",
        tabIndex=0,
        **attributes(aria_label=caption),
    )


def _build_cell(cell: Component | str, side: str | None) -> Component:
    return html.Th(cell, scope="row") if isinstance(cell, Component) else html.Td(cell, className=side)


def _side(at: int, words: Sequence[int]) -> str | None:
    return "words" if at in words else None
