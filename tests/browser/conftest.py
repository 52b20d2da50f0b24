"""The app on a free port, and pages in Chromium that tell when something is wrong with them."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from dash import Dash
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from werkzeug.serving import make_server

from tests.support.visits import WIDTHS, Visit

PATIENCE_MS = 60_000
"""A slow machine is waited for."""
PERMISSIONS = ("clipboard-write",)
HOST = "http://127.0.0.1/"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The threaded test server leaves files of assets to the garbage collector, which is no fault of the app."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"))


@pytest.fixture(scope="session")
def address(app: Dash) -> Iterator[str]:
    """Address of the running app."""
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """One Chromium for all tests; root cannot have its sandbox."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        opened = playwright.chromium.launch(executable_path=chromium, args=["--process-per-site", *sandbox])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def kept_context(browser: Browser) -> BrowserContext:
    """A browser that has scripts from pages before, which never change: to fetch and compile them takes longest."""
    context = browser.new_context(permissions=PERMISSIONS)
    context.set_default_timeout(PATIENCE_MS)
    keep_process(context)
    return context


def keep_process(context: BrowserContext) -> None:
    """Open an empty page of this host and leave it: its process draws all pages, and would end with the last of them."""
    page = context.new_page()
    page.route(HOST, lambda route: route.fulfill(body=""))
    page.goto(HOST)


@pytest.fixture
def new_context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has been nowhere: for what is seen at a first visit alone, and what a context keeps for good."""
    context = browser.new_context(permissions=PERMISSIONS)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def context(kept_context: BrowserContext) -> Iterator[BrowserContext]:
    """The browser of `visit`; what the test leaves there is taken away. A module may have a new one for each test."""
    yield kept_context
    for each in kept_context.pages[1:]:
        each.close()
    kept_context.clear_cookies()


@pytest.fixture
def visit(context: BrowserContext, address: str, request: pytest.FixtureRequest) -> Visit:
    """A fresh page, 1440 wide or as wide as the test's parameter says."""
    visited = Visit(context.new_page(), address)
    visited.page.set_viewport_size({"width": getattr(request, "param", WIDTHS[0]), "height": 900})
    visited.page.on("console", lambda said: _note(visited, said.type, said.text))
    visited.page.on("pageerror", lambda error: visited.complaints.append(str(error)))
    visited.page.on("request", lambda sent: visited.requests.append(sent.url))
    return visited


def _note(visit: Visit, kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        visit.complaints.append(text)
