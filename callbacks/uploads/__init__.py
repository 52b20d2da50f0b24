"""Pages that take figures in: plain routes and forms, written by the server, guarded on the server."""

from __future__ import annotations

from http import HTTPStatus

from dash import Dash
from flask import Blueprint, Response, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from callbacks.context import Context
from callbacks.http import sessions
from callbacks.http.error_messages import sentence
from callbacks.http.server_pages import Desk, to
from callbacks.uploads import areas, files, history, limits, meeting, templates
from layouts.uploads import start
from maracdash.model.errors import CannotKeep, MaracdashError, UnknownThing

PARTS = (files, meeting, templates, history, areas)
WRITES = ("POST",)
OFF = "Figures cannot be sent in the browser here: this deployment only shows them."
OLD_FORM = (
    "This page was open since before you last cleared your browser's data, or it was not one of ours. Go back, load "
    "the page again and send it once more. Nothing was changed."
)
STATUSES = {UnknownThing: HTTPStatus.NOT_FOUND, CannotKeep: HTTPStatus.INSUFFICIENT_STORAGE}


def register(app: Dash, context: Context) -> None:
    """Everything under /upload; where uploads are switched off, a page that says so."""
    desk = Desk(app, context)
    uploads = Blueprint("uploads", __name__, url_prefix="/upload")
    if not context.settings.takes_uploads:
        uploads.before_request(lambda: desk.sentence("Sending is switched off", OFF, HTTPStatus.FORBIDDEN))
    uploads.before_request(_guard)
    uploads.add_url_rule("", "start", lambda: desk.page(start.HEADING, start.layout()))
    uploads.add_url_rule("/", "slash", lambda: to("/upload"))
    for part in PARTS:
        part.register(uploads, desk)
    uploads.add_url_rule("/grid", "grid", lambda: to("/upload/grid/"))
    uploads.add_url_rule("/<path:_>", "nowhere", _nowhere)
    uploads.register_error_handler(RequestEntityTooLarge, lambda _: limits.refusal(desk))
    uploads.register_error_handler(
        CSRFError, lambda _: desk.sentence("Please send it again", OLD_FORM, HTTPStatus.BAD_REQUEST)
    )
    uploads.register_error_handler(MaracdashError, lambda error: _refused(desk, error))
    uploads.register_error_handler(Exception, lambda error: _failed(desk, error))
    app.server.register_blueprint(uploads)


def _guard() -> None:
    """Limits before the body is read, then the token in it."""
    limits.apply()
    if request.method in WRITES:
        sessions.protect()


def _refused(desk: Desk, error: MaracdashError) -> Response:
    status = STATUSES.get(type(error), HTTPStatus.CONFLICT)
    return desk.sentence("That did not work", str(error), status)


def _failed(desk: Desk, error: Exception) -> Response | HTTPException:
    """A fault of ours: a sentence with the number under which the log has it."""
    if isinstance(error, HTTPException):
        return error
    return desk.sentence("That did not work", sentence(error), HTTPStatus.INTERNAL_SERVER_ERROR)


def _nowhere(_: str) -> Response:
    raise UnknownThing("There is no page at this address.")
