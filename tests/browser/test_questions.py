"""Questions of a steering group, each answered within three clicks from the overview."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.accessibility import violations
from tests.support.visits import Visit

pytestmark = pytest.mark.browser
AMOUNT = r"[\d.,]+"


def open_dashboard(page: Page, title: str) -> None:
    """Two clicks: the menu's word, and the dashboard's name."""
    page.get_by_role("navigation").get_by_role("link", name="Dashboards", exact=True).click()
    page.get_by_role("main").get_by_role("link", name=title, exact=True).click()
    expect(page.locator("h1")).to_have_text(re.compile(f"^{title}: "))


def test_are_we_referring_less_from_health_than_similar_maracs_and_by_how_many(visit: Visit) -> None:
    page = visit.open("/")
    open_dashboard(page, "Health referrals")
    chart = page.get_by_role("region", name="All health services %, compare", exact=True)
    expect(chart).to_contain_text(re.compile(r"(higher than|lower than|similar to) .*most similar forces"))
    by_how_many = rf"To match .*most similar forces \({AMOUNT}%\), .* would expect about {AMOUNT} (more|fewer) cases"
    expect(chart).to_contain_text(re.compile(rf"{by_how_many}|The gap in cases to .*no more than chance explains"))
    chart.get_by_role("link", name="All health services %", exact=True).click()
    expect(page.locator("h1")).to_have_text("All health services %")
    expect(page.locator("#gaps-in-cases")).to_contain_text(re.compile(r"To match|no more than chance explains"))
    assert violations(page) == []


def test_do_we_reach_minoritised_victims_as_they_live_here(visit: Visit) -> None:
    page = visit.open("/")
    open_dashboard(page, "Reaching everyone")
    said = (
        rf"{AMOUNT}% of cases had victims who are not White British, and {AMOUNT}% of the people who live there .*: "
        rf"(fewer than live here|more than live here|no more apart than chance explains): {AMOUNT} times, "
        rf"{AMOUNT} to {AMOUNT}"
    )
    expect(page.get_by_text(re.compile(said))).to_be_visible()
    assert violations(page) == []


def test_have_we_enough_idvas_and_at_plus_ten_per_cent(visit: Visit) -> None:
    page = visit.open("/")
    open_dashboard(page, "Capacity")
    expect(page.get_by_text("How many Idva posts are in place is not known")).to_be_visible()
    page.get_by_label("Idva posts in place").fill("3.5")
    page.keyboard.press("Enter")
    enough = rf"3\.5 Idva posts are in place; the cases now would take {AMOUNT}, .*and 10% more cases {AMOUNT}, "
    expect(page.get_by_text(re.compile(enough))).to_be_visible()
    expect(page).to_have_url(re.compile(r"idva=3\.5"))
    expect(page.get_by_label("Idva posts in place")).to_be_focused()
    expect(
        page.get_by_text(re.compile(rf"Idvas: {AMOUNT} cases ÷ 100 cases a post = {AMOUNT}; rounded up"))
    ).to_be_visible()
    assert violations(page) == []
    assert visit.complaints == []
