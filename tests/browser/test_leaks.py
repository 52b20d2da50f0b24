"""Nothing leaves the host, nothing complains, and one plotly bundle is enough."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.support.visits import Visit, forget

PAGES = ("/dashboards/capacity", "/groups", "/peers")
"""Beside all pages of Dash's, which `tests/browser/test_first_page.py` looks at."""

pytestmark = pytest.mark.browser


@pytest.fixture
def context(context: BrowserContext, address: str) -> BrowserContext:
    """Whatever a first visit asks for is asked for."""
    forget(context, address)
    return context


@pytest.mark.parametrize("path", PAGES)
def test_no_request_leaves_the_host_and_the_console_is_silent(visit: Visit, path: str) -> None:
    page = visit.open(path)
    page.wait_for_load_state("networkidle")
    assert visit.hosts == {urlsplit(visit.address).netloc}
    assert visit.complaints == []


def test_no_chart_can_be_sent_to_a_cloud(visit: Visit) -> None:
    page = visit.open("/")
    page.hover("#chart")
    expect(page.locator("#chart .main-svg").first).to_be_visible()
    assert page.locator(".modebar-btn").count() == 0
    assert "Share chart" not in page.content()


def test_plotly_is_downloaded_once(visit: Visit) -> None:
    visit.open("/")
    assert len([each for each in visit.requests if "plotly" in each and ".js" in each]) == 1


def test_a_change_is_one_request_and_does_not_render_the_page_anew(visit: Visit) -> None:
    page = visit.open("/")
    before = len(visit.requests)
    page.click("[data-set='indicator=cases']")
    expect(page.locator("#subheading")).to_have_text("Number of cases discussed")
    page.wait_for_load_state("networkidle")
    asked = [urlsplit(each).path for each in visit.requests[before:]]
    assert [path for path in asked if "favicon" not in path] == ["/changes"]
