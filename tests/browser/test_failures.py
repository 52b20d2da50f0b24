"""A page that fails says so, and is neither blank nor a stack trace."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from maracdash import queries
from maracdash.queries.query import Query
from tests.support.visits import Visit

pytestmark = pytest.mark.browser


def test_a_page_that_cannot_be_made_says_so(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    page = visit.open("/accessibility")

    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(queries, "DATA_STATUS", Query(broken, cached=False))
    page.click("header a:has-text('Data quality')")
    expect(page.locator("h1")).to_have_text("Something went wrong")
    expect(page.locator("main")).to_contain_text("report the number")
    assert "division" not in page.content()


def test_a_change_that_cannot_be_asked_for_says_so_at_once(visit: Visit) -> None:
    page = visit.open("/")
    page.route("**/changes?*", lambda route: route.abort())
    page.click("[data-set='view=trend']")
    expect(page.locator("#progress")).to_have_text("No answer. Check your connection, then choose again.")
    assert page.locator("#content[data-updating]").count() == 0
    visit.complaints.clear()
    page.unroute("**/changes?*")
    page.click("[data-set='view=table']")
    expect(page.locator("#progress")).to_have_text("")
    expect(page.locator("main table").first).to_be_visible()
