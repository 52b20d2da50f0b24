"""Health checks: the process is alive, and it can answer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http import HTTPStatus

from flask import Blueprint, Flask, Response

from callbacks.context import AppContext
from callbacks.identity import accounts_database
from maracdash.model.errors import MaracdashError, NoReleaseError
from maracdash.reading.first_page import ask_first_headlines
from maracdash.settings import SignIn
from maracdash.shared_storage import SharedStorage

NEED_ACCOUNTS = (SignIn.ACCOUNTS, SignIn.PROXY)
NO_SENDING = "No figures can be sent at the moment, or others are not seen. “maracdash doctor” says why."
"""Without the folder's path, as anybody may ask."""
NOT_FETCHED = "No release has been fetched from the storage yet."
ALIVE_PATH, READY_PATH = HEALTH_PATHS = ("/healthz", "/readyz")


def register(server: Flask, context: AppContext) -> None:
    """/healthz and /readyz."""
    health = Blueprint("health", __name__)
    health.add_url_rule(ALIVE_PATH, view_func=serve_alive)
    health.add_url_rule(READY_PATH, "ready", partial(serve_ready, context))
    server.register_blueprint(health)


def serve_alive() -> Response:
    """200 as long as the process answers at all."""
    return Response("alive\n", mimetype="text/plain")


def serve_ready(context: AppContext) -> Response:
    """200 with the release's name where it opens and answers and people can sign in, else 503 with every reason.

    Once a newer version has written to the folder it is not, though it goes on answering: a proxy should ask the newer.
    Where figures can be read and not sent it is ready too, and a second line says why they cannot. A storage that
    machines share is not asked: what its watch learned last is said.
    """
    release, reasons = "", []
    storage = SharedStorage(context.settings.data)
    try:
        context.record.check_format()
        if storage.address and not context.record.release_id() and not context.record.submissions():
            raise NoReleaseError(storage.trouble or NOT_FETCHED)  # the watch of the storage fetches it, not a probe
        answer = ask_first_headlines(context.reader, context.settings.default_marac, context.settings.home_force)
        release = answer.cards[0].release.id
    except MaracdashError as error:
        reasons.append(str(error))
    if context.settings.sign_in_mode in NEED_ACCOUNTS:
        reasons.extend(_explain_no_accounts())
    if reasons:
        return _say(*reasons, status=HTTPStatus.SERVICE_UNAVAILABLE)
    no_room = context.record.explain_no_room() if context.settings.accepts_uploads else None
    return _say(f"ready {release}", *((NO_SENDING,) if no_room else ()))


def _explain_no_accounts() -> Iterator[str]:
    try:
        accounts_database().check()
    except MaracdashError as error:
        yield str(error)


def _say(*lines: str, status: int = HTTPStatus.OK) -> Response:
    return Response("".join(f"{each}\n" for each in lines), status=status, mimetype="text/plain")
