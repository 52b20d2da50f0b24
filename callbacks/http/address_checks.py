"""Addresses that lead nowhere: status 404 (or 503 without a release), and a page that says so in words."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from dash import Dash
from flask import Flask, Response, request

from callbacks.context import Context
from callbacks.http.server_pages import Desk
from callbacks.pages import dashboards, overview_reports, regions, revisions, sections
from callbacks.pages.selections import chosen
from layouts.html import error_page
from layouts.pages import not_found
from layouts.pages.not_found import NOT_FOUND
from layouts.pages.registry import page_at
from maracdash.model.errors import MaracdashError, NothingChosen, UnknownThing

STATUSES: dict[type[MaracdashError], HTTPStatus] = {
    UnknownThing: HTTPStatus.NOT_FOUND,
    NothingChosen: HTTPStatus.BAD_REQUEST,
}


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
    found = STATUSES.get(type(error), HTTPStatus.SERVICE_UNAVAILABLE)
    return sentence(app, context, not_found.heading(error), str(error), found)


def sentence(app: Dash, context: Context, heading: str, said: str, status: int) -> Response:
    """A page that only says something."""
    style = Desk(app, context).asset("style.css")
    page = error_page.page(heading, said, context.settings.deployment, style, context.tools)
    return Response(page, status=status, mimetype="text/html")


def _refused(app: Dash, context: Context) -> Response | None:
    try:
        _check(context)
    except MaracdashError as error:
        return refusal(app, context, error)
    return None


def _check(context: Context) -> None:
    found = page_at(request.path)
    if found is None:
        raise UnknownThing(NOT_FOUND)
    page, slug = found
    if release := revisions.named(request.full_path):
        context.reader.at(release)
    CHECKS.get(page.name, _chosen)(context, request.full_path, slug)


def _chosen(context: Context, address: str, _: str) -> None:
    chosen(context, address)


def _report(context: Context, address: str, _: str) -> None:
    overview_reports.checked(context, address)


def _section(context: Context, address: str, slug: str) -> None:
    sections.checked(context, address, slug)


def _dashboard(context: Context, address: str, slug: str) -> None:
    dashboards.checked(context, address, slug)


def _region(context: Context, address: str, _: str) -> None:
    regions.checked(context, address)


def _nothing(_: Context, __: str, ___: str) -> None:
    """Pages that need no figures."""


CHECKS: dict[str, Callable[[Context, str, str], None]] = {
    "report": _report,
    "region": _region,
    "section": _section,
    "dashboard": _dashboard,
    "accessibility": _nothing,
}
"""What an address of a page must name; of any other page, a Marac, a quarter and an indicator that there are."""
