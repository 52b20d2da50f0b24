"""Packs that are kept with an account: only one's own, only with the page's token."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, request

from callbacks.board_packs.editing import show_page
from callbacks.http import address_checks, sessions
from callbacks.http.server_pages import ServerPages, redirect
from callbacks.identity import accounts_database, current_actor, current_person
from callbacks.pages.board_packs import resolve_pack
from layouts.pages.board_pack import PATH
from layouts.pages.saved_packs import NAME
from maracdash.accounts import saved_packs
from maracdash.accounts.errors import FieldError

NOBODY = "Nobody is signed in"
NO_ACCOUNT = "Packs are kept with an account, and nobody is signed in here. Keep the address of the pack instead."


def register(routes: Blueprint, server_pages: ServerPages) -> None:
    """Saving and deleting."""
    for path, name, change in (
        ("/account/packs", "save_pack", save_pack),
        ("/account/packs/<saved>/delete", "delete_pack", delete_pack),
    ):
        routes.add_url_rule(path, name, partial(_answer_owner, change, server_pages), methods=["POST"])


def save_pack(server_pages: ServerPages) -> Response:
    """Keep the pack of the address under the name that was typed."""
    asked, typed = resolve_pack(server_pages.context, request.full_path), request.form.get(NAME, "")
    try:
        saved_packs.save_pack(
            accounts_database(), current_actor(), current_person().id, typed, asked, datetime.now(UTC)
        )
    except FieldError as error:
        return show_page(server_pages, asked, typed, str(error), HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect(f"{PATH}?{asked.query()}&changed=saved#saved-packs")


def delete_pack(server_pages: ServerPages, saved: str) -> Response:
    """Delete a pack; the page keeps what is chosen on it."""
    asked = resolve_pack(server_pages.context, request.full_path)
    saved_packs.delete_pack(accounts_database(), current_actor(), current_person().id, saved)
    return redirect(f"{PATH}?{asked.query()}&changed=deleted#saved-packs")


def _answer_owner(answer: Callable[..., Response], server_pages: ServerPages, **named: str) -> Response:
    if not sessions.is_signed_in():
        return address_checks.show_message(
            server_pages.app, server_pages.context, NOBODY, NO_ACCOUNT, HTTPStatus.FORBIDDEN
        )
    sessions.check_token()
    return answer(server_pages, **named)
