"""The views of one indicator in a browser: points by keyboard and by touch, the chosen view in forced colours."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.support.accessibility import find_faults
from tests.support.visits import Visit

pytestmark = pytest.mark.browser

VIEWS = ("view=distribution", "view=funnel", "view=control", "view=trend", "intervals=yes")
SAID = "#points [role=status]"


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_accessible_and_no_wider_than_the_screen(visit: Visit, view: str) -> None:
    page = visit.open(f"/indicators/repeat-rate?{view}")
    expect(page.locator("#point option").nth(1)).to_be_attached()
    assert find_faults(visit) == []


@pytest.mark.parametrize("view", ["view=distribution", "view=funnel", "view=compare"])
def test_any_marac_is_named_by_keyboard_and_its_name_leads_to_it(visit: Visit, view: str) -> None:
    page = visit.open(f"/indicators/repeat-rate?{view}")
    own = page.input_value("#marac")
    expect(page.locator("#point option").nth(1)).to_have_text(re.compile(f"^{own}: "))
    page.locator("#point").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(SAID)).to_contain_text("Go to ")
    expect(page.locator("#graph .hovertext")).to_be_visible()
    other = page.locator(f"{SAID} a").inner_text().removeprefix("Go to ")
    assert other != own
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#marac")).to_have_value(other)
    expect(page.locator("#point")).to_be_focused()
    expect(page.locator("#point option").nth(1)).to_have_text(re.compile(f"^{other}: "))


def test_a_point_of_a_line_leads_to_its_quarter_if_that_can_be_chosen(visit: Visit) -> None:
    page = visit.open("/indicators/repeat-rate?view=control")
    points = page.locator("#point option")
    expect(points.nth(2)).to_be_attached()
    page.locator("#point").select_option(index=1)
    expect(page.locator(SAID)).to_contain_text("2022-Q1: ")
    expect(page.locator(f"{SAID} a")).to_have_count(0)
    page.locator("#point").select_option(index=points.count() - 2)
    quarter = page.locator(f"{SAID} a").inner_text().removeprefix("Go to ")
    page.locator(f"{SAID} a").click()
    expect(page.locator("#quarter")).to_have_value(quarter)


@pytest.mark.parametrize("visit", [320], indirect=True)
def test_a_tap_names_a_point(visit: Visit) -> None:
    page = visit.open("/indicators/repeat-rate?view=funnel")
    expect(page.locator("#point option").nth(1)).to_be_attached()
    own = page.locator("#graph .scatterlayer path.point").last
    own.scroll_into_view_if_needed()
    box = own.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(SAID)).to_contain_text(page.input_value("#marac"))


def test_the_list_of_points_leaves_with_the_chart(visit: Visit) -> None:
    page = visit.open("/indicators/repeat-rate?view=funnel")
    expect(page.locator("#point")).to_be_visible()
    page.locator("#view-table").click()
    expect(page.locator("#point")).to_be_hidden()


def test_a_view_is_offered_only_where_it_makes_sense(visit: Visit) -> None:
    page = visit.open("/?indicator=cases")
    expect(page.locator("#view-funnel")).to_be_hidden()
    page.locator("#card-cases-per-10k").click()
    expect(page.locator("#view-funnel")).to_be_visible()
    page.locator("#view-funnel").click()
    page.locator("#card-cases").click()
    expect(page.locator("#finding")).to_contain_text("There is no funnel here.")
    expect(page.locator("#chart")).to_be_hidden()


def test_a_view_that_is_refused_has_no_picture_and_the_next_one_has(visit: Visit) -> None:
    page = visit.open("/indicators/cases?view=funnel")
    picture = page.get_by_role("link", name="PNG", exact=True)
    expect(page.locator("#finding")).to_contain_text("There is no funnel here.")
    expect(picture).to_have_count(0)
    page.locator("#view-compare").click()
    expect(picture).to_be_visible()


def test_the_chosen_view_differs_in_forced_colours(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = Visit(context.new_page(), address).open("/indicators/repeat-rate?view=funnel")
    chosen, other = page.locator("#view-funnel"), page.locator("#view-compare")
    expect(chosen).to_have_attribute("aria-pressed", "true")
    colours = [each.evaluate("(button) => getComputedStyle(button).backgroundColor") for each in (chosen, other)]
    marks = [each.evaluate("(button) => getComputedStyle(button, '::before').content") for each in (chosen, other)]
    context.close()
    assert colours[0] != colours[1]
    assert "✓" in marks[0]
    assert marks[1] == "none"
