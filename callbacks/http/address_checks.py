"""Addresses that lead nowhere: status 404 (or 503 without a release), and a page that says so in words."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from dash import Dash
from flask import Flask, Response, request

from callbacks.context import Context
from callbacks.http.server_pages import Desk
from callbacks.pages import revisions
from callbacks.pages.page import Page, page_at
from layouts.html import error_page
from layouts.pages import not_found
from layouts.pages.not_found import NOT_FOUND
from maracdash.model.errors import MaracdashError, NothingChosen, UnknownThing

STATUSES: dict[type[MaracdashError], HTTPStatus] = {
    UnknownThing: HTTPStatus.NOT_FOUND,
    NothingChosen: HTTPStatus.BAD_REQUEST,
}


def register(app: Dash, context: Context, pages: Sequence[Page[Any]]) -> None:
    """Look at every address that Dash would answer with its one page, before it does."""
    server: Flask = app.server
    endpoints = (app.config.routes_pathname_prefix, f"{app.config.routes_pathname_prefix}<path:path>")

    @server.before_request
    def looked_at() -> Response | None:
        if request.endpoint not in endpoints:
            return None
        return _refused(app, context, pages)


def refusal(app: Dash, context: Context, error: MaracdashError) -> Response:
    """The page of one sentence for an error."""
    found = STATUSES.get(type(error), HTTPStatus.SERVICE_UNAVAILABLE)
    return sentence(app, context, not_found.heading(error), str(error), found)


def sentence(app: Dash, context: Context, heading: str, said: str, status: int) -> Response:
    """A page that only says something."""
    style = Desk(app, context).asset("style.css")
    page = error_page.page(heading, said, context.settings.deployment, style, context.tools)
    return Response(page, status=status, mimetype="text/html")


def _refused(app: Dash, context: Context, pages: Sequence[Page[Any]]) -> Response | None:
    try:
        _check(context, pages)
    except MaracdashError as error:
        return refusal(app, context, error)
    return None


def _check(context: Context, pages: Sequence[Page[Any]]) -> None:
    page = page_at(pages, request.path)
    if page is None:
        raise UnknownThing(NOT_FOUND)
    if release := revisions.named(request.full_path):
        context.reader.at(release)
    page.resolve(context, request.full_path)
