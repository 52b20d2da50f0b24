"""Pages that take figures in: plain routes and forms, written by the server, guarded on the server."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus

from dash import Dash
from flask import Blueprint, Response, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from callbacks.context import AppContext
from callbacks.http import audit_trail, sessions
from callbacks.http.error_messages import write_error_sentence
from callbacks.http.server_pages import ServerPages, redirect
from callbacks.uploads import areas, files, history, limits, meeting, templates
from layouts.uploads import start
from maracdash.model.errors import (
    DamagedFileError,
    MaracdashError,
    NotAllowedError,
    NotFoundError,
    StorageError,
    UnavailableError,
    UnreachableAccountsError,
)
from maracdash.web_server.body_limits import UPLOAD_PATH

UPLOAD_PAGES = (files, meeting, templates, history, areas)
WRITING_METHODS = ("POST",)
SWITCHED_OFF = "Figures cannot be sent in the browser here: this deployment only shows them."
EXPIRED_FORM = (
    "This page has expired, perhaps because you cleared your browser's data, or is not from this site. Go back, load "
    "the page again and send it once more. Nothing was changed."
)
STATUSES = {
    DamagedFileError: HTTPStatus.INTERNAL_SERVER_ERROR,
    NotAllowedError: HTTPStatus.FORBIDDEN,
    NotFoundError: HTTPStatus.NOT_FOUND,
    UnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
    UnreachableAccountsError: HTTPStatus.SERVICE_UNAVAILABLE,
    StorageError: HTTPStatus.INSUFFICIENT_STORAGE,
}


def register(app: Dash, context: AppContext) -> None:
    """Everything under /upload; where uploads are switched off, a page that says so."""
    server_pages = ServerPages(app, context)
    uploads = Blueprint("uploads", __name__, url_prefix=UPLOAD_PATH)
    if not context.settings.accepts_uploads:
        uploads.before_request(
            lambda: server_pages.message_page("Sending is switched off", SWITCHED_OFF, HTTPStatus.FORBIDDEN)
        )
    uploads.before_request(partial(_guard_request, context))
    uploads.add_url_rule("", "start", lambda: server_pages.page(start.HEADING, start.layout()))
    uploads.add_url_rule("/", "slash", lambda: redirect("/upload"))
    for part in UPLOAD_PAGES:
        part.register(uploads, server_pages)
    uploads.add_url_rule("/grid", "grid", lambda: redirect("/upload/grid/"))
    uploads.add_url_rule("/<path:_>", "nowhere", _refuse_unknown_page)
    uploads.register_error_handler(RequestEntityTooLarge, lambda _: limits.refuse_too_large(server_pages))
    uploads.register_error_handler(
        CSRFError, lambda _: server_pages.message_page("Please send it again", EXPIRED_FORM, HTTPStatus.BAD_REQUEST)
    )
    uploads.register_error_handler(MaracdashError, lambda error: _refusal_page(server_pages, error))
    uploads.register_error_handler(Exception, lambda error: _failure_page(server_pages, error))
    app.server.register_blueprint(uploads)


def _guard_request(context: AppContext) -> None:
    """Limits before the body is read, the folder's format, then the token. Raises NewerFormatError, CSRFError."""
    limits.apply_limits()
    context.record.check_format()
    if request.method in WRITING_METHODS:
        sessions.check_token()


def _refusal_page(server_pages: ServerPages, error: MaracdashError) -> Response:
    status = STATUSES.get(type(error), HTTPStatus.CONFLICT)
    if status is HTTPStatus.FORBIDDEN:
        audit_trail.record_refusal(server_pages.context, request.path)
    return server_pages.message_page("That did not work", str(error), status)


def _failure_page(server_pages: ServerPages, error: Exception) -> Response | HTTPException:
    """A fault of ours: a sentence with the number under which the log has it."""
    if isinstance(error, HTTPException):
        return error
    return server_pages.message_page("That did not work", write_error_sentence(error), HTTPStatus.INTERNAL_SERVER_ERROR)


def _refuse_unknown_page(_: str) -> Response:
    raise NotFoundError("There is no page at this address.")
