"""The question of the peer finder: like whom, in which indicator otherwise, at which quarter, and what counts."""

from __future__ import annotations

from dataclasses import dataclass

from dash.development.base_component import Component

from layouts.components import forms
from layouts.components.selection_fields import build_hidden_fields, build_plain_select
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash import catalogue
from maracdash.model.areas import Area
from maracdash.model.peer_finder import WEIGHT_PREFIX, WEIGHTS, WeightedFeature
from maracdash.model.quarters import Quarter, Window, describe_period
from maracdash.model.selection import Selection

WEIGHT_WORDS = {0: "0: not at all", 1: "1", 2: "2: twice", 3: "3: three times"}
ASKED_PARTS = ("marac", "quarter", "indicator")


@dataclass(frozen=True, kw_only=True)
class PeerQuestion:
    """Choices as they are, and what is offered. `own_features` are the area's own figures of `features`, in words."""

    selection: Selection
    area: Area
    areas: tuple[tuple[Area, tuple[Area, ...]], ...]
    quarters: tuple[Quarter, ...]
    features: tuple[WeightedFeature, ...]
    own_features: tuple[str, ...]


def build_question(asked: PeerQuestion) -> Component:
    """The form, which works without scripts."""
    selection = asked.selection
    indicators = [
        (each.slug, f"{section.title}: {each.title}")
        for section in catalogue.SECTIONS
        for each in catalogue.section_indicators(section.slug)
    ]
    quarters = [(str(each), f"{each}: {describe_period(each, Window.YEAR)}") for each in asked.quarters]
    return html.Form(
        [
            *build_hidden_fields(selection, ASKED_PARTS),
            html.Div(
                [
                    build_plain_select("Who does otherwise in", "indicator", indicators, selection.indicator),
                    _build_area_select(asked),
                    build_plain_select("Quarter", "quarter", quarters, str(selection.quarter)),
                ],
                className="pair",
            ),
            _build_weights(asked),
            forms.submit_button("Show"),
        ],
        action="/peers",
        method="get",
        role="search",
        className="peer-question",
    )


def _build_area_select(asked: PeerQuestion) -> Component:
    """Every force with its Maracs. Dash's html has no optgroup attributes that a form needs but the label."""
    own = asked.area.code
    offered = [
        html.Optgroup(
            [
                html.Option(each.choice_name, value=each.code, selected=each.code == own or None)
                for each in (force, *maracs)
            ],
            label=force.name,
        )
        for force, maracs in asked.areas
    ]
    select = html.Select(offered, id="choose-marac", name="marac", className="form-select")
    return html.Div([html.Label("Most like", htmlFor="choose-marac"), select], className="field")


def _build_weights(asked: PeerQuestion) -> Component:
    counted = ", ".join(
        f"{each.feature.title} ({each.weight})"
        for each in sorted(asked.features, key=lambda each: -each.weight)
        if each.weight
    )
    return html.Details(
        [
            html.Summary(["What counts, and how much: ", html.Span(counted or "nothing")]),
            html.Div(
                [_build_weight(each, own) for each, own in zip(asked.features, asked.own_features, strict=True)],
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
