"""A board pack put together by keyboard, with and without a script."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from dash import Dash
from playwright.sync_api import Browser, Page, Route, expect
from pptx import Presentation

from tests.support.accessibility import violations
from tests.support.visits import Visit

pytestmark = pytest.mark.browser
CHECKED = "#pack-items input[name=item]"
REPEATS = "Repeat cases (dashboard)"


@pytest.mark.parametrize("visit", [1440, 320], indirect=True)
def test_what_is_ticked_and_moved_by_keyboard_shows_at_once_and_stays_in_the_address(visit: Visit) -> None:
    page = visit.open("/board-pack")
    box = page.get_by_label("Repeat cases: ")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator(CHECKED)).to_have_count(2)
    expect(page.get_by_label(REPEATS, exact=True)).to_be_focused()
    expect(page.locator("#pack-outline [role=status]")).to_contain_text("8 charts")
    page.get_by_role("button", name=f"Up: {REPEATS}").focus()
    page.keyboard.press("Enter")
    expect(page.locator(CHECKED).first).to_have_value("dashboard:repeat-cases")
    expect(page.get_by_role("button", name=f"Down: {REPEATS}")).to_be_focused()
    page.reload()
    expect(page.locator(CHECKED).first).to_have_value("dashboard:repeat-cases")
    assert visit.complaints == []


def test_the_menu_follows_what_the_pack_is_of(visit: Visit) -> None:
    page = visit.open("/board-pack?item=trend:cases")
    other = page.locator("#pack-quarter option").nth(1).get_attribute("value")
    page.select_option("#pack-quarter", other)
    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Profile")).to_have_attribute(
        "href", re.compile(f"quarter={other}")
    )


def test_the_presentation_is_of_what_is_ticked(visit: Visit) -> None:
    page = visit.open("/board-pack?item=trend:cases")
    page.get_by_label("Title (optional)").fill("Our board")
    with page.expect_download() as found:
        page.get_by_role("button", name="Download as PowerPoint").click()
    slides = Presentation(io.BytesIO(found.value.path().read_bytes())).slides
    assert slides[0].shapes.title.text == "Our board"


@pytest.mark.parametrize("visit", [1440, 320], indirect=True)
def test_charts_are_added_to_the_pack_of_this_tab(visit: Visit) -> None:
    page = visit.open("/board-pack?item=dashboard:children")
    page.get_by_label("Title (optional)").fill("Our board")
    page.get_by_label("Title (optional)").blur()
    expect(page.locator("#pack-outline li").first).to_have_text("Our board")
    visit.open("/?indicator=cases&view=trend")
    if page.locator(".share > summary").is_visible():
        page.locator(".share > summary").click()
    page.locator(".share .copy summary").click()
    page.get_by_role("link", name="Add to board pack").focus()
    page.keyboard.press("Enter")
    expect(page.locator(CHECKED)).to_have_count(2)
    assert [each.get_attribute("value") for each in page.locator(CHECKED).all()] == [
        "dashboard:children",
        "trend:cases",
    ]
    expect(page.get_by_label("Title (optional)")).to_have_value("Our board")
    assert visit.complaints == []


@pytest.mark.parametrize("visit", [1440, 320], indirect=True)
def test_packs_of_a_region_are_followed_to_their_end_and_downloaded(visit: Visit) -> None:
    page = visit.open("/board-pack?item=compare:cases-per-10k&item=trend:cases")
    page.get_by_role("button", name="Write the packs of all").focus()
    page.keyboard.press("Enter")
    bar = page.get_by_role("progressbar", name="Packs written")
    expect(bar).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.reload()
    file = page.get_by_role("link", name="Download ")
    expect(file).to_be_visible(timeout=300_000)
    expect(page.locator("#run-said")).to_contain_text("packs are written.")
    with page.expect_download() as found:
        file.click()
    assert found.value.suggested_filename.endswith(".zip")
    assert visit.complaints == []


def test_it_works_without_a_script(scriptless_page: Page, address: str) -> None:
    page = scriptless_page
    page.goto(f"{address}/board-pack")
    page.get_by_label("Repeat cases: ").check()
    page.get_by_role("button", name="Show the outline").last.click()
    expect(page.locator(CHECKED)).to_have_count(2)
    page.get_by_role("button", name=f"Up: {REPEATS}").click()
    expect(page.locator(CHECKED).first).to_have_value("dashboard:repeat-cases")


@pytest.mark.parametrize("width", [1440, 320])
def test_the_web_page_of_a_pack_has_no_fault_and_does_not_scroll_sideways(
    browser: Browser, app: Dash, tmp_path: Path, width: int
) -> None:
    content = app.server.test_client().get("/export/pack.html?item=compare:cases-per-10k&item=trend:cases").data
    (tmp_path / "pack.html").write_bytes(content)
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((tmp_path / "pack.html").as_uri())
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()


@pytest.mark.parametrize("visit", [1440, 320], indirect=True)
def test_a_meeting_goes_by_arrow_keys_with_the_table_a_key_away_and_an_action_noted(visit: Visit) -> None:
    page = visit.open("/meeting?item=compare:cases-per-10k&item=trend:cases")
    assert violations(page) == []
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Finding 1 of 2")).to_be_visible()
    expect(page.locator(".board-meeting img")).to_have_js_property("complete", value=True)
    assert page.locator(".board-meeting img").evaluate("(each) => each.naturalWidth") > 0
    page.keyboard.press("Enter")
    expect(page.locator(".board-meeting table").first).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.keyboard.press("PageDown")
    expect(page.get_by_text("Finding 2 of 2")).to_be_visible()
    page.get_by_label("Action", exact=True).fill("Ask the police")
    page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="Note the action").click()
    expect(page.locator(".board-meeting .actions")).to_contain_text("Ask the police")
    assert violations(page) == []
    page.get_by_role("button", name="Noted by mistake: Ask the police").click()
    expect(page.get_by_text("No action has been noted yet.")).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("Finding 1 of 2")).to_be_visible()
    assert visit.complaints == []


@pytest.mark.parametrize("size", [(1440, 900), (1366, 768)])
def test_a_finding_of_a_meeting_is_one_screen_in_which_nothing_moves_when_its_picture_comes(
    visit: Visit, size: tuple[int, int]
) -> None:
    page = visit.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/export/bare-chart.svg*", hold)
    page.goto(
        f"{visit.address}/meeting?item=compare:cases-per-10k&item=trend:cases&at=1", wait_until="domcontentloaded"
    )
    places = ("h1", ".frame", ".ways-on", "details")
    before = [page.locator(f".board-meeting {each}").bounding_box() for each in places]
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()
    expect(page.locator(".board-meeting img")).to_have_js_property("complete", value=True)
    assert page.locator(".board-meeting img").evaluate("(each) => each.naturalWidth") > 0
    assert [page.locator(f".board-meeting {each}").bounding_box() for each in places] == before
    _, frame, ways, _ = before
    assert frame
    assert ways
    assert frame["y"] + frame["height"] <= ways["y"]
    assert ways["y"] + ways["height"] <= size[1]
    assert frame["height"] > 0.4 * size[1]


@pytest.mark.parametrize("visit", [320], indirect=True)
def test_on_a_phone_the_chart_of_a_finding_scrolls_in_its_own_box_by_keyboard(visit: Visit) -> None:
    page = visit.open("/meeting?item=compare:cases-per-10k&item=trend:cases&at=1")
    expect(page.locator(".board-meeting img")).to_have_js_property("complete", value=True)
    box = page.get_by_role("region", name="Chart of")
    assert page.locator(".board-meeting img").evaluate("(each) => each.clientWidth") > 700
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.board-meeting .frame').scrollLeft > 0")
    expect(page.get_by_text("Finding 1 of 2")).to_be_visible()
    assert violations(page) == []
