"""The overview report by keyboard: choose, generate, open an indicator, come back to the same place, take it away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.support.accessibility import violations
from tests.support.keyboard import tab_back_to, tab_to
from tests.support.visits import WIDTHS, Visit

STATES = (
    "/report",
    "/report?form=countries-regions",
    "/report?form=countries-forces&against=uk&sort=cases",
    "/report?force=all",
)

A4_ACROSS = 1062
"""A4 across in pixels, without its margins."""

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", STATES)
@pytest.mark.parametrize("visit", WIDTHS, indirect=True)
def test_no_violations_and_no_sideways_scroll(visit: Visit, path: str) -> None:
    page = visit.open(path)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_choosing_and_generating_by_keyboard(visit: Visit) -> None:
    page = visit.open("/report?form=countries-regions")
    before = page.url
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


@pytest.mark.parametrize("forces", [2, None], ids=["on one width", "in parts"])
def test_the_whole_table_prints_across_in_letters_of_one_size(visit: Visit, forces: int | None) -> None:
    codes = _forces(visit)[:forces]
    page = visit.open(f"/report?form=force-marac&force={','.join(codes)}")
    areas = page.locator("#grid thead th").count()
    page.set_viewport_size({"width": A4_ACROSS, "height": 700})
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    tables = page.locator("#grid .printed")
    counts = tables.evaluate_all("all => all.map((each) => each.tHead.rows[0].cells.length)")
    assert max(counts) <= 26
    assert (len(counts) > 1) is (areas > 26) is (forces is None)
    assert max(tables.evaluate_all("all => all.map((each) => each.scrollWidth)")) <= A4_ACROSS
    sizes = page.locator("#grid .printed td").evaluate_all("all => all.map((each) => getComputedStyle(each).fontSize)")
    assert len(set(sizes)) == 1
    assert page.evaluate("getComputedStyle(document.body).page") == "wide"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#grid table")).to_have_count(1)


def _forces(visit: Visit) -> list[str]:
    page = visit.open("/report")
    boxes = page.locator("#report-forces input")
    return boxes.evaluate_all("all => all.map((each) => each.value)")
