"""Sections, dashboards, all Maracs, guidance: no fault that axe can see, nothing sideways, and ways there and back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.support.accessibility import find_faults
from tests.support.visits import Visit

STATES = (
    "/sections/referrals",
    "/sections/resources",
    "/dashboards",
    "/dashboards/referral-routes",
    "/dashboards/reaching-everyone",
    "/dashboards/capacity",
    "/region",
    "/region?within=all&indicator=cases-change&sort=change",
    "/guidance",
)

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", STATES)
def test_no_violations_no_complaints_and_no_sideways_scroll_at_any_width(visit: Visit, path: str) -> None:
    visit.open(path)
    assert find_faults(visit) == []
    assert visit.complaints == []


def test_a_section_is_reached_from_the_report_and_left_the_same_way(visit: Visit) -> None:
    page = visit.open("/report")
    page.click("[data-key='section-resources']")
    expect(page.locator("h1")).to_have_text(re.compile("^Resource recommendations: "))
    expect(page.locator(".js-plotly-plot")).to_have_count(4)
    page.click("#way-back a")
    expect(page.locator("[data-key='section-resources']")).to_be_focused()


def test_another_marac_on_a_dashboard_is_another_address(visit: Visit) -> None:
    page = visit.open("/dashboards/repeat-cases")
    page.locator("#marac").fill("a")
    others = page.locator("#maracs [role=option][aria-selected=false]").filter(has_not_text="the whole force")
    name = others.last.text_content() or "nothing"
    page.locator("#marac").fill(name)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(f"Repeat cases: {name}")
    expect(page).to_have_url(re.compile(r"/dashboards/repeat-cases\?marac="))
    page.go_back()
    expect(page.locator("h1")).not_to_have_text(f"Repeat cases: {name}")


def test_a_what_if_is_answered_in_words_and_in_the_address(visit: Visit) -> None:
    page = visit.open("/dashboards/capacity")
    page.focus("#what-if")
    page.select_option("#what-if", "-20")
    expect(page.get_by_text("With 20% fewer cases")).to_be_visible()
    expect(page).to_have_url(re.compile("change=-20"))
    expect(page.locator("#what-if")).to_be_focused()


def test_all_maracs_are_sorted_by_a_button_and_lead_to_their_overview(visit: Visit) -> None:
    page = visit.open("/region?within=all")
    page.focus("[data-key='sort-value']")
    page.keyboard.press("Enter")
    expect(page.locator("th:has([data-key='sort-value'])")).to_have_attribute("aria-sort", "descending")
    expect(page.locator("[data-key='sort-value']")).to_be_focused()
    first = page.locator("tbody th a").first
    name = first.text_content() or "nothing"
    first.click()
    expect(page.locator("#marac")).to_have_value(name)


def test_how_it_is_worked_out_leads_to_the_very_indicator(visit: Visit) -> None:
    page = visit.open("/sections/resources")
    page.click("[data-key='how-compare-admin-current']")
    expect(page.locator("h1")).to_have_text("Guidance")
    expect(page.locator("#admin-current")).to_be_in_viewport()


def test_the_menu_follows_the_reader_from_the_board(visit: Visit) -> None:
    page = visit.open("/")
    page.select_option("#quarter", "2024-Q2")
    expect(page.locator("#to-report")).to_have_attribute("href", re.compile("quarter=2024-Q2"))
    page.click("#to-report")
    expect(page.locator("#report-quarter")).to_have_value("2024-Q2")


@pytest.mark.parametrize(
    "path",
    [
        "/report",
        "/sections/resources",
        "/dashboards/capacity",
        "/region",
        "/profile",
        "/heat-map",
        "/map",
        "/what-changed",
        "/peers",
        "/guidance",
    ],
)
def test_paper_has_the_title_and_the_figures_and_no_controls(visit: Visit, path: str) -> None:
    page = visit.open(path)
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("main button:visible:not(.head)").count() == 0
    assert page.locator("header nav:visible").count() == 0
    if path in ("/report", "/heat-map"):
        expect(page.locator("#grid table")).to_be_visible()
        assert page.evaluate("getComputedStyle(document.getElementById('grid')).maxHeight") == "none"


@pytest.mark.parametrize("visit", [390, 320], indirect=True)
def test_a_narrow_screen_scrolls_a_chart_that_stays_as_wide_as_it_is_legible(visit: Visit) -> None:
    page = visit.open("/dashboards/referral-routes")
    frames = page.locator(".frame")
    assert frames.count() == page.locator(".js-plotly-plot").count() > 2
    for frame in frames.all():
        assert frame.evaluate("each => each.tabIndex === 0 && each.scrollWidth >= 480")
        assert frame.get_attribute("aria-label")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    cue = page.locator(".frame").first.evaluate("each => getComputedStyle(each, '::before').content")
    assert "scrolls sideways" in cue
