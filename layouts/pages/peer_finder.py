"""The peer finder: who is most like us, who among them does otherwise, why each is near, and a group made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from layouts import links
from layouts.components import forms, html_components
from layouts.components.selection_fields import build_hidden_fields, build_plain_select
from layouts.html.attributes import attributes
from layouts.html.markup import input_tag
from layouts.pages.groups import MEMBER
from layouts.pages.saved_groups import NAME
from maracdash import catalogue
from maracdash.model.areas import Area
from maracdash.model.groups import LONGEST_NAME
from maracdash.model.peer_finder import WEIGHT_PREFIX, WEIGHTS, WeightedFeature
from maracdash.model.quarters import Quarter, Window, describe_period
from maracdash.model.selection import Selection

WEIGHT_WORDS = {0: "0: not at all", 1: "1", 2: "2: twice", 3: "3: three times"}
ASKED_PARTS = ("marac", "quarter", "indicator")


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
    selection: Selection
    area: Area
    areas: tuple[tuple[Area, tuple[Area, ...]], ...]
    quarters: tuple[Quarter, ...]
    summary: str
    features: tuple[WeightedFeature, ...]
    own_features: tuple[str, ...]
    own_value: str
    finding: str
    echo: str
    peers: tuple[PeerRow, ...]
    otherwise: tuple[PeerRow, ...]
    group_name: str
    file: str
    lines: tuple[str, ...]


def layout(shown: PeersPage) -> list[Component]:
    """The sentence, what is asked, who does otherwise, and why each is near."""
    return [
        html.H1(shown.heading),
        html.P(shown.summary, className="finding", role="status"),
        _build_question(shown),
        *([*_build_otherwise(shown), *_build_peers(shown)] if shown.peers else []),
        html.Div(html_components.paragraphs(shown.lines), className="sources"),
    ]


def _build_question(shown: PeersPage) -> Component:
    selection = shown.selection
    indicators = [
        (each.slug, f"{section.title}: {each.title}")
        for section in catalogue.SECTIONS
        for each in catalogue.section_indicators(section.slug)
    ]
    quarters = [(str(each), f"{each}: {describe_period(each, Window.YEAR)}") for each in shown.quarters]
    return html.Form(
        [
            *build_hidden_fields(selection, ASKED_PARTS),
            html.Div(
                [
                    build_plain_select("Who does otherwise in", "indicator", indicators, selection.indicator),
                    _build_area_select(shown),
                    build_plain_select("Quarter", "quarter", quarters, str(selection.quarter)),
                ],
                className="pair",
            ),
            _build_weights(shown),
            forms.submit_button("Show"),
        ],
        action="/peers",
        method="get",
        role="search",
        className="peer-question",
    )


def _build_area_select(shown: PeersPage) -> Component:
    """Every force with its Maracs. Dash's html has no optgroup attributes that a form needs but the label."""
    own = shown.area.code
    offered = [
        html.Optgroup(
            [
                html.Option(f"{force.name}: the whole force", value=force.code, selected=force.code == own or None),
                *(html.Option(each.name, value=each.code, selected=each.code == own or None) for each in maracs),
            ],
            label=force.name,
        )
        for force, maracs in shown.areas
    ]
    select = html.Select(offered, id="choose-marac", name="marac", className="form-select")
    return html.Div([html.Label("Most like", htmlFor="choose-marac"), select], className="field")


def _build_weights(shown: PeersPage) -> Component:
    counted = ", ".join(
        f"{each.feature.title} ({each.weight})"
        for each in sorted(shown.features, key=lambda each: -each.weight)
        if each.weight
    )
    return html.Details(
        [
            html.Summary(["What counts, and how much: ", html.Span(counted or "nothing")]),
            html.Div(
                [_build_weight(each, own) for each, own in zip(shown.features, shown.own_features, strict=True)],
                className="counts",
            ),
        ],
        open=not counted,
        className="weights",
    )


def _build_weight(weighted: WeightedFeature, own: str) -> Component:
    feature = weighted.feature
    name = f"{WEIGHT_PREFIX}{feature.name}"
    options = [
        html.Option(WEIGHT_WORDS[each], value=str(each), selected=each == weighted.weight or None) for each in WEIGHTS
    ]
    select = html.Select(
        options, id=name, name=name, className="form-select form-control", **attributes(aria_describedby=f"{name}-hint")
    )
    return forms.labelled_field(name, feature.title, select, f"{feature.why} Here: {own}.")


def _build_otherwise(shown: PeersPage) -> list[Component]:
    indicator, own = catalogue.indicator(shown.selection.indicator), shown.area.name
    caption = f"{indicator.title}: {own} has {shown.own_value}. Those first whose figure is farthest from it."
    heads = [
        shown.area.level.noun.capitalize(),
        "Figure",
        f"Ours ({shown.own_value})",
        "Beside ours",
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
                    NAME, "Name of the group", shown.group_name, maxlength=LONGEST_NAME, autocomplete="off"
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
