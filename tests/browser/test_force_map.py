"""The map of police forces: every tile is named and followed by keyboard, pointer and touch."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.support.accessibility import find_faults
from tests.support.visits import WIDTHS, Visit

pytestmark = pytest.mark.browser

ADDRESS = "/map?indicator=cases-per-10k"
NAMED = "e => getComputedStyle(e).clipPath === 'none'"


@pytest.mark.parametrize("more", ["", "&shading=verdict"])
def test_no_violations_and_no_scrolling_sideways_at_any_width(visit: Visit, more: str) -> None:
    visit.open(f"{ADDRESS}{more}")
    assert find_faults(visit) == []
    assert visit.complaints == []


@pytest.mark.parametrize("visit", WIDTHS, indirect=True)
def test_the_link_on_a_tile_lies_where_the_tile_is_drawn(visit: Visit) -> None:
    page = visit.open(ADDRESS)
    drawn = page.evaluate(
        "[...document.querySelectorAll('.force-map .bars .point path')].map(e => e.getBoundingClientRect())"
        ".map(r => [r.x + r.width / 2, r.y + r.height / 2]).slice(1)"
    )
    links = page.evaluate(
        "[...document.querySelectorAll('.tiles a')].map(e => e.getBoundingClientRect())"
        ".map(r => [r.x + r.width / 2, r.y + r.height / 2, r.width, r.height])"
    )
    assert len(drawn) == len(links) > 3
    for (x, y), (own_x, own_y, width, height) in zip(drawn, links, strict=True):
        assert abs(x - own_x) < 2
        assert abs(y - own_y) < 2
        assert min(width, height) >= 24


def test_a_tile_is_named_and_followed_by_keyboard(visit: Visit) -> None:
    page = visit.open(ADDRESS)
    page.locator(".frame").first.focus()
    page.keyboard.press("Tab")
    expect(page.locator(".past-map")).to_be_focused()
    page.keyboard.press("Tab")
    tile = page.locator(".tiles a").first
    expect(tile).to_be_focused()
    assert _is_named(tile)
    name = tile.inner_text().partition(":")[0]
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicators/cases-per-10k?**")
    expect(page.locator("#subheading")).to_contain_text(name)
    page.locator("#way-back a").click()
    page.wait_for_url("**/map?**")
    expect(page.locator(".tiles a").first).to_be_focused()


def test_the_map_can_be_skipped(visit: Visit) -> None:
    page = visit.open(ADDRESS)
    page.locator(".past-map").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#map-table a").first).to_be_focused()


def test_the_name_stays_on_the_screen(visit: Visit) -> None:
    page = visit.open(ADDRESS)
    for tile in page.locator(".tiles a").all():
        tile.focus()
        box = tile.locator("span").bounding_box()
        frame = page.locator(".frame").first.bounding_box()
        assert box
        assert frame
        assert frame["x"] <= box["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
        assert frame["y"] <= box["y"]
        assert box["y"] + box["height"] <= frame["y"] + frame["height"]


def test_the_first_tap_names_a_tile_and_the_second_follows_it(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 900}, has_touch=True, is_mobile=True)
    page = Visit(context.new_page(), address).open(ADDRESS)
    tile = page.locator(".tiles a").nth(1)
    tile.tap()
    expect(tile).to_be_focused()
    assert _is_named(tile)
    assert "/map" in page.url
    tile.tap()
    page.wait_for_url("**/indicators/**")
    context.close()


def test_filters_change_the_map_and_the_address(visit: Visit) -> None:
    page = visit.open(ADDRESS)
    page.locator("#map-indicator").select_option("repeat-rate")
    page.wait_for_url("**indicator=repeat-rate**")
    expect(page.locator("#map-title")).to_have_text("Repeat rate")
    page.locator("[data-set='shading=verdict']").click()
    page.wait_for_url("**shading=verdict**")
    expect(page.locator("[data-set='shading=verdict']")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".legend li").first).to_contain_text("the UK")


def _is_named(tile: Locator) -> bool:
    return bool(tile.locator("span").evaluate(NAMED))
