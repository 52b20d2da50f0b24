"""Requests that cannot be answered: a status that is true, a sentence, and one line in the log; never a stack trace."""

from __future__ import annotations

import logging
from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from dash import Dash
from dash.exceptions import DependencyException, InvalidResourceError
from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException

from callbacks.context import Context
from callbacks.http import address_checks
from callbacks.http.error_messages import FAILED, sentence
from layouts.pages.not_found import ELSE, HEADING, NOT_FOUND
from maracdash.model.errors import MaracdashError

LOG = logging.getLogger("maracdash.callbacks")
ASKED = "/_dash-update-component"
NOT_UNDERSTOOD = "This request could not be understood"
SAID: dict[int, tuple[str, str]] = {
    HTTPStatus.BAD_REQUEST: (NOT_UNDERSTOOD, "Load the page again, and choose again."),
    HTTPStatus.NOT_FOUND: (HEADING, NOT_FOUND),
    HTTPStatus.METHOD_NOT_ALLOWED: (NOT_UNDERSTOOD, "This address only shows something: nothing can be sent to it."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("That is too large", "More was sent than this address takes. Send less."),
}
OTHER = (ELSE, "This cannot be answered. Go back and try again.")


def register(app: Dash, context: Context) -> None:
    """Take every error that nobody nearer to it has taken."""
    server: Flask = app.server
    server.before_request(partial(understood, app, ASKED))
    server.register_error_handler(HTTPException, partial(_refused, app, context))
    server.register_error_handler(MaracdashError, partial(address_checks.refusal, app, context))
    for missing in (DependencyException, InvalidResourceError):
        server.register_error_handler(missing, lambda _: _told(app, context, HTTPStatus.NOT_FOUND))
    server.register_error_handler(Exception, partial(_failed, app, context))


def understood(app: Dash, path: str) -> None:
    """Refuse what does not ask for a callback of the app's: Dash takes for granted that it does."""
    if request.path == path and request.method == "POST" and not _asks(app.callback_map, request.get_json()):
        abort(HTTPStatus.BAD_REQUEST)


def _asks(callbacks: dict[str, Any], body: object) -> bool:
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        return False
    known, given = callbacks.get(body["output"], {}), body.get("inputs", [])
    return "callback" in known and isinstance(given, list) and len(given) == len(known["inputs"])


def _refused(app: Dash, context: Context, error: HTTPException) -> Response | HTTPException:
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    return _told(app, context, code) if code >= HTTPStatus.BAD_REQUEST else error


def _told(app: Dash, context: Context, code: int) -> Response:
    heading, said = SAID.get(code, OTHER)
    number = uuid4().hex[:8]
    LOG.warning("refused %s: %d %s %s", number, code, request.method, request.path[:200].encode("unicode_escape"))
    return address_checks.sentence(app, context, heading, said, code)


def _failed(app: Dash, context: Context, error: Exception) -> Response:
    return address_checks.sentence(app, context, FAILED, sentence(error), HTTPStatus.INTERNAL_SERVER_ERROR)
