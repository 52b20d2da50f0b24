"""One's own account: password, second factor, sessions."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, request

from callbacks.http import sessions
from callbacks.http.server_pages import ServerPages, redirect
from callbacks.identity import accounts_database, current_actor
from callbacks.sign_in.areas import name_areas
from callbacks.sign_in.cookies import clear_token, read_token
from callbacks.sign_in.destinations import SIGN_IN
from callbacks.sign_in.entering import confirm_set_up, current_place, enter, read_new_password, set_up_page
from callbacks.sign_in.guard import current_sign_in
from layouts.sign_in import account as page
from maracdash.accounts import session_lists, sign_ins
from maracdash.accounts.api_tokens import list_api_tokens
from maracdash.accounts.errors import FieldError, LockedOutError
from maracdash.accounts.people import Account
from maracdash.accounts.sessions import end_all_sessions

SET_UP = "/account/second-factor/set-up"


def register(routes: Blueprint, server_pages: ServerPages) -> None:
    """/account and what can be changed there."""
    routes.add_url_rule("/account", "account", partial(show_account, server_pages))
    for path, name, change in (
        ("/account/password", "change_password", change_password),
        ("/account/second-factor", "new_second_factor", ask_for_second_factor),
        (SET_UP, "take_second_factor", take_second_factor),
        ("/account/sessions", "end_sessions", end_sessions),
        ("/account/sessions/end", "end_chosen_sessions", end_chosen_sessions),
    ):
        routes.add_url_rule(path, name, partial(change, server_pages), methods=["POST"])


def show_account(server_pages: ServerPages) -> Response:
    """The page of one's own account."""
    return build_account_page(server_pages)


def change_password(server_pages: ServerPages) -> Response:
    """Change the password; every other session ends."""
    try:
        new = read_new_password("new")
        token = sign_ins.change_password(
            accounts_database(),
            own_account(),
            request.form.get("current", ""),
            new,
            current_place(),
            deployment=server_pages.context.settings.deployment,
        )
    except (FieldError, LockedOutError) as error:
        return build_account_page(server_pages, {getattr(error, "field", "current"): str(error)})
    return enter(token, f"/account?changed={page.PASSWORD}")


def ask_for_second_factor(server_pages: ServerPages) -> Response:
    """Ask for the password again, then show the secret of a new second factor."""
    try:
        sign_ins.confirm_password(accounts_database(), own_account(), request.form.get("password", ""), current_place())
    except (FieldError, LockedOutError) as error:
        return build_account_page(server_pages, {"password": str(error)})
    sessions.remember_destination("/account")
    sessions.allow_set_up()
    return set_up_page(server_pages, SET_UP)


def take_second_factor(server_pages: ServerPages) -> Response:
    """Take the first code of the new app; the password was asked for a step before."""
    if not sessions.may_set_up():
        return redirect("/account")
    return confirm_set_up(server_pages, SET_UP)


def end_sessions(_: ServerPages) -> Response:
    """Sign out everywhere, here too."""
    end_all_sessions(accounts_database(), current_actor(), own_account().id)
    sessions.forget_browser()
    return clear_token(redirect(SIGN_IN))


def end_chosen_sessions(server_pages: ServerPages) -> Response:
    """Sign out in one other browser or in all; whoever has a password is asked for it."""
    account, chosen = own_account(), request.form.get("session", "")
    try:
        if account.has_password:
            typed = request.form.get(page.CONFIRM, "")
            sign_ins.confirm_password(accounts_database(), account, typed, current_place())
    except (FieldError, LockedOutError) as error:
        return build_account_page(server_pages, {page.CONFIRM: str(error)})
    if chosen == page.ALL_OTHERS:
        session_lists.end_other_sessions(accounts_database(), current_actor(), account, read_token())
        return redirect(f"/account?changed={page.OTHERS}")
    session_lists.end_one_session(accounts_database(), current_actor(), account, chosen)
    return redirect(f"/account?changed={page.ONE}")


def own_account() -> Account:
    """The account of whoever is signed in at this browser."""
    signed_in = current_sign_in()
    assert signed_in  # noqa: S101 - the guard lets nobody else come here
    return signed_in.account


def build_account_page(server_pages: ServerPages, problems: dict[str, str] | None = None, made: str = "") -> Response:
    """Page of one's own account; `made` is a new API token, shown this once."""
    account, now = own_account(), datetime.now(UTC)
    content = page.layout(
        page.AccountPage(
            account=account,
            sessions=session_lists.list_sessions(accounts_database(), account, read_token(), now),
            tokens=tuple(list_api_tokens(accounts_database(), account, now)),
            made=made,
            names=name_areas(server_pages.context),
            problems=problems or {},
            changed=request.args.get("changed", ""),
        ),
        sessions.form_token(),
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    title = f"Error: {page.HEADING}" if problems else page.HEADING
    return server_pages.account_page(title, content, status)
