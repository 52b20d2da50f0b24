"""Entering: password, code, setting up the second factor, invitations, and signing out."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus

from dash.development.base_component import Component
from flask import Blueprint, Response, request

from callbacks.http import sessions
from callbacks.http.server_pages import ServerPages, redirect
from callbacks.identity import accounts_database, current_actor
from callbacks.sign_in.browsers import describe_browser
from callbacks.sign_in.cookies import clear_token, read_token, set_token
from callbacks.sign_in.destinations import SIGN_IN, safe_destination
from callbacks.sign_in.guard import OPEN_STATEMENT, current_sign_in
from layouts.pages import accessibility
from layouts.sign_in import entering as page
from layouts.sign_in import second_factor as factor_page
from layouts.sign_in.fields import NOT_THE_SAME
from maracdash.accounts import invitations, second_factor_sign_ins, sign_ins
from maracdash.accounts.errors import FieldError, LockedOutError, SignInError
from maracdash.accounts.places import Place
from maracdash.accounts.second_factors import provisioning_address
from maracdash.accounts.sessions import Stage, end_session

STATEMENT_TITLE = "Accessibility statement"
NEXT_STEPS = {Stage.CODE: f"{SIGN_IN}/code", Stage.SETUP: f"{SIGN_IN}/set-up"}


def register(routes: Blueprint, server_pages: ServerPages) -> None:
    """/sign-in with its steps, /sign-out and /invitation."""
    for path, name, show, take in (
        (SIGN_IN, "password", show_sign_in, take_password),
        (NEXT_STEPS[Stage.CODE], "code", show_code, take_code),
        (NEXT_STEPS[Stage.SETUP], "set_up", show_set_up, take_set_up),
        ("/invitation/<token>", "invitation", show_invitation, take_invitation),
    ):
        routes.add_url_rule(path, name, partial(show, server_pages))
        routes.add_url_rule(path, f"take_{name}", partial(take, server_pages), methods=["POST"])
    routes.add_url_rule(OPEN_STATEMENT, "statement", partial(show_statement, server_pages))
    routes.add_url_rule("/sign-out", "sign_out", sign_out, methods=["POST"])


def current_place() -> Place:
    """The browser that asks."""
    return Place(
        address=request.remote_addr or "",
        now=datetime.now(UTC),
        token=read_token(),
        browser=describe_browser(request.headers.get("User-Agent", "")),
    )


def enter(token: str, destination: str) -> Response:
    """Give the browser its new token; whatever it was known by before is forgotten."""
    sessions.forget_browser()
    return set_token(redirect(destination), token)


def show_sign_in(server_pages: ServerPages) -> Response:
    """The first step; whoever is signed in goes on."""
    destination = safe_destination(request.args.get("next", ""))
    signed_in = current_sign_in()
    if signed_in and signed_in.stage is Stage.FULL:
        return redirect(destination)
    return _sign_in_page(server_pages, page.SignInForm(destination=destination))


def show_statement(server_pages: ServerPages) -> Response:
    """The accessibility statement, which is everybody's."""
    return server_pages.bare_page(STATEMENT_TITLE, accessibility.layout())


def take_password(server_pages: ServerPages) -> Response:
    """Check e-mail address and password."""
    destination, email = safe_destination(request.form.get("next", "")), request.form.get("email", "")
    try:
        token, stage = sign_ins.sign_in(
            accounts_database(),
            email,
            request.form.get("password", ""),
            current_place(),
            second_factor=server_pages.context.settings.second_factor,
        )
    except SignInError as error:
        form = page.SignInForm(destination=destination, email=email[:254], problem=str(error))
        return _sign_in_page(server_pages, form, _status_of(error))
    response = enter(token, NEXT_STEPS.get(stage, destination))
    sessions.remember_destination(destination)
    return response


def show_code(server_pages: ServerPages) -> Response:
    """The second step."""
    return _at(Stage.CODE) or _code_page(server_pages)


def take_code(server_pages: ServerPages) -> Response:
    """Check a code of the app, or a recovery code."""
    if refused := _at(Stage.CODE):
        return refused
    recovery = "recovery" in request.form
    code = request.form.get("recovery" if recovery else "code", "")
    try:
        token = second_factor_sign_ins.enter_code(accounts_database(), code, current_place(), recovery=recovery)
    except (FieldError, LockedOutError) as error:
        return _code_page(server_pages, {"recovery" if recovery else "code": str(error)}, _status_of(error))
    return enter(token, sessions.recall_destination())


