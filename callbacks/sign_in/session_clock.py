"""Clock of a session for assets/session.js: how long it lasts if nothing happens, and staying signed in."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Flask, Response, jsonify

from callbacks.http import sessions
from callbacks.identity import accounts_database
from callbacks.sign_in.cookies import read_token
from callbacks.sign_in.guard import current_sign_in
from maracdash.accounts.sessions import SignedIn, Stage, find_session

PATH = "/session"


def register(server: Flask) -> None:
    """/session: GET asks and does not count as being active, POST does."""
    server.add_url_rule(PATH, "session_left", show_left)
    server.add_url_rule(PATH, "session_stay", stay, methods=["POST"])


def show_left() -> Response:
    """Seconds left and whether they can be more; nothing where nobody is signed in."""
    return _answer(current_sign_in())


def stay() -> Response:
    """Stay signed in."""
    sessions.check_token()
    token = read_token()
    return _answer(find_session(accounts_database(), token, datetime.now(UTC)) if token else None)


def _answer(signed_in: SignedIn | None) -> Response:
    if signed_in is None or signed_in.stage is not Stage.FULL:
        return Response(status=HTTPStatus.NO_CONTENT)
    return jsonify(
        left=int(signed_in.left.total_seconds()), extendable=signed_in.extendable, token=sessions.form_token()
    )
