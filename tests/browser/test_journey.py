"""The main job by keyboard alone, and the address as the whole state."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from tests.support.keyboard import tab_to
from tests.support.visits import Visit

pytestmark = pytest.mark.browser


def test_the_main_job_by_keyboard_alone(visit: Visit) -> None:
    page = visit.open("/")
    tab_to(page, "#marac")
    force, (_, (_, wanted), *_) = json.loads(page.get_attribute(".combobox", "data-choices") or "")[-1]
    page.keyboard.type(f"{wanted[:5]} {force[:4]}".lower())
    first = page.locator("#maracs [role=option][aria-selected=true]").text_content()
    page.keyboard.press("Enter")
    expect(page.locator("#heading")).to_contain_text(first or "nothing")
    expect(page.locator("#marac")).to_have_value(first or "nothing")

    tab_to(page, "#quarter")
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile("quarter=2024-Q3"))

    tab_to(page, "[data-set='indicator=children']")
    page.keyboard.press("Enter")
    expect(page.locator("[data-set='indicator=children']")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#subheading")).to_have_text("Children in household (includes repeats)")
    assert page.evaluate("document.activeElement.dataset.set") == "indicator=children"

    tab_to(page, "[data-set='view=trend']")
    page.keyboard.press("Space")
    expect(page.locator("[data-set='view=trend']")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.activeElement.dataset.set") == "view=trend"

    tab_to(page, "#further a")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Children in household (includes repeats)")
    expect(page).to_have_url(re.compile(r"/indicators/children\?marac=.*quarter=2024-Q3"))
    assert page.evaluate("document.activeElement.id") == "content"

    tab_to(page, "a[href^='/export/table.csv']")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert re.fullmatch(r".+_children_2024-Q3_trend\.csv", download.value.suggested_filename)
    assert visit.complaints == []


IS_SEEN = """option => {
    const {left, top, bottom} = option.getBoundingClientRect();
    return [top + 1, bottom - 1].every((y) => document.elementFromPoint(left + 30, y) === option);
}"""


@pytest.mark.parametrize("width", [320, 1440])
def test_the_hit_that_enter_takes_is_seen_under_no_forces_name(visit: Visit, width: int) -> None:
    page = visit.open("/")
    page.set_viewport_size({"width": width, "height": 800})
    active = page.locator("#maracs [role=option][aria-selected=true]")
    tab_to(page, "#marac")
    page.keyboard.press("ArrowDown")
    for _ in range(4):
        page.keyboard.press("PageDown")
    page.keyboard.type("e")
    first = page.locator("#maracs [role=option]").first.text_content() or "nothing"
    expect(active).to_have_text(first)
    assert active.evaluate(IS_SEEN), "the list was scrolled down before"
    for key in ("ArrowDown", "PageDown", "PageUp", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        assert active.evaluate(IS_SEEN), key
        assert page.get_attribute("#marac", "aria-activedescendant") == active.get_attribute("id")
    page.keyboard.press("Enter")
    expect(page.locator("#marac")).to_have_value(first)


def test_a_forces_name_and_enter_choose_the_force(visit: Visit) -> None:
    page = visit.open("/")
    force = json.loads(page.get_attribute(".combobox", "data-choices") or "")[-1][0]
    tab_to(page, "#marac")
    page.keyboard.type(force)
    page.keyboard.press("Enter")
    expect(page.locator("#heading")).to_contain_text(f"{force} discussed")


def test_back_and_forward_restore_what_was_shown(visit: Visit) -> None:
    page = visit.open("/")
    page.click("[data-set='indicator=cases']")
    expect(page.locator("#subheading")).to_have_text("Number of cases discussed")
    page.click("[data-set='view=table']")
    expect(page.locator("#table table").first).to_be_visible()
    page.go_back()
    expect(page.locator("#chart")).to_be_visible()
    expect(page.locator("#table table")).to_have_count(0)
    page.go_back()
    expect(page.locator("#subheading")).to_have_text("Cases per 10,000 women")
    page.go_forward()
    expect(page.locator("#subheading")).to_have_text("Number of cases discussed")
    page.click("#further a")
    expect(page.locator("h1")).to_have_text("Number of cases discussed")
    page.go_back()
    expect(page.locator("[data-set='indicator=cases']")).to_have_attribute("aria-pressed", "true")
    assert visit.complaints == []


def test_a_shared_address_shows_the_same_to_somebody_else(visit: Visit) -> None:
    page = visit.open("/")
    page.select_option("#quarter", "2024-Q2")
    page.click("[data-set='indicator=cases-with-children']")
    page.click("[data-set='view=trend']")
    expect(page).to_have_url(re.compile("view=trend"))
    expect(page.locator("[data-set='view=trend']")).to_have_attribute("aria-pressed", "true")
    finding, shared = page.locator("#finding").text_content(), page.url
    other = visit.open(shared.removeprefix(visit.address))
    expect(other.locator("#finding")).to_have_text(finding or "nothing")
    expect(other.locator("#quarter")).to_have_value("2024-Q2")


def test_the_tab_is_called_by_what_it_shows(visit: Visit) -> None:
    page = visit.open("/")
    expect(page).to_have_title(re.compile("^.+: Cases per 10,000 women, 2024-Q4 – Alderland Maracs$"))
    page.click("[data-set='indicator=cases']")
    expect(page).to_have_title(re.compile("^.+: Cases discussed, 2024-Q4 – Alderland Maracs$"))
    page.click("header a:has-text('Indicators')")
    expect(page).to_have_title("Indicators – Alderland Maracs")


def test_a_search_that_is_given_up_changes_nothing(visit: Visit) -> None:
    page = visit.open("/")
    before = page.locator("#marac").input_value()
    page.locator("#marac").fill("no such place")
    expect(page.locator("#maracs")).to_contain_text("No Marac or force has a name like this.")
    page.keyboard.press("Escape")
    expect(page.locator("#marac")).to_have_value(before)
    expect(page.locator("#maracs")).to_be_hidden()


def test_the_link_is_copied(visit: Visit) -> None:
    page = visit.open("/?view=trend")
    page.click(".copy summary")
    page.click("[data-copy=address]")
    expect(page.locator("#progress")).to_have_text("Link copied")


@pytest.mark.parametrize("visit", [320], indirect=True)
def test_a_narrow_screen_chooses_the_view_from_a_list_and_shares_from_a_menu(visit: Visit) -> None:
    page = visit.open("/")
    expect(page.locator("[data-set='view=trend']")).to_be_hidden()
    page.select_option("#views-narrow", "table")
    expect(page.locator("#table table").first).to_be_visible()
    expect(page.locator("a[href^='/export/table.csv']")).to_be_hidden()
    page.click("summary")
    expect(page.locator("a[href^='/export/table.csv']")).to_be_visible()
