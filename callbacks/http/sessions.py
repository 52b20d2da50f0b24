"""Sessions of the pages that change something: a signed cookie, and a token in every form."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from typing import Any

from flask import Flask, Request, session
from flask.sessions import NullSession, SecureCookieSessionInterface, SessionMixin
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf

from callbacks.cookies import cookie_name
from callbacks.http.request_origins import FOREIGN, is_own_origin
from callbacks.identity import current_person
from layouts.components.forms import Sender
from maracdash.model.people import LOCAL, PUBLIC
from maracdash.record import Record

SESSION_PATHS = (
    "/upload",
    "/notifications",
    "/groups",
    "/board-pack",
    "/meeting",
    "/sign-in",
    "/sign-out",
    "/invitation",
    "/session",
    "/account",
    "/people",
)
SESSION_LIFETIME = timedelta(days=14)
MAX_NAME_LENGTH = 60
ANONYMOUS = "web"
CSRF = CSRFProtect()


class ScopedSessions(SecureCookieSessionInterface):
    """Flask's own sessions, read and written only where something is changed; the key is made at the first need."""

    def __init__(self, record: Record) -> None:
        self.record = record

    def open_session(self, app: Flask, request: Request) -> Any:
        if not request.path.startswith(SESSION_PATHS):
            return NullSession()
        if not app.secret_key:
            app.secret_key = self.record.signing_key()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Any) -> None:
        if not isinstance(session, NullSession):
            super().save_session(app, session, response)


def register(server: Flask, record: Record, *, https: bool = False) -> None:
    """Sessions and tokens; a token lasts as long as its session, so that no form runs out of time."""
    server.session_interface = ScopedSessions(record)
    server.config.update(
        SESSION_COOKIE_NAME=cookie_name("maracdash", https=https),
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=SESSION_LIFETIME,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    CSRF.init_app(server)


def forget_browser() -> None:
    """Forget what this browser was known by: whoever signs in or out next is somebody else."""
    session.clear()


def form_token() -> str:
    """CSRF token that a form of this browser must send back."""
    return str(generate_csrf())


def check_token() -> None:
    """Refuse a form of another site: by its origin, and by its token. Raises CSRFError."""
    if not is_own_origin():
        raise CSRFError(FOREIGN)
    CSRF.protect()


def owner_id() -> str:
    """A name for whoever asks: the person who signed in, else this browser's, kept for two weeks.

    Nobody can guess it.
    """
    if is_signed_in():
        return current_person().id
    session.permanent = True
    if "browser" not in session:
        session["browser"] = secrets.token_urlsafe(16)
    return str(session["browser"])


def is_signed_in() -> bool:
    """Tell whether the server knows who asks, and not only from which browser."""
    return current_person() not in (LOCAL, PUBLIC)


def sender() -> Sender:
    """Whoever sends: by the name of their account, else by the one they gave at this browser, if any."""
    if is_signed_in():
        return Sender(name=current_person().name, signed_in=True)
    return Sender(name=str(session.get("name", "")))


def remember_destination(address: str) -> None:
    """Remember where somebody wanted to go, while they sign in."""
    session["destination"] = address


def recall_destination() -> str:
    """The address that somebody wanted before they signed in; else the first page's."""
    return str(session.get("destination", "/"))


def allow_set_up() -> None:
    """Remember that the password was asked for, so that a second factor may be set up in this browser."""
    session["set_up"] = True


def may_set_up() -> bool:
    """Tell whether the password was asked for, since signing in, to set up a second factor."""
    return session.get("set_up") is True


def remember_name(text: str) -> None:
    """Remember the submitter's name: one line, printable, not too long."""
    session.permanent = True
    session["name"] = " ".join(re.sub(r"[^\w .,'’()@-]", " ", text).split())[:MAX_NAME_LENGTH].strip()


def describe_submitter() -> str:
    """Name of the submitter for the record: that of the account; else the name given, and that it came by the web."""
    who = sender()
    if who.signed_in:
        return who.name
    return f"{who.name} ({ANONYMOUS})" if who.name else ANONYMOUS
