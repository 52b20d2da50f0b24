"""Handlers of requests that fail: a true status, a sentence and one line in the log; never a stack trace."""

from __future__ import annotations

import logging
from functools import partial
from http import HTTPStatus
from uuid import uuid4

from dash import Dash
from dash.exceptions import DependencyException, InvalidResourceError
from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException

from callbacks.context import AppContext
from callbacks.http import address_checks, callback_requests
from callbacks.http.error_messages import FAILED, write_error_sentence
from layouts.pages.not_found import HEADING, NOT_FOUND, UNAVAILABLE
from maracdash.model.errors import MaracdashError

LOG = logging.getLogger("maracdash.callbacks")
CALLBACK_PATH = "/_dash-update-component"
NOT_UNDERSTOOD = "This request could not be understood"
MESSAGES: dict[int, tuple[str, str]] = {
    HTTPStatus.BAD_REQUEST: (NOT_UNDERSTOOD, "Load the page again, and choose again."),
    HTTPStatus.NOT_FOUND: (HEADING, NOT_FOUND),
    HTTPStatus.METHOD_NOT_ALLOWED: (NOT_UNDERSTOOD, "This address only shows something: nothing can be sent to it."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("That is too large", "More was sent than this address takes. Send less."),
}
OTHER_MESSAGE = (UNAVAILABLE, "This cannot be answered. Go back and try again.")


def register(app: Dash, context: AppContext) -> None:
    """Take every error that nobody nearer to it has taken."""
    server: Flask = app.server
    server.before_request(partial(reject_malformed_callback, app, CALLBACK_PATH))
    server.register_error_handler(HTTPException, partial(_answer_http_error, app, context))
    server.register_error_handler(MaracdashError, partial(address_checks.refuse_request, app, context))
    for missing in (DependencyException, InvalidResourceError):
        server.register_error_handler(missing, lambda _: refuse_with_message(app, context, HTTPStatus.NOT_FOUND))
    server.register_error_handler(Exception, partial(_answer_failure, app, context))


def reject_malformed_callback(app: Dash, path: str) -> None:
    """Refuse a request that does not call a callback of the app's as its own page would."""
    if (
        request.path == path
        and request.method == "POST"
        and not callback_requests.is_callback_request(app.callback_map, callback_requests.read_body())
    ):
        abort(HTTPStatus.BAD_REQUEST)


def _answer_http_error(app: Dash, context: AppContext, error: HTTPException) -> Response | HTTPException:
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    return refuse_with_message(app, context, code) if code >= HTTPStatus.BAD_REQUEST else error


def refuse_with_message(app: Dash, context: AppContext, code: int, message: tuple[str, str] | None = None) -> Response:
    """Page with the sentence for a status, or with another heading and sentence, and one line in the log."""
    heading, said = message or MESSAGES.get(code, OTHER_MESSAGE)
    number = uuid4().hex[:8]
    LOG.warning("refused %s: %d %s %s", number, code, request.method, request.path[:200].encode("unicode_escape"))
    return address_checks.show_message(app, context, heading, said, code)


def _answer_failure(app: Dash, context: AppContext, error: Exception) -> Response:
    return address_checks.show_message(
        app, context, FAILED, write_error_sentence(error), HTTPStatus.INTERNAL_SERVER_ERROR
    )
