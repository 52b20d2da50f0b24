"""The application that gunicorn serves."""

from __future__ import annotations

import atexit
import gc
from typing import Any

from dash import Dash
from flask import Flask

import callbacks
from callbacks.http import request_log
from callbacks.http.error_messages import show_error
from callbacks.http.first_pages import START_DASH, FirstPageApp
from callbacks.pages.page_record import Page
from callbacks.pages.registry import PAGES
from callbacks.remembered import Remembered, remember_together
from layouts.html import page_frame
from maracdash import settings
from maracdash.program_files import ASSETS_FOLDER
from maracdash.web_server.body_limits import MAX_BODY_BYTES

YEAR_SECONDS = 365 * 24 * 3600
COLLECTION_THRESHOLDS = (20_000, 20, 20)
"""Objects between two garbage collections: at Python's 700 they take a sixth of the time of an answer."""


def create_app(
    chosen: settings.Settings | None = None,
    pages: tuple[Page[Any], ...] = PAGES,
    remembered: Remembered | None = None,
) -> Dash:
    """The whole app for one deployment. No data is opened before the first request: workers fork after this."""
    given = chosen or settings.load_settings()
    settings.check_settings(given)
    app = FirstPageApp(
        __name__,
        title=given.deployment,
        update_title=None,  # type: ignore[arg-type]
        assets_folder=str(ASSETS_FOLDER),
        routes_pathname_prefix="/",
        requests_pathname_prefix=f"{given.path_prefix}/",
        assets_ignore=r"(upload|form-|plain).*",
        compress=True,
        use_async=False,
        use_pages=True,
        pages_folder="",
        include_pages_meta=False,
        suppress_callback_exceptions=True,
        on_error=show_error,
    )
    app.server.config.update(SEND_FILE_MAX_AGE_DEFAULT=YEAR_SECONDS, MAX_CONTENT_LENGTH=MAX_BODY_BYTES)
    app.renderer = START_DASH
    app.layout = page_frame.build_root()
    callbacks.register(app, given, pages, remembered)
    return app


request_log.start_log(settings.load_settings().log)
server: Flask = create_app(remembered=remember_together()).server

# Workers are forked from here. What is frozen is never visited by their garbage collection, so its pages stay shared:
# 40 MB less in each worker. At the end it must be visited after all, or DuckDB complains of leaks. Nothing is collected
# first: that takes a tenth of a second of the start, and finds 29 of 200,000 objects.
gc.freeze()
gc.set_threshold(*COLLECTION_THRESHOLDS)
gc.enable()
atexit.register(gc.unfreeze)
