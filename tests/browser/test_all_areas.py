"""The profile and the heat map by keyboard, by touch and on narrow screens, and the ways from one form to the other."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.support.accessibility import find_faults
from tests.support.keyboard import tab_to
from tests.support.visits import Visit

STATES = (
    "/profile",
    "/profile?order=standing-out&against=uk",
    "/heat-map",
    "/heat-map?within=all&content=position",
    "/heat-map?content=value&section=referrals",
)
FOCUSED = "document.activeElement.closest('td')?.cellIndex + ':' + document.activeElement.closest('tr')?.rowIndex"

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", STATES)
def test_no_violations_no_complaints_and_no_sideways_scroll_at_any_width(visit: Visit, path: str) -> None:
    visit.open(path)
    assert find_faults(visit) == []
    assert visit.complaints == []


def test_what_stands_out_comes_first_and_back_undoes_it(visit: Visit) -> None:
    page = visit.open("/profile")
    assert page.locator("tbody tr.section").count() > 3
    page.focus("#profile-order")
    page.select_option("#profile-order", "standing-out")
    expect(page).to_have_url(re.compile("order=standing-out"))
    expect(page.locator("tbody tr.section")).to_have_count(0)
    expect(page.locator("#profile-order")).to_be_focused()
    page.go_back()
    expect(page.locator("tbody tr.section").first).to_be_visible()


def test_another_marac_keeps_the_filters(visit: Visit) -> None:
    page = visit.open("/profile?section=referrals&against=uk")
    page.locator("#marac").fill("a")
    others = page.locator("#maracs [role=option][aria-selected=false]").filter(has_not_text="the whole force")
    name = others.last.text_content() or "nothing"
    page.locator("#marac").fill(name)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(f"Profile: {name}")
    expect(page.locator("#profile-section")).to_have_value("referrals")
    expect(page.locator("#profile-against")).to_have_value("uk")


def test_an_indicators_name_leads_to_its_page_and_back_to_its_row(visit: Visit) -> None:
    page = visit.open("/profile")
    page.click("[data-key='profile-repeat-rate']")
    expect(page).to_have_url(re.compile("/indicators/repeat-rate"))
    page.click("#way-back a")
    expect(page.locator("[data-key='profile-repeat-rate']")).to_be_focused()


@pytest.mark.parametrize("visit", [320], indirect=True)
def test_a_narrow_screen_shows_every_verdict_of_an_indicator_under_its_name(visit: Visit) -> None:
    page = visit.open("/profile")
    region = page.locator(".profile[role=region]")
    assert region.evaluate("each => each.scrollWidth <= each.clientWidth")
    cells = page.locator("tr:has([data-key='profile-repeat-rate']) > *")
    heads = page.locator(".profile thead th")
    assert cells.count() == heads.count()
    for place, cell in enumerate(cells.all()[1:], 1):
        label = cell.evaluate("each => getComputedStyle(each, '::before').content")
        assert heads.nth(place).inner_text() in label
        box = cell.bounding_box()
        assert box
        assert 0 <= box["x"] < box["x"] + box["width"] <= 320
    assert page.get_by_role("columnheader", name="Against the UK").count() == 1
    assert page.get_by_role("rowheader", name="Repeat rate").count() == 1


@pytest.mark.parametrize("visit", [768], indirect=True)
def test_the_first_column_stays_while_the_profile_scrolls(visit: Visit) -> None:
    page = visit.open("/profile")
    region = page.locator(".profile[role=region]")
    name = region.locator("tbody th[scope=row]").first
    before = name.evaluate("each => each.getBoundingClientRect().left")
    region.evaluate("each => each.scrollTo(400, 0)")
    assert region.evaluate("each => each.scrollLeft") > 100
    assert name.evaluate("each => each.getBoundingClientRect().left") == pytest.approx(before, abs=1)


def test_cells_are_one_stop_and_arrow_keys_go_between_them(visit: Visit) -> None:
    page = visit.open("/heat-map")
    assert page.locator(".heat td a[tabindex='0']").count() == 1
    tab_to(page, ".heat td a")
    assert page.evaluate(FOCUSED) == "1:2"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == "2:3"
    page.keyboard.press("End")
    last = page.locator(".heat thead th").count() - 1
    assert page.evaluate(FOCUSED) == f"{last}:3"
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(FOCUSED) == "1:3"
    assert page.locator(".heat td a[tabindex='0']").count() == 1
    code = page.evaluate("new URL(document.activeElement.href).searchParams.get('marac')")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/indicators/[a-z0-9-]+\?.*marac={code}"))


def test_the_forms_of_the_page_lead_to_each_other(visit: Visit) -> None:
    page = visit.open("/region?within=all")
    page.click(".family a:has-text('Heat map')")
    expect(page.locator("h1")).to_have_text("Heat map of Maracs")
    expect(page.locator("#heat-within")).to_have_value("all")
    expect(page.locator("#to-region")).to_have_attribute("aria-current", "true")
    page.click("#to-region")
    expect(page.locator("h1")).to_have_text("All Maracs at once")


def test_the_header_and_the_names_stay_in_view_in_the_heat_map(visit: Visit) -> None:
    page = visit.open("/heat-map?within=all&content=value")
    grid = page.locator(".heat")
    head, name = grid.locator("thead th").nth(0), grid.locator("tbody th[scope=row]").last
    before = head.bounding_box()
    grid.evaluate("each => each.scrollTo(600, 900)")
    page.wait_for_timeout(200)
    after = head.bounding_box()
    assert before
    assert after
    assert after["x"] == pytest.approx(before["x"], abs=1)
    assert after["y"] <= before["y"]
    assert name.evaluate("each => getComputedStyle(each).position") == "sticky"


@pytest.mark.parametrize("path", ["/profile", "/heat-map"])
def test_forced_colours_leave_dark_pictures_on_white_and_words_in_cells(visit: Visit, path: str) -> None:
    page = visit.open(path)
    page.emulate_media(forced_colors="active")
    for picture in page.locator("main img").all()[:8]:
        assert picture.evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("main td").first.inner_text().strip()
