"""Groups that are saved with an account: use, rename, delete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dash.development.base_component import Component

from layouts import links
from layouts.components import forms
from layouts.html import elements as html
from layouts.html.markup import input_tag
from maracdash.accounts.saved_groups import MAX_GROUPS, SavedGroup
from maracdash.model.selection import Selection

NAME, SAVED_NAME = "name", "saved-name"


@dataclass(frozen=True, kw_only=True)
class ListedGroup:
    """A saved group with its size in words, or why it cannot be used with these figures."""

    saved: SavedGroup
    members: str
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class SavedGroups:
    """Groups of whoever is signed in. `problems` are of the saved group with that id; empty is that of saving."""

    listed: tuple[ListedGroup, ...]
    problems: Mapping[str, str]
    typed: str = ""


def build_saved(selection: Selection, saved: SavedGroups | None, without_saved: str, token: str) -> list[Component]:
    """The saved groups; `without_saved` says what it means that nobody is signed in."""
    heading = html.H2("Saved with your account", id="saved")
    if saved is None:
        return [html.P(without_saved, className="hint")]
    if not saved.listed:
        return [heading, html.P(f"You have saved none yet. An account keeps up to {MAX_GROUPS}.")]
    listed = [_build_group(selection, saved, each, token) for each in saved.listed]
    return [heading, html.Ul(listed, className="saved-groups")]


def _build_group(selection: Selection, saved: SavedGroups, listed: ListedGroup, token: str) -> Component:
    name, key, problem = listed.saved.group.name, listed.saved.id, saved.problems.get(listed.saved.id, "")
    address = f"/account/groups/{key}"
    query = selection.query()
    delete = forms.post_form(f"{address}/delete?{query}", token, [forms.submit_button(f"Delete “{name}”", "small")])
    rename = forms.post_form(
        f"{address}/rename?{query}",
        token,
        [_build_name(listed.saved, problem, saved.typed), forms.submit_button("Rename", "small")],
    )
    return html.Li(
        [
            html.H3(name),
            html.P(listed.problem or listed.members, className="problem" if listed.problem else "hint"),
            None if listed.problem else _build_ways(selection, listed.saved),
            html.Details([html.Summary(f"Rename or delete “{name}”"), rename, delete], open=bool(problem)),
        ]
    )


def _build_ways(selection: Selection, saved: SavedGroup) -> Component:
    chosen, name = replace(selection, group=saved.group), saved.group.name
    return html.P(
        [
            html.A(f"Use “{name}”", href=links.overview(chosen), className="action"),
            html.A(f"Look at or change “{name}”", href=links.groups(chosen), className="action"),
        ],
        className="ways-on",
    )


def _build_name(saved: SavedGroup, problem: str, typed: str) -> Component:
    field = name_field(saved.id)
    box = input_tag(
        id=field,
        name=NAME,
        type="text",
        value=typed if problem else saved.group.name,
        aria_describedby=forms.described_by(field, "", problem),
        aria_invalid="true" if problem else None,
        autocomplete="off",
        **{"class": "form-control"},
    )
    return html.Div(
        [
            html.Label(f"New name for “{saved.group.name}”", htmlFor=field),
            html.P(problem, id=f"{field}-problem", className="problem") if problem else None,
            box,
        ],
        className="field wrong" if problem else "field",
    )


def name_field(key: str) -> str:
    """Id of the field for the name of a saved group; that of saving for an empty key."""
    return f"{SAVED_NAME}-{key}" if key else SAVED_NAME
