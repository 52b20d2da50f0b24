"""The view of the figures that a browser asked for: its person's own, or the public's."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import BadRequest

from callbacks.audience import view_cookie_name
from callbacks.http.request_origins import FOREIGN, is_own_origin
from callbacks.http.server_pages import redirect
from layouts.html.page_frame import OWN_VIEW, PUBLIC_VIEW, VIEW_ADDRESS

UNKNOWN_VIEW = "There is no such view of the figures."


def register(server: Flask) -> None:
    """/view: POST changes it and goes back to the page."""
    server.add_url_rule(VIEW_ADDRESS, "view", change_view, methods=["POST"])


def change_view() -> Response:
    """Change the view for this browser. It takes rights away or gives them back, and can give no others."""
    if not is_own_origin():
        raise BadRequest(FOREIGN)
    view = request.form.get("view", "")
    if view not in (PUBLIC_VIEW, OWN_VIEW):
        raise BadRequest(UNKNOWN_VIEW)
    response = redirect(_page_before())
    response.status_code = HTTPStatus.SEE_OTHER
    secure = bool(current_app.config.get("SESSION_COOKIE_SECURE"))
    if view == PUBLIC_VIEW:
        response.set_cookie(view_cookie_name(), PUBLIC_VIEW, httponly=True, samesite="Lax", secure=secure, path="/")
    else:
        response.delete_cookie(view_cookie_name(), httponly=True, samesite="Lax", secure=secure, path="/")
    return response


def _page_before() -> str:
    """Address of the page that asked, if it is of this site; else the first page."""
    before = urlsplit(request.headers.get("Referer", ""))
    if before.netloc != request.host or not before.path.startswith("/") or before.path.startswith("//"):
        return "/"
    return f"{before.path}?{before.query}" if before.query else before.path
