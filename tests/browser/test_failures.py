"""A page that fails says so, and is neither blank nor a stack trace."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from maracdash import ask
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_a_page_that_cannot_be_made_says_so(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    page = visit.open("/accessibility")

    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(ask, "status", broken)
    page.click("header a:has-text('Data quality')")
    expect(page.locator("h1")).to_have_text("Something went wrong")
    expect(page.locator("main")).to_contain_text("report the number")
    assert "division" not in page.content()
