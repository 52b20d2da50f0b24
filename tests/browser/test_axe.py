"""No page has a fault against WCAG 2.2 A or AA that axe-core can see, at any width."""

from __future__ import annotations

import pytest

from tests.support.accessibility import find_faults, violations
from tests.support.visits import WIDTHS, Visit

PAGES = (
    "/",
    "/?view=trend",
    "/?view=trend&window=quarter",
    "/?view=table",
    "/indicators",
    "/indicators/repeat-rate",
    "/indicators/idva-current?view=table",
    "/data-quality",
    "/map?indicator=cases",
    "/board-pack?item=dashboard:overview&item=trend:cases",
    "/board-pack?chosen=yes",
    "/meeting?item=trend:cases",
    "/meeting?item=control:cases&at=1",
    "/what-changed",
    "/what-changed?since=2024-08-01",
    "/what-changed?since=9999-12-31",
    "/summary",
    "/summary?since=2024-08-01",
    "/groups",
    "/groups?group=Coast~AF01,AM020&indicator=repeat-rate",
    "/peers?indicator=repeat-rate",
    "/accessibility",
    "/nowhere",
)

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", PAGES)
def test_no_violations_no_complaints_and_no_scrolling_sideways_at_any_width(visit: Visit, path: str) -> None:
    visit.open(path)
    assert find_faults(visit) == []
    assert [each for each in visit.complaints if "404" not in each] == []


@pytest.mark.parametrize("visit", WIDTHS, indirect=True)
def test_no_violations_while_a_marac_is_looked_for(visit: Visit) -> None:
    page = visit.open("/")
    page.locator("#marac").fill("a")
    page.wait_for_selector("#maracs [role=option]")
    assert violations(page) == []
