"""The overview report by keyboard: choose, generate, open an indicator, come back to the same place, take it away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.support.accessibility import find_faults
from tests.support.keyboard import tab_back_to, tab_to
from tests.support.visits import WIDTHS, Visit

STATES = (
    "/report",
    "/report?form=countries-regions",
    "/report?form=countries-forces&against=uk&sort=cases",
    "/report?force=all",
)

WIDE = WIDTHS[:2]
BOTTOM = "each => each.getBoundingClientRect().bottom"
WHOLE_COLUMNS = """() => {
    const grid = document.getElementById("grid");
    const [first, ...heads] = [...grid.querySelectorAll("thead th")].map((each) => each.getBoundingClientRect());
    const edges = [first.right, grid.getBoundingClientRect().left + grid.clientLeft + grid.clientWidth];
    return !heads.some((head) => edges.some((edge) => head.left < edge - 1 && head.right > edge + 1));
}"""
"""No edge of what is in view runs through a column."""
WHOLE_ROWS = """(list) => {
    const box = document.querySelector(list).getBoundingClientRect();
    const rows = [...document.querySelectorAll(list + " .form-check")].map((each) => each.getBoundingClientRect());
    return !rows.some((row) => [box.top, box.bottom].some((edge) => row.top < edge - 1 && row.bottom > edge + 1));
}"""

A4_ACROSS = 1062
"""A4 across in pixels, without its margins."""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def forces(kept_context: BrowserContext, address: str) -> list[str]:
    """Codes of all police forces, as the form has them."""
    page = Visit(kept_context.new_page(), address).open("/report")
    codes: list[str] = page.locator("#report-forces input").evaluate_all("all => all.map((each) => each.value)")
    page.close()
    return codes


@pytest.fixture
def everywhere(forces: list[str]) -> str:
    """The address of a report of every Marac, by force."""
    return f"/report?form=force-marac&force={','.join(forces)}"


@pytest.mark.parametrize("path", STATES)
def test_no_violations_and_no_sideways_scroll_at_any_width(visit: Visit, path: str) -> None:
    visit.open(path)
    assert find_faults(visit) == []


@pytest.mark.parametrize("path", STATES[:3])
@pytest.mark.parametrize("visit", WIDE, indirect=True)
def test_the_table_begins_on_the_first_screen(visit: Visit, path: str) -> None:
    page = visit.open(path)
    expect(page.locator("#grid thead")).to_be_visible()
    assert page.locator("#grid tbody tr").nth(2).evaluate(BOTTOM) < 900


@pytest.mark.parametrize("visit", [320], indirect=True)
def test_on_a_narrow_screen_one_line_says_what_is_chosen_and_opens(visit: Visit) -> None:
    page = visit.open("/report")
    chosen = page.locator("#report-chosen")
    expect(chosen).to_contain_text("By police force / Marac · ")
    assert chosen.evaluate(BOTTOM) < 640
    expect(page.locator("#report-by")).to_be_hidden()
    chosen.click()
    expect(page.locator("#report-by")).to_be_visible()


@pytest.mark.parametrize("visit", [*WIDTHS, 1920], indirect=True)
def test_no_column_is_cut_at_either_edge_wherever_the_table_is_scrolled(visit: Visit, everywhere: str) -> None:
    page = visit.open(everywhere)
    for left, top in ((0, 0), (190, 0), (417, 500), (99999, 500)):
        page.evaluate(f"document.getElementById('grid').scrollTo({left}, {top})")
        page.wait_for_function(WHOLE_COLUMNS)
    assert page.evaluate("document.getElementById('grid').scrollWidth > document.getElementById('grid').clientWidth")


@pytest.mark.parametrize("visit", [320], indirect=True)
def test_a_phone_shows_two_columns_beside_the_names(visit: Visit) -> None:
    page = visit.open("/report")
    right = page.locator("#grid").evaluate("e => e.getBoundingClientRect().right")
    heads = page.locator("#grid thead th").evaluate_all("all => all.map((e) => e.getBoundingClientRect().right)")
    assert sum(each <= right for each in heads) == 3


@pytest.mark.parametrize("visit", WIDTHS, indirect=True)
def test_what_stands_in_a_cell_stays_in_it(visit: Visit, everywhere: str) -> None:
    page = visit.open(f"{everywhere}&against=uk")
    wide = page.locator("#grid td, #grid th").evaluate_all(
        "all => all.filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.textContent)"
    )
    assert wide == []


def test_a_wide_table_uses_the_window(visit: Visit, everywhere: str) -> None:
    page = visit.open(everywhere)
    box = page.locator("#grid").bounding_box()
    assert box
    assert (box["x"], box["width"]) == (24, 1392)


@pytest.mark.parametrize("visit", WIDTHS, indirect=True)
def test_lists_of_choices_show_whole_rows_at_either_end(visit: Visit, everywhere: str) -> None:
    page = visit.open(everywhere)
    page.click("#report-chosen")
    for boxes in ("#report-forces", "#report-maracs"):
        for top in (0, 50, 99999):
            page.evaluate(f"document.querySelector('{boxes}').scrollTo(0, {top})")
            page.wait_for_function(WHOLE_ROWS, arg=boxes)


def test_choosing_and_generating_by_keyboard(visit: Visit) -> None:
    page = visit.open("/report?form=countries-regions")
    before = page.url
    tab_to(page, "#report-chosen")
    page.keyboard.press("Enter")
    tab_to(page, "#report-by")
    page.keyboard.type("By police force / Marac")
    expect(page.locator("#report-forces-field")).to_be_visible()
    tab_to(page, "#report-forces-field [data-tick=none]")
    page.keyboard.press("Enter")
    tab_to(page, "#report-generate")
    page.keyboard.press("Enter")
    expect(page.locator("#report-alert")).to_have_text("Choose at least one police force, then generate the report.")

    tab_to(page, "#report-forces input")
    page.keyboard.press("Space")
    expect(page.locator("#report-maracs input").first).to_be_checked()
    tab_to(page, "#report-maracs-field [data-tick=none]")
    page.keyboard.press("Enter")
    expect(page.locator("#report-maracs input:checked")).to_have_count(0)
    tab_to(page, "#report-maracs input")
    page.keyboard.press("Space")
    assert page.url == before

    tab_to(page, "#report-generate")
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_focused()
    expect(page).to_have_url(re.compile(r"form=force-marac&quarter=\d{4}-Q\d&force=[^&]+(&marac=[^&]+)?$"))
    expect(page.locator("#grid thead th.marac")).to_have_count(1)
    expect(page.locator("#report-by")).to_be_hidden()
    assert visit.complaints == []


def test_an_indicator_and_back_to_the_same_place_by_keyboard(visit: Visit) -> None:
    page = visit.open("/report")
    tab_to(page, "[data-key='police']")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Police %")
    tab_to(page, "#way-back a")
    page.keyboard.press("Enter")
    expect(page.locator("[data-key='police']")).to_be_focused()
    assert page.evaluate("document.getElementById('grid').scrollTop") > 0

    tab_back_to(page, "a[href^='/export/report.csv']")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert re.fullmatch(r".+_overview-report_\d{4}-Q\d\.csv", download.value.suggested_filename)
    assert visit.complaints == []


def test_sorting_keeps_the_focus_and_says_how_it_is_sorted(visit: Visit) -> None:
    page = visit.open("/report?form=countries-forces")
    page.focus("[data-key='sort-cases']")
    for state in ("descending", "ascending"):
        page.keyboard.press("Enter")
        expect(page.locator("th:has([data-key='sort-cases'])")).to_have_attribute("aria-sort", state)
        expect(page.locator("[data-key='sort-cases']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort]")).to_have_count(0)


def test_names_stay_in_view_while_the_table_scrolls_both_ways(visit: Visit) -> None:
    page = visit.open("/report?form=countries-forces")
    page.evaluate("document.getElementById('grid').scrollTo(300, 700)")
    frame = page.locator("#grid").bounding_box()
    for selector in ("thead th:first-child", "[data-key='section-referrals']"):
        box = page.locator(f"#grid {selector}").bounding_box()
        assert frame
        assert box
        assert frame["x"] <= box["x"] <= frame["x"] + 40
    head = page.locator("#grid thead th").nth(2).bounding_box()
    assert frame
    assert head
    assert abs(head["y"] - frame["y"]) < 4


def test_a_difference_is_said_in_words_and_shape(visit: Visit) -> None:
    page = visit.open("/report")
    page.select_option("#report-against", "uk")
    expect(page).to_have_url(re.compile("against=uk"))
    expect(page.locator("#grid tr:has([data-key='repeat-rate']) td").last).to_have_text(
        re.compile("higher|lower|similar")
    )


@pytest.mark.parametrize("most", [2, None], ids=["on one width", "in parts"])
def test_the_whole_table_prints_across_in_letters_of_one_size(
    visit: Visit, forces: list[str], most: int | None
) -> None:
    page = visit.open(f"/report?form=force-marac&force={','.join(forces[:most])}")
    areas = page.locator("#grid thead th").count()
    page.set_viewport_size({"width": A4_ACROSS, "height": 700})
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    tables = page.locator("#grid .printed")
    counts = tables.evaluate_all("all => all.map((each) => each.tHead.rows[0].cells.length)")
    assert max(counts) <= 26
    assert (len(counts) > 1) is (areas > 26) is (most is None)
    assert max(tables.evaluate_all("all => all.map((each) => each.scrollWidth)")) <= A4_ACROSS
    sizes = page.locator("#grid .printed td").evaluate_all("all => all.map((each) => getComputedStyle(each).fontSize)")
    assert len(set(sizes)) == 1
    assert page.evaluate("getComputedStyle(document.body).page") == "wide"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#grid table")).to_have_count(1)
