"""API tokens made and ended on one's own account."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from flask import Blueprint, Response, request

from callbacks.http.server_pages import ServerPages, redirect
from callbacks.identity import accounts_database, current_actor
from callbacks.sign_in.account import build_account_page, own_account
from callbacks.sign_in.entering import current_place
from layouts.sign_in.api_tokens import END, MAKE
from maracdash.accounts import sign_ins
from maracdash.accounts.api_tokens import LIFETIMES, create_api_token, end_api_token
from maracdash.accounts.errors import FieldError, LockedOutError


def register(routes: Blueprint, server_pages: ServerPages) -> None:
    """Changes of tokens on one's account."""
    routes.add_url_rule(MAKE, "make_token", partial(make_token, server_pages), methods=["POST"])
    routes.add_url_rule(END, "end_token", end_token, methods=["POST"])


def make_token(server_pages: ServerPages) -> Response:
    """Make a token and show it, this once; the password is asked for again where there is one."""
    account, given = own_account(), request.form
    try:
        if account.has_password:
            sign_ins.confirm_password(accounts_database(), account, given.get("token_password", ""), current_place())
        days = next((each for each in LIFETIMES if str(each) == given.get("days", "")), 0)
        made = create_api_token(
            accounts_database(), current_actor(), account, given.get("token_name", ""), days, datetime.now(UTC)
        )
    except (FieldError, LockedOutError) as error:
        field = getattr(error, "field", "current")
        return build_account_page(server_pages, {"token_password" if field == "current" else field: str(error)})
    return build_account_page(server_pages, made=made)


def end_token() -> Response:
    """End a token of one's own. Raises NotFoundError."""
    end_api_token(accounts_database(), current_actor(), own_account(), request.form.get("token", ""))
    return redirect("/account")
