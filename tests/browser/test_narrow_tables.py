"""Tables on every width: whole, or in a region of their own that scrolls, takes the focus, and says so."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator

from tests.support.visits import WIDTHS, Visit

PAGES = (
    "/?view=table",
    "/data-quality",
    "/region",
    "/map",
    "/profile",
    "/heat-map",
    "/peers",
    "/report",
    "/dashboards/referral-routes",
    "/dashboards/reaching-everyone",
    "/dashboards/capacity",
)
HINT_SIZE = "e => getComputedStyle(e, '::before').fontSize"

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", PAGES)
def test_a_table_fits_or_scrolls_in_a_region_that_says_so_at_any_width(visit: Visit, path: str) -> None:
    page = visit.open(path)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    for width in WIDTHS:
        visit.resize(width)
        tables = page.locator("main table").all()
        assert tables
        for table in tables:
            region = table.locator("xpath=ancestor::*[@role='region'][1]")
            if region.count():
                _check_region(region)
            else:
                assert table.evaluate("e => e.getBoundingClientRect().right <= document.documentElement.clientWidth")


def _check_region(region: Locator) -> None:
    assert region.get_attribute("aria-label")
    assert region.get_attribute("tabindex") == "0"
    scrolls = region.evaluate("e => e.scrollWidth > e.clientWidth")
    assert region.evaluate(HINT_SIZE) == ("14px" if scrolls else "0px")
    caption = region.locator("caption").first
    room = region.evaluate("e => e.getBoundingClientRect().right")
    assert caption.evaluate("e => e.getBoundingClientRect().right") <= room + 1


@pytest.mark.parametrize("visit", [320], indirect=True)
def test_the_hint_stands_for_those_too_who_want_no_motion(visit: Visit) -> None:
    visit.page.emulate_media(reduced_motion="reduce")
    page = visit.open("/data-quality")
    assert page.locator("main .scroll").first.evaluate(HINT_SIZE) == "14px"
