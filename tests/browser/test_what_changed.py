"""What changed: by keyboard, from the time to look back to down to a chart and back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.support.visits import TAKEN_OVER, Visit

pytestmark = pytest.mark.browser


def test_another_span_is_chosen_and_kept_in_the_address(visit: Visit) -> None:
    page = visit.open("/what-changed")
    page.locator("[data-set='since=year']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**since=year**")
    button = page.locator("[data-set='since=year']")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    expect(page.locator(".finding")).to_contain_text("(last year)")


@pytest.mark.parametrize("visit", [1440, 320], indirect=True)
def test_the_day_of_a_meeting_is_asked_for_once_and_stays_with_another_quarter(visit: Visit) -> None:
    page = visit.open("/what-changed?quarter=2024-Q3")
    page.get_by_label("Since our last meeting").fill("2024-05-12")
    page.keyboard.press("Enter")
    page.wait_for_url("**since=2024-05-12**")
    assert "quarter=2024-Q3" in page.url
    expect(page.locator(".finding")).to_contain_text("12 May 2024")
    expect(page.get_by_label("Since our last meeting")).to_have_value("2024-05-12")
    page.wait_for_function(TAKEN_OVER)
    page.locator("#quarter").select_option("2024-Q4")
    page.wait_for_url("**quarter=2024-Q4**")
    assert "since=2024-05-12" in page.url
    assert visit.complaints == []


def test_a_sentence_leads_to_its_chart_and_back(visit: Visit) -> None:
    page = visit.open("/what-changed?since=year")
    link = page.locator(".changes a").first
    name = link.inner_text()
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicators/**")
    expect(page.locator("h1")).to_contain_text(name)
    page.locator("#way-back a").click()
    page.wait_for_url("**/what-changed**since=year**")
    expect(page.locator(".changes a").first).to_be_focused()


def test_a_day_that_has_not_come_is_put_right_in_the_same_form(visit: Visit) -> None:
    page = visit.open("/what-changed?since=9999-12-31")
    expect(page.locator(".finding")).to_contain_text("31 December 9999 has not come yet.")
    page.locator("#quarter").select_option(index=1)
    page.wait_for_url("**quarter=**")
    assert "since=9999-12-31" in page.url
    page = visit.open("/what-changed?since=9999-12-31")
    page.get_by_label("Since our last meeting").fill("2024-05-12")
    page.keyboard.press("Enter")
    page.wait_for_url("**since=2024-05-12**")
    expect(page.locator(".finding")).to_contain_text("12 May 2024")
    assert visit.complaints == []
