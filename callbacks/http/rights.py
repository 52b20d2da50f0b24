"""Rights to pages: who may not send figures is given no page to send them with."""

from __future__ import annotations

from http import HTTPStatus

from dash import Dash
from flask import Flask, Response, request

from callbacks.context import AppContext
from callbacks.http import audit_trail
from callbacks.http.open_addresses import is_open
from callbacks.http.server_pages import ServerPages

UPLOAD_PATH = "/upload"
NOT_ALLOWED = "Not for you"
MAY_NOT_SEND = (
    "Figures are sent by people who were asked to send those of a Marac. Ask the person who looks after this "
    "dashboard if you should be one of them."
)


def register(app: Dash, context: AppContext) -> None:
    """Look at every address under /upload, of both apps, before it is answered."""
    server: Flask = app.server
    server_pages = ServerPages(app, context)

    @server.before_request
    def looked_at() -> Response | None:
        path = request.path
        if is_open() or (path != UPLOAD_PATH and not path.startswith(f"{UPLOAD_PATH}/")):
            return None
        if context.takes_figures or not context.settings.accepts_uploads:
            return None  # where sending is switched off, its own page says so
        audit_trail.record_refusal(context, path)
        return server_pages.message_page(NOT_ALLOWED, MAY_NOT_SEND, HTTPStatus.FORBIDDEN)
