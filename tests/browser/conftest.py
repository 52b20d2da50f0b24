"""The app on a free port, and pages in Chromium that tell when something is wrong with them."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from dash import Dash
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from werkzeug.serving import make_server

from tests.support.visits import HEIGHT, PERMISSIONS, WIDTHS, Visit

PATIENCE_MS = 60_000
"""A slow machine is waited for."""
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
    """Open an empty page of this host and leave it: its process draws every page, and would end with the last."""
    page = context.new_page()
    page.route(HOST, lambda route: route.fulfill(body=""))
    page.goto(HOST)


@pytest.fixture(scope="session")
def kept_scriptless_context(browser: Browser) -> BrowserContext:
    """A browser in which no script runs."""
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(PATIENCE_MS)
    keep_process(context)
    return context


@pytest.fixture
def new_context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has been nowhere: for what a context keeps for good. `forget` is enough for a first visit."""
    context = browser.new_context(permissions=PERMISSIONS)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def context(kept_context: BrowserContext) -> Iterator[BrowserContext]:
    """The browser of `visit`; what the test leaves there is taken away. A module may have a new one for each test."""
    yield kept_context
    leave(kept_context)


def leave(context: BrowserContext) -> None:
    """Close all pages but the one that keeps the process."""
    for each in context.pages[1:]:
        each.close()
    context.clear_cookies()


@pytest.fixture
def scriptless_page(kept_scriptless_context: BrowserContext) -> Iterator[Page]:
    """A fresh page in which no script runs."""
    page = kept_scriptless_context.new_page()
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    yield page
    leave(kept_scriptless_context)


@pytest.fixture
def visit(context: BrowserContext, address: str, request: pytest.FixtureRequest) -> Visit:
    """A fresh page, 1440 wide or as wide as the test's parameter says."""
    return begin_visit(context, address, getattr(request, "param", WIDTHS[0]))


@pytest.fixture
def first_visit(new_context: BrowserContext, address: str, request: pytest.FixtureRequest) -> Visit:
    """The same in a browser that has been nowhere."""
    return begin_visit(new_context, address, getattr(request, "param", WIDTHS[0]))


def begin_visit(context: BrowserContext, address: str, width: int) -> Visit:
    """Open a page that nothing is shown in yet; all that it asks for and complains of is noted."""
    visited = Visit(context.new_page(), address)
    visited.page.set_viewport_size({"width": width, "height": HEIGHT})
    visited.page.on("console", lambda said: _note(visited, said.type, said.text))
    visited.page.on("pageerror", lambda error: visited.complaints.append(str(error)))
    return visited


def _note(visit: Visit, kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        visit.complaints.append(text)
