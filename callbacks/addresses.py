"""Addresses that lead nowhere: status 404 (or 503 without a release), and a page that says so in words."""

from __future__ import annotations

from http import HTTPStatus

from dash import Dash
from flask import Flask, Response, request

from callbacks.context import Context
from callbacks.selections import INDICATOR_PATH, chosen
from layouts import plain
from layouts.missing import NOT_FOUND
from layouts.pages import PAGES
from maracdash.model.errors import MaracdashError, NoRelease, UnknownThing

HEADINGS = {
    HTTPStatus.NOT_FOUND: "Page not found",
    HTTPStatus.SERVICE_UNAVAILABLE: "Not available at the moment",
}
WITHOUT_FIGURES = ("/accessibility",)


def register(app: Dash, context: Context) -> None:
    """Look at every address that Dash would answer with its one page, before it does."""
    server: Flask = app.server
    endpoints = (app.config.routes_pathname_prefix, f"{app.config.routes_pathname_prefix}<path:path>")

    @server.before_request
    def looked_at() -> Response | None:
        if request.endpoint not in endpoints:
            return None
        return _refused(app, context)


def refusal(app: Dash, context: Context, error: MaracdashError) -> Response:
    """The page of one sentence for an error."""
    found = HTTPStatus.NOT_FOUND if isinstance(error, UnknownThing) else HTTPStatus.SERVICE_UNAVAILABLE
    page = plain.page(HEADINGS[found], str(error), context.settings.deployment, app.get_asset_url("style.css"))
    return Response(page, status=found, mimetype="text/html")


def _refused(app: Dash, context: Context) -> Response | None:
    try:
        _check(context)
    except (UnknownThing, NoRelease) as error:
        return refusal(app, context, error)
    return None


def _check(context: Context) -> None:
    path = request.path
    if not (path.startswith(INDICATOR_PATH) or path in [page.path for page in PAGES]):
        raise UnknownThing(NOT_FOUND)
    if path not in WITHOUT_FIGURES:
        chosen(context, request.full_path)
