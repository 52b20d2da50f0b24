"""Changes to the groups that are kept with an account: only one's own, only with the page's token."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, request

from callbacks.context import AppContext
from callbacks.groups.editing import begin_form, show_groups
from callbacks.groups.saved import read_saved_groups
from callbacks.http import address_checks, sessions
from callbacks.http.server_pages import ServerPages, redirect
from callbacks.identity import accounts_database, current_actor, current_person
from callbacks.pages.selections import resolve_selection
from layouts import links
from layouts.pages.saved_groups import NAME, SavedGroups
from maracdash.accounts import saved_groups
from maracdash.accounts.errors import FieldError
from maracdash.model.errors import NotFoundError
from maracdash.model.selection import Selection

NOBODY = "Nobody is signed in"
NO_ACCOUNT = "Groups are kept with an account, and nobody is signed in here. Keep the group's link instead."
NO_GROUP = "There is no group in this address to save. Make one first."


def register(routes: Blueprint, server_pages: ServerPages) -> None:
    """Saving, renaming and deleting."""
    for path, name, change in (
        ("/account/groups", "save_group", save_group),
        ("/account/groups/<saved>/rename", "rename_group", rename_group),
        ("/account/groups/<saved>/delete", "delete_group", delete_group),
    ):
        routes.add_url_rule(path, name, partial(_answer_owner, change, server_pages), methods=["POST"])


def save_group(server_pages: ServerPages, selection: Selection) -> Response:
    """Keep the group of the address. Raises NotFoundError where there is none."""
    group = selection.group
    if group is None:
        raise NotFoundError(NO_GROUP)
    return _change(
        server_pages,
        selection,
        lambda: saved_groups.save_group(
            accounts_database(), current_actor(), current_person().id, group, datetime.now(UTC)
        ),
        "saved",
    )


def rename_group(server_pages: ServerPages, selection: Selection, saved: str) -> Response:
    """Give a group the name that was typed; one that is in use keeps the name in its address."""
    typed = request.form.get(NAME, "")
    return _change(
        server_pages,
        selection,
        lambda: saved_groups.rename_group(accounts_database(), current_actor(), current_person().id, saved, typed),
        "renamed",
        saved,
    )


def delete_group(server_pages: ServerPages, selection: Selection, saved: str) -> Response:
    """Delete a group; one that is in use stays in the address."""
    return _change(
        server_pages,
        selection,
        lambda: saved_groups.delete_group(accounts_database(), current_actor(), current_person().id, saved),
        "deleted",
        saved,
    )


def _answer_owner(answer: Callable[..., Response], server_pages: ServerPages, **named: str) -> Response:
    if not sessions.is_signed_in():
        return address_checks.show_message(
            server_pages.app, server_pages.context, NOBODY, NO_ACCOUNT, HTTPStatus.FORBIDDEN
        )
    sessions.check_token()
    return answer(server_pages, resolve_selection(server_pages.context, request.full_path), **named)


def _change(
    server_pages: ServerPages, selection: Selection, change: Callable[[], None], word: str, saved: str = ""
) -> Response:
    try:
        change()
    except FieldError as error:
        return _show_problem(server_pages, selection, {saved: str(error)})
    return redirect(f"{links.groups(selection)}&changed={word}")


def _show_problem(server_pages: ServerPages, selection: Selection, problems: dict[str, str]) -> Response:
    context: AppContext = server_pages.context
    found = SavedGroups(listed=read_saved_groups(context), problems=problems, typed=request.form.get(NAME, ""))
    return show_groups(server_pages, selection, begin_form(selection), found, status=HTTPStatus.UNPROCESSABLE_ENTITY)
