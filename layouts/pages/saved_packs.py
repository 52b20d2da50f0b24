"""Packs that are kept with an account: save the one on the page, open, delete."""

from __future__ import annotations

from dataclasses import dataclass

from dash.development.base_component import Component

from layouts.components import forms
from layouts.html import elements as html
from maracdash.accounts.saved_packs import MAX_NAME_LENGTH, MAX_PACKS, SavedPack

NAME = "pack-name"
SAVED = "saved-packs"
HEADING = "Packs saved with your account"
HINT = "A pack of the same name is replaced. It opens with the newest quarter."
NONE_YET = f"You have saved none yet. An account keeps up to {MAX_PACKS}."
CHANGED = {"saved": "The pack is saved with your account.", "deleted": "The pack is deleted."}


@dataclass(frozen=True, kw_only=True)
class SavedPacks:
    """Packs of whoever is signed in, or `without`, the sentence that says why there are none. `problem` is of the name
    that was typed."""

    listed: tuple[SavedPack, ...]
    without: str = ""
    typed: str = ""
    problem: str = ""
    changed: str = ""


def build_problem(saved: SavedPacks) -> list[Component]:
    """Reason that the pack was not saved, with a way to the field."""
    return forms.error_summary("The pack is not saved", [(saved.problem, f"#{NAME}")] if saved.problem else [])


def build_saved(saved: SavedPacks, path: str, query: str, token: str) -> Component:
    """The packs with their forms; `query` is what is chosen on the page, which stays so."""
    if saved.without:
        return html.P(saved.without, className="hint", id=SAVED)
    said = CHANGED.get(saved.changed, "")
    return html.Section(
        [
            html.H2(HEADING),
            html.P(said, role="status", className="notice") if said else None,
            _build_list(saved.listed, path, query, token),
            forms.post_form(
                f"/account/packs?{query}",
                token,
                [
                    forms.text_field(
                        NAME, "Name of this pack", saved.typed, HINT, saved.problem, maxlength=MAX_NAME_LENGTH
                    ),
                    forms.submit_button("Save this pack", "small"),
                ],
            ),
        ],
        id=SAVED,
    )


def _build_list(listed: tuple[SavedPack, ...], path: str, query: str, token: str) -> Component:
    if not listed:
        return html.P(NONE_YET)
    return html.Ul([_build_pack(each, path, query, token) for each in listed], className="saved-packs")


def _build_pack(saved: SavedPack, path: str, query: str, token: str) -> Component:
    delete = [forms.submit_button(f"Delete “{saved.name}”", "small")]
    return html.Li(
        [
            html.A(f"Open “{saved.name}”", href=f"{path}?{saved.query}", className="action"),
            forms.post_form(f"/account/packs/{saved.id}/delete?{query}", token, delete),
        ]
    )
