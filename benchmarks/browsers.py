"""Chromium without a window, and clean contexts in it. Knows neither pages nor figures."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from maracdash.exports.chromium import INSTALL_ADVICE, find_executable

VIEWPORT: ViewportSize = {"width": 1440, "height": 900}
PATIENCE = 30_000
WAIT_SCRIPT = """
(patience) => new Promise((resolve, reject) => {
    const until = performance.now() + patience;
    const look = () => {
        const found = %s;
        if (found) resolve(found);
        else if (performance.now() > until) reject(new Error("The page never came so far."));
        else requestAnimationFrame(look);
    };
    look();
})
"""


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """The one that the pictures use. Raises RuntimeError where there is none."""
    path = find_executable()
    if path is None:
        raise RuntimeError(INSTALL_ADVICE)
    with sync_playwright() as playwright:
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        opened = playwright.chromium.launch(executable_path=path, args=options)
        yield opened
        opened.close()


@contextmanager
def open_page(browser: Browser, *, scripts: bool = True) -> Iterator[Page]:
    """A page with an empty cache, and with JavaScript or without."""
    context = browser.new_context(viewport=VIEWPORT, java_script_enabled=scripts)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def wait_for(page: Page, expression: str) -> Any:
    """Value of the expression once it is true. Playwright's own waiting needs an eval that our policy forbids."""
    return page.evaluate(WAIT_SCRIPT % expression, PATIENCE)
