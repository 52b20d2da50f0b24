"""The keyboard, as somebody without a mouse uses it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

MAX_STOPS = 140
FOCUSED = "document.activeElement?.textContent || document.activeElement?.id"


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Go on until something of the selector has the focus."""
    page.wait_for_load_state()
    for _ in range(MAX_STOPS):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            return
    pytest.fail(f"{selector} cannot be reached by the {key} key: the focus is at {page.evaluate(FOCUSED)!r}")


def tab_back_to(page: Page, selector: str) -> None:
    """Go back until something of the selector has the focus."""
    tab_to(page, selector, "Shift+Tab")


def enter(page: Page) -> None:
    """Press Enter and wait for the whole of the next page: keys pressed before that go to no page at all."""
    with page.expect_navigation():
        page.keyboard.press("Enter")
