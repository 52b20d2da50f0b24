"""Callbacks and routes: one module for each page, and one for each HTTP concern."""

from __future__ import annotations

import os
import tempfile
from pkgutil import resolve_name
from typing import Any

from dash import ClientsideFunction, Dash, Input

from callbacks import board_packs, groups, notifications, sign_in, uploads
from callbacks.api import routes as api
from callbacks.context import AppContext
from callbacks.exports import downloads
from callbacks.http import (
    address_checks,
    bootstrap_css,
    bundles,
    error_handlers,
    headers,
    health,
    host_checks,
    path_prefix,
    plotly_bundle,
    release_renewal,
    request_log,
    rights,
    secure_origin,
    sessions,
    storage_watch,
    update_endpoint,
    views,
)
from callbacks.http.first_pages import FirstPageApp
from callbacks.pages import report_filters, router
from callbacks.pages.page_record import Page, build_menu
from callbacks.pages.registry import PAGES
from callbacks.remembered import Remembered
from callbacks.uploads import grid
from layouts import ids
from maracdash.settings import Settings

PAGE_CONTENT = "_pages_content"
METRICS = "callbacks.http.metrics:register"
"""By its name, so that Prometheus' client is loaded where a port is set, and finds its folder then."""
METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"

__all__ = ["register"]


def register(
    app: FirstPageApp,
    settings: Settings,
    pages: tuple[Page[Any], ...] = PAGES,
    remembered: Remembered | None = None,
) -> None:
    """Everything that the app answers."""
    context = AppContext.of(settings, build_menu(pages), remembered=remembered)
    app.show_pages(context, pages)
    _register_watching(app, context)
    host_checks.register(app, context)
    sign_in.guard_requests(app, context)
    router.register(context, pages)
    update_endpoint.register(app, context)
    _register_scripts(app)
    _register_files(app)
    health.register(app.server, context)
    address_checks.register(app, context, pages)
    downloads.register(app, context)
    board_packs.register(app, context)
    api.register(app, context)
    sessions.register(app.server, context.record, https=settings.behind_https)
    secure_origin.register(app.server, settings)
    sign_in.register(app, context)
    rights.register(app, context)
    uploads.register(app, context)
    notifications.register(app, context)
    groups.register(app, context)
    views.register(app.server)
    grid_scripts = grid.register(app, context)
    error_handlers.register(app, context)
    _finish_setup(app)
    _register_clocks(app, context)  # after it: a thread of now would never be a worker's
    headers.register(app.server, (*app.csp_hashes(), *grid_scripts), https=settings.behind_https)
    if settings.path_prefix:
        path_prefix.register(app, settings.path_prefix)


def _register_files(app: FirstPageApp) -> None:
    bootstrap_css.register(app.server)
    plotly_bundle.register(app.server)
    bundles.register(app.server, app.bundles)


def _register_clocks(app: Dash, context: AppContext) -> None:
    release_renewal.register(app.server, context.record)
    storage_watch.register(app.server, context.settings)


def _register_watching(app: Dash, context: AppContext) -> None:
    request_log.register(app.server, context.settings)
    if context.settings.metrics_port:
        os.environ[METRICS_FOLDER] = tempfile.mkdtemp(prefix="maracdash-metrics-")
        resolve_name(METRICS)(app.server, context.settings, context.record)


def _register_scripts(app: Dash) -> None:
    app.clientside_callback(
        ClientsideFunction("maracdash", "settle"),
        Input(ids.BOARD, "data-query", allow_optional=True),
        Input(ids.BOARD, "data-title", allow_optional=True),
        Input(ids.NOTICE, "children", allow_optional=True),
    )
    report_filters.register(app)
    app.clientside_callback(
        ClientsideFunction("routes", "arrive"), Input(PAGE_CONTENT, "children"), Input("_pages_location", "pathname")
    )


def _finish_setup(app: Dash) -> None:
    """Dash sets itself up in its first request, and requests that arrive together find it half done: do it now.

    After the grid, which is a Dash app of its own, and before the hashes of inline scripts, which are made by it; at an
    address that opens no data.
    """
    with app.server.test_request_context("/healthz"):
        app.server.preprocess_request()
