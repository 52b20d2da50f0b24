"""Address checks before a page is sent: status 404 (or 503 without a release), and a page that says why in words."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from dash import Dash
from flask import Flask, Response, request
from flask_wtf.csrf import CSRFError

from callbacks.context import AppContext
from callbacks.http.problems import build_problem, is_api
from callbacks.http.server_pages import ServerPages
from callbacks.pages import revisions
from callbacks.pages.page_record import Page, find_page
from layouts.html import error_page
from layouts.pages import not_found
from layouts.pages.not_found import NOT_FOUND
from maracdash.model.errors import MaracdashError, MissingChoiceError, NotAllowedError, NotFoundError, NotKeptError

EXPIRED_FORM = "This page has expired, or is not from this site. Load it again. Nothing was changed."
STATUSES: dict[type[MaracdashError], HTTPStatus] = {
    NotAllowedError: HTTPStatus.FORBIDDEN,
    NotFoundError: HTTPStatus.NOT_FOUND,
    NotKeptError: HTTPStatus.NOT_FOUND,
    MissingChoiceError: HTTPStatus.BAD_REQUEST,
}


def register(app: Dash, context: AppContext, pages: Sequence[Page[Any]]) -> None:
    """Look at every address that Dash would answer with its one page, before it does."""
    server: Flask = app.server
    endpoints = (app.config.routes_pathname_prefix, f"{app.config.routes_pathname_prefix}<path:path>")

    @server.before_request
    def looked_at() -> Response | None:
        if request.endpoint not in endpoints:
            return None
        return _refuse_bad_address(app, context, pages)


def refuse_request(app: Dash, context: AppContext, error: MaracdashError) -> Response:
    """Error page of one sentence, with the status that fits the error."""
    found = STATUSES.get(type(error), HTTPStatus.SERVICE_UNAVAILABLE)
    return show_message(app, context, not_found.choose_heading(error), context.explain(error), found)


def refuse_expired_form(app: Dash, context: AppContext, _: CSRFError) -> Response:
    """Error page for a form that this site did not write, or wrote too long ago."""
    return show_message(app, context, "Please send it again", EXPIRED_FORM, HTTPStatus.BAD_REQUEST)


def show_message(app: Dash, context: AppContext, heading: str, said: str, status: int) -> Response:
    """Page that only says something; for a program, the same as JSON."""
    if is_api(request.path):
        return build_problem(heading, said, status)
    style = ServerPages(app, context).asset("style.css")
    page = error_page.build_error_page(heading, said, context.settings.deployment, style, context.tools)
    return Response(page, status=status, mimetype="text/html")


def _refuse_bad_address(app: Dash, context: AppContext, pages: Sequence[Page[Any]]) -> Response | None:
    try:
        _check_address(context, pages)
    except MaracdashError as error:
        return refuse_request(app, context, error)
    return None


def _check_address(context: AppContext, pages: Sequence[Page[Any]]) -> None:
    page = find_page(pages, request.path)
    if page is None:
        raise NotFoundError(NOT_FOUND)
    revisions.check_release(context, request.full_path)
    page.resolve(context, request.full_path)