def show_set_up(server_pages: ServerPages) -> Response:
    """Setting up what makes the codes, at the first sign-in."""
    return _at(Stage.SETUP) or set_up_page(server_pages, NEXT_STEPS[Stage.SETUP])


def take_set_up(server_pages: ServerPages) -> Response:
    """Check the first code, and show the recovery codes once."""
    return _at(Stage.SETUP) or confirm_set_up(server_pages, NEXT_STEPS[Stage.SETUP])


def set_up_page(
    server_pages: ServerPages, action: str, problem: str = "", status: HTTPStatus = HTTPStatus.OK
) -> Response:
    """The page with the secret to share with an app, as a picture and as letters."""
    signed_in = current_sign_in()
    assert signed_in  # noqa: S101 - both ways here have looked
    secret = second_factor_sign_ins.begin_setup(accounts_database(), current_place())
    address = provisioning_address(secret, signed_in.account.email, server_pages.context.settings.deployment)
    content = factor_page.layout_set_up(sessions.form_token(), address, secret, action, problem)
    return server_pages.bare_page(factor_page.SET_UP_HEADING, content, status, error=bool(problem))


def confirm_set_up(server_pages: ServerPages, action: str) -> Response:
    """Take the first code of the app, and show recovery codes."""
    try:
        ready = second_factor_sign_ins.confirm_setup(accounts_database(), request.form.get("code", ""), current_place())
    except FieldError as error:
        return set_up_page(server_pages, action, str(error), HTTPStatus.UNPROCESSABLE_ENTITY)
    destination = sessions.recall_destination()
    sessions.forget_browser()
    content = factor_page.layout_recovery_codes(ready.recovery_codes, destination)
    return set_token(server_pages.bare_page(factor_page.RECOVERY_HEADING, content), ready.token)


def show_invitation(server_pages: ServerPages, token: str) -> Response:
    """The page where somebody invited chooses a password."""
    account = invitations.find_invited(accounts_database(), token, datetime.now(UTC))
    return _invitation_page(server_pages, account.email)


def take_invitation(server_pages: ServerPages, token: str) -> Response:
    """Set the password; signing in comes next."""
    place = current_place()
    account = invitations.find_invited(accounts_database(), token, place.now)
    try:
        invitations.accept(
            accounts_database(),
            token,
            read_new_password("password"),
            place.now,
            address=place.address,
            deployment=server_pages.context.settings.deployment,
        )
    except FieldError as error:
        return _invitation_page(server_pages, account.email, {error.field: str(error)})
    sessions.forget_browser()
    content = page.layout_ready(account.email)
    return clear_token(server_pages.bare_page(page.READY_HEADING, content))


def read_new_password(name: str) -> str:
    """A new password, which was typed twice. Raises FieldError."""
    password = request.form.get(name, "")
    if password != request.form.get("again"):
        raise FieldError("again", NOT_THE_SAME)
    return password


def sign_out() -> Response:
    """End the session here and on the server."""
    token = read_token()
    if token and current_sign_in():
        end_session(accounts_database(), current_actor(), token)
    sessions.forget_browser()
    return clear_token(redirect(SIGN_IN))


def _at(stage: Stage) -> Response | None:
    """Redirect where somebody is not at this step."""
    signed_in = current_sign_in()
    return None if signed_in and signed_in.stage is stage else redirect(SIGN_IN)


def _sign_in_page(server_pages: ServerPages, form: page.SignInForm, status: HTTPStatus = HTTPStatus.OK) -> Response:
    settings = server_pages.context.settings
    provider = settings.oidc_name if settings.offers_oidc else ""
    content: list[Component] = page.layout(form, sessions.form_token(), provider)
    return server_pages.bare_page(page.HEADING, content, status, error=bool(form.problem))


def _code_page(
    server_pages: ServerPages, problems: dict[str, str] | None = None, status: HTTPStatus = HTTPStatus.OK
) -> Response:
    content = factor_page.layout_code(sessions.form_token(), problems or {})
    return server_pages.bare_page(factor_page.CODE_HEADING, content, status, error=bool(problems))


def _invitation_page(server_pages: ServerPages, email: str, problems: dict[str, str] | None = None) -> Response:
    content = page.layout_invitation(sessions.form_token(), email, request.path, problems or {})
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return server_pages.bare_page(page.INVITATION_HEADING, content, status, error=bool(problems))


def _status_of(error: Exception) -> HTTPStatus:
    locked = isinstance(error, LockedOutError)
    return HTTPStatus.TOO_MANY_REQUESTS if locked else HTTPStatus.UNPROCESSABLE_ENTITY
