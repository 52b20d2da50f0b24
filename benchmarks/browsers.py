"""Chromium without a window, and clean contexts in it. Knows neither pages nor figures."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from maracdash.exports.chromium import INSTALL, executable

SIZE: ViewportSize = {"width": 1440, "height": 900}
PATIENCE = 30_000
WAIT = """
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
def chromium() -> Iterator[Browser]:
    """The one that the pictures use. Raises RuntimeError where there is none."""
    path = executable()
    if path is None:
        raise RuntimeError(INSTALL)
    with sync_playwright() as playwright:
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        opened = playwright.chromium.launch(executable_path=path, args=options)
        yield opened
        opened.close()


@contextmanager
def page(browser: Browser) -> Iterator[Page]:
    """A page with an empty cache."""
    context = browser.new_context(viewport=SIZE)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def awaited(page: Page, expression: str) -> Any:
    """What the expression is once it is true. Playwright's own waiting needs an eval that our policy forbids."""
    return page.evaluate(WAIT % expression, PATIENCE)
