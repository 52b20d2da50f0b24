"""Signing in: who asks is known before anything else of a request is looked at."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from pkgutil import resolve_name

from dash import Dash
from flask import Blueprint, Response, request
from flask_wtf.csrf import CSRFError

from callbacks.context import AppContext
from callbacks.http import sessions
from callbacks.http.address_checks import EXPIRED_FORM
from callbacks.http.server_pages import ServerPages
from callbacks.identity import EXTENSION
from callbacks.sign_in import account, administrators, api_tokens, audit, entering, guard, people, session_clock
from callbacks.sign_in.destinations import SIGN_IN
from layouts.sign_in import entering as page
from layouts.sign_in.frames import build_message
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.errors import SignInError
from maracdash.model.errors import MaracdashError, NewerFormatError, NotAllowedError, NotFoundError, StorageError
from maracdash.settings import SignIn

TRY_AGAIN = "Please try again"
OIDC = "callbacks.sign_in.oidc:register"
"""By its name, so that Authlib, requests and cryptography are loaded where a provider is set: 19 MB."""
WRITING_METHODS = ("POST",)
STATUSES: dict[type[MaracdashError], HTTPStatus] = {
    NotFoundError: HTTPStatus.NOT_FOUND,
    NewerFormatError: HTTPStatus.SERVICE_UNAVAILABLE,
    StorageError: HTTPStatus.SERVICE_UNAVAILABLE,
    MaracdashError: HTTPStatus.CONFLICT,
}
"""Of errors of that kind, and of kinds of it that are not named."""


def guard_requests(app: Dash, context: AppContext) -> None:
    """Recognise whoever asks, before every request. Opens no database yet: workers fork after this."""
    app.server.extensions[EXTENSION] = AccountsDatabase(context.settings.accounts_address, context.record.lasting_key)
    guard.register(app, context)


def register(app: Dash, context: AppContext) -> None:
    """Pages of signing in, of one's account, of people and of the audit; none of them where nobody signs in."""
    session_clock.register(app.server)
    if context.settings.sign_in_mode in (SignIn.NONE, SignIn.PUBLIC):
        return
    server_pages = ServerPages(app, context)
    routes = Blueprint("sign_in", __name__)
    routes.before_request(_check_form)
    if context.settings.sign_in_mode is SignIn.ACCOUNTS:
        entering.register(routes, server_pages)
        account.register(routes, server_pages)
        api_tokens.register(routes, server_pages)
        if context.settings.offers_oidc:
            resolve_name(OIDC)(app.server, routes, server_pages)
    people.register(routes, server_pages)
    audit.register(routes, server_pages)
    routes.register_error_handler(CSRFError, partial(_refuse_form, server_pages))
    routes.register_error_handler(SignInError, partial(_refuse_sign_in, server_pages))
    routes.register_error_handler(NotAllowedError, partial(administrators.answer_refusal, server_pages))
    for kind, status in STATUSES.items():
        routes.register_error_handler(kind, partial(_refuse, server_pages, status))
    app.server.register_blueprint(routes)


def _check_form() -> None:
    if request.method in WRITING_METHODS:
        sessions.check_token()


def _refuse_form(server_pages: ServerPages, _: CSRFError) -> Response:
    content = build_message(TRY_AGAIN, EXPIRED_FORM, request.path if request.method == "GET" else SIGN_IN)
    return server_pages.bare_page(TRY_AGAIN, content, HTTPStatus.BAD_REQUEST)


def _refuse_sign_in(server_pages: ServerPages, error: SignInError) -> Response:
    content = build_message(page.REFUSED_HEADING, str(error), SIGN_IN)
    return server_pages.bare_page(page.REFUSED_HEADING, content, HTTPStatus.FORBIDDEN)


def _refuse(server_pages: ServerPages, status: HTTPStatus, error: MaracdashError) -> Response:
    content = build_message(page.FAILED_HEADING, str(error), "/")
    return server_pages.bare_page(page.FAILED_HEADING, content, status)
