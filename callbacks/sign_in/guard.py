"""Guard of every request: whoever asks is recognised, or is asked to sign in. Denied is what nobody opened."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from ipaddress import ip_network

from dash import Dash
from flask import Flask, Response, g, jsonify, request

from callbacks.context import AppContext
from callbacks.http.address_checks import show_message
from callbacks.http.open_addresses import is_open, matched_rule
from callbacks.http.problems import build_problem, is_api
from callbacks.http.secure_origin import direct_address
from callbacks.http.server_pages import redirect
from callbacks.identity import accounts_database, set_current_person
from callbacks.sign_in.bearer import read_bearer, recognise_token
from callbacks.sign_in.cookies import read_token
from callbacks.sign_in.destinations import sign_in_address
from callbacks.sign_in.networks import is_within
from maracdash.accounts.people import Account
from maracdash.accounts.places import Place
from maracdash.accounts.sessions import SignedIn, Stage, find_session
from maracdash.accounts.sign_ins import NOT_KNOWN, find_active, note_forgery
from maracdash.model.people import LOCAL, PUBLIC
from maracdash.settings import Settings, SignIn

SIGN_IN_PLACES = ("/sign-in", "/sign-out", "/session", "/invitation")
STATEMENT, OPEN_STATEMENT = "/accessibility", "/sign-in/accessibility"
"""The accessibility statement as a page of figures' frame, and as a page for strangers."""
OWN_PLACES, SENDING_PLACES = ("/account", "/people", "/audit"), ("/upload",)
HEADING = "You cannot sign in here"
FORGED = "Only the proxy in front of this dashboard can say who you are. Use the address that you were given."
UNNAMED = "The proxy in front of this dashboard did not say who you are. Sign in there and load the page again."
NOT_FROM_HERE = (
    "Nobody signs in here, so this dashboard answers the machine that it runs on and nobody else. Whoever looks after "
    "it can let people sign in: see MARACDASH_SIGN_IN in its README."
)
LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
FORWARDED = ("forwarded", "via", "x-forwarded", "x-original", "x-real-ip", "x-client-ip", "true-client-ip", "cf-")
"""Beginnings of the headers by which a proxy tells that somebody else asks."""
SIGN_IN_FIRST = "Sign in first"
API_NEEDS_SIGN_IN = (
    "Nobody is signed in here. Sign in to the dashboard in this browser, or send a token that you made on “Your "
    "account” as Authorization: Bearer."
)
SIGN_IN_AGAIN = "You are signed out. Load the page again and sign in."


def register(app: Dash, context: AppContext) -> None:
    """Stand before everything else."""
    server: Flask = app.server
    settings = context.settings
    if settings.sign_in_mode is SignIn.NONE:
        server.before_request(partial(_guard_this_machine, app, context))
    elif settings.sign_in_mode is SignIn.PUBLIC:
        server.before_request(lambda: set_current_person(PUBLIC))
    elif settings.sign_in_mode is SignIn.PROXY:
        server.before_request(partial(_guard_behind_proxy, app, context))
    else:
        server.before_request(partial(_guard_with_accounts, settings))


def current_sign_in() -> SignedIn | None:
    """Whoever has a session at this browser, finished with signing in or not."""
    found = g.get("signed_in")
    return found if isinstance(found, SignedIn) else None


def _guard_this_machine(app: Dash, context: AppContext) -> Response | None:
    """Whoever sits at this machine may do everything, so nobody else is answered, by whatever name they ask."""
    if is_open():
        return None
    if not is_within(direct_address(request), LOOPBACK) or any(map(_is_forwarded, request.headers.keys())):
        return show_message(app, context, HEADING, NOT_FROM_HERE, HTTPStatus.FORBIDDEN)
    set_current_person(LOCAL)
    return None


def _is_forwarded(header: str) -> bool:
    return header.lower().startswith(FORWARDED)


def _guard_with_accounts(settings: Settings) -> Response | None:
    if is_open():
        return None
    bearer = read_bearer(request) if is_api(request.path) else None
    if bearer is not None:
        return recognise_token(request, bearer)
    signing_in = _is_within(matched_rule(), SIGN_IN_PLACES)
    token = read_token()
    signed_in = find_session(accounts_database(), token, datetime.now(UTC), active=not signing_in) if token else None
    g.signed_in = signed_in
    if signed_in and signed_in.stage is Stage.FULL:
        _recognise(signed_in.account)
        return None
    return None if signing_in else _ask_to_sign_in(settings)


def _ask_to_sign_in(settings: Settings) -> Response | None:
    if settings.public:
        set_current_person(PUBLIC)
        if not _is_personal(request.path, settings):
            return None
        return redirect(sign_in_address()) if _is_page(request.path) else _say_signed_out()
    if is_api(request.path):
        return build_problem(SIGN_IN_FIRST, API_NEEDS_SIGN_IN, HTTPStatus.UNAUTHORIZED)
    if request.path == STATEMENT:
        return redirect(OPEN_STATEMENT)
    if request.method == "GET" and request.accept_mimetypes.accept_html and _is_page(request.path):
        return redirect(sign_in_address())
    return _say_signed_out()


def _say_signed_out() -> Response:
    answer = jsonify(error=SIGN_IN_AGAIN)
    answer.status_code = HTTPStatus.UNAUTHORIZED
    return answer


def _guard_behind_proxy(app: Dash, context: AppContext) -> Response | None:
    settings = context.settings
    if is_open():
        return None
    named = request.headers.get(settings.proxy_header, "")
    if not named:
        if settings.public:
            set_current_person(PUBLIC)
            return None
        return show_message(app, context, HEADING, UNNAMED, HTTPStatus.UNAUTHORIZED)
    if not is_within(direct_address(request), settings.trusted_networks):
        address = direct_address(request)
        note_forgery(accounts_database(), Place(address=address, now=datetime.now(UTC)))
        return show_message(app, context, HEADING, FORGED, HTTPStatus.FORBIDDEN)
    account = find_active(accounts_database(), named)
    if account is None:
        return show_message(app, context, HEADING, NOT_KNOWN, HTTPStatus.FORBIDDEN)
    _recognise(account)
    return None


def _recognise(account: Account) -> None:
    set_current_person(account.person, account.email)


def _is_page(path: str) -> bool:
    """Tell a page that a person reads from what a script asks for."""
    return not path.startswith(("/_dash", "/upload/grid/_dash", "/changes", "/notifications/count"))


def _is_personal(path: str, settings: Settings) -> bool:
    """Tell what is for somebody who signed in, and not for the public; where nobody sends figures a page says so."""
    return _is_within(path, (*OWN_PLACES, *(SENDING_PLACES if settings.accepts_uploads else ())))


def _is_within(path: str, places: tuple[str, ...]) -> bool:
    return any(path == each or path.startswith(f"{each}/") for each in places)
