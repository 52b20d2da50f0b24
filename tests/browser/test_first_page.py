"""The first HTML is the page: readable and usable without JavaScript, and the same once Dash has taken it over."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from callbacks.pages.registry import PAGES
from tests.support.accessibility import violations
from tests.support.visits import WIDTHS, Visit

SLUGS = {"indicator": "repeat-rate", "section": "referrals", "dashboard": "overview"}
ADDRESSES = tuple(each.path.replace("<slug>", SLUGS.get(each.name, "")) for each in PAGES)
FIRST, ENTRY = "#first-page", "#react-entry-point"
TEXT = """
(place) => {
    const seen = document.querySelector(place);
    return [...seen.querySelectorAll("main h1, main h2, main h3, main p, main td, main th, main label, main button, a")]
        .filter((each) => !each.closest("noscript, .plot, .point-chooser, [role=listbox]"))
        .map((each) => each.textContent.trim());
}
"""
PLACES = """
() => [...document.querySelectorAll("h1, h2, h3, .cards, .plot, .scroll, .grid, .finding, .sources, footer")]
    .map((each) => [each.id || each.className || each.tagName, Math.round(each.getBoundingClientRect().top + scrollY)])
"""
HOLD = """
() => {
    const start = window.startDash;
    window.heldDash = new Promise((resolve) => { window.releaseDash = resolve; });
    window.startDash = () => window.heldDash.then(start);
}
"""
SCRIPTS = re.compile(r"<script.*?</script>", re.DOTALL)
pytestmark = pytest.mark.browser


@pytest.fixture
def plain(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A fresh page in which no script runs."""
    width = getattr(request, "param", WIDTHS[0])
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
    yield Visit(context.new_page(), address)
    context.close()


def open_plain(visit: Visit, path: str) -> Page:
    visit.page.goto(visit.address + path)
    return visit.page


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("plain", WIDTHS, indirect=True)
def test_without_a_script_a_page_is_there_and_its_charts_are_tables(plain: Visit, path: str) -> None:
    page = open_plain(plain, path)
    expect(page.locator("main h1")).to_be_visible()
    assert page.locator(".plot:visible").count() == 0
    drawn = page.locator(".plot[data-figure*=layout]").count()
    assert page.locator("table:visible").count() >= min(drawn, 1)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("visit", WIDTHS, indirect=True)
def test_what_stands_there_without_a_script_has_no_fault_that_axe_can_see(visit: Visit, path: str) -> None:
    """Axe is a script: it looks at the same HTML with the scripts taken out, and what is for none let in."""
    visit.page.route(f"{visit.address}{path}", unwrap)
    visit.page.goto(visit.address + path)
    expect(visit.page.locator("main h1")).to_be_visible()
    assert violations(visit.page) == []


def unwrap(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub(r"</?noscript>", "", SCRIPTS.sub("", answer.text())))
