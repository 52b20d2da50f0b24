"""Groups of one's own and the peer finder: by keyboard, without a script, at most three steps from the overview."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.accessibility import find_faults, violations
from tests.support.keyboard import enter, tab_to
from tests.support.visits import WIDTHS, Visit

pytestmark = pytest.mark.browser


def name_of_marac(page: Page) -> str:
    return page.locator("#choose-marac option:checked").inner_text()


def test_who_is_most_like_us_and_does_otherwise_is_two_steps_from_the_overview(visit: Visit) -> None:
    page = visit.open("/")
    own = page.locator("#marac").input_value()
    tab_to(page, "a[href^='/peers']")
    enter(page)
    assert name_of_marac(page) == own
    tab_to(page, "#choose-indicator")
    page.keyboard.type("Referrals: Mental")
    tab_to(page, ".peer-question button")
    enter(page)
    expect(page.locator("#otherwise")).to_have_text("Who does otherwise: Mental health %")
    expect(page.locator(".finding")).to_contain_text(f"most like {own}.")
    first = page.locator("tbody").first.locator("tr").first
    expect(first.locator("td").nth(1)).to_have_text(re.compile("^((clearly )?(higher|lower)|similar|not compared.*)$"))
    tab_to(page, "tbody a")
    other = page.evaluate("document.activeElement.textContent")
    enter(page)
    page.wait_for_selector("#marac")
    assert page.locator("#marac").input_value() == other
    assert visit.complaints == []


def test_the_ten_are_a_group_in_one_step_and_stand_on_the_chart(visit: Visit) -> None:
    page = visit.open("/peers?indicator=repeat-rate")
    own = name_of_marac(page)
    tab_to(page, "tbody input[type=checkbox]")
    page.keyboard.press("Space")
    tab_to(page, ".make-group button")
    enter(page)
    expect(page.locator("#in-use")).to_have_text(f"In use: Most like {own}")
    expect(page.locator(".in-use")).to_contain_text("has 9 Maracs")
    tab_to(page, ".in-use .action")
    enter(page)
    page.wait_for_selector("#legend")
    expect(page.locator("#legend")).to_contain_text(f"Most like {own}")
    tab_to(page, "a[href^='/groups']")
    expect(page.locator("a[href^='/groups']").first).to_have_text(f"Change or stop using “Most like {own}”")
    enter(page)
    tab_to(page, ".in-use .action:last-child")
    enter(page)
    expect(page.locator(".finding")).to_contain_text("is compared with its similar group")
    assert visit.complaints == []


@pytest.mark.parametrize("visit", [WIDTHS[0], WIDTHS[-1]], indirect=True)
def test_a_group_is_made_by_keyboard_with_the_box_that_finds(visit: Visit) -> None:
    page = visit.open("/groups")
    name = page.locator(".member-boxes label").nth(4).text_content() or ""
    tab_to(page, "#find-member")
    page.keyboard.type(name.upper())
    expect(page.locator("#found-members")).to_have_text(re.compile(r"^\d+ found\.$"))
    expect(page.locator(".member-boxes .form-check:visible").first).to_be_visible()
    tab_to(page, ".member-boxes input:not([value^='AF'])")
    page.keyboard.press("Space")
    expect(page.locator("[data-ticked]")).to_have_text("1 ticked")
    expect(page.locator("[data-count]").filter(has_text="1 ticked")).to_have_count(1)
    tab_to(page, "#name")
    page.keyboard.type("Coast")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#in-use")).to_have_text("In use: Coast")
    expect(page.locator(".in-use")).to_contain_text("a group needs 3 Maracs with figures")
    assert violations(page) == []
    page.locator("[data-copies]").click()
    expect(page.locator(".share-link [role=status]")).to_have_text("Copied.")
    assert visit.complaints == []


def test_nothing_found_is_said_and_all_come_back(visit: Visit) -> None:
    page = visit.open("/groups")
    forces = page.locator(".member-boxes details").count()
    page.fill("#find-member", "zzz")
    expect(page.locator("#found-members")).to_have_text("Nothing is called that.")
    expect(page.locator(".member-boxes details:visible")).to_have_count(0)
    page.keyboard.press("Enter")
    page.fill("#find-member", "")
    expect(page.locator(".member-boxes details:visible")).to_have_count(forces)
    assert page.url.endswith("/groups")


def test_a_wrong_form_begins_at_its_summary_and_leads_to_the_field(visit: Visit) -> None:
    page = visit.open("/groups")
    page.locator(".make-group button").click()
    expect(page.locator(".summary")).to_be_focused()
    assert violations(page) == []
    page.locator(".summary a[href='#name']").click()
    expect(page.locator("#name")).to_be_focused()


def test_without_a_script_it_is_a_plain_form(scriptless_page: Page, address: str) -> None:
    page = scriptless_page
    page.goto(f"{address}/groups")
    expect(page.locator("#find-member")).to_be_hidden()
    for number in (0, 1):
        force = page.locator(".member-boxes details").nth(number)
        force.locator("summary").click()
        force.locator("input").first.check()
    page.fill("#name", "Coast")
    page.locator(".make-group button").click()
    expect(page.locator("#in-use")).to_have_text("In use: Coast")
    assert "group=Coast~" in page.url


def test_no_violations_with_the_weights_open_at_any_width(visit: Visit) -> None:
    page = visit.open("/peers?indicator=police")
    page.locator(".weights summary").click()
    assert find_faults(visit) == []
