"""The chart and its legend: they stay together, and on a narrow screen the lines have the room."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from tests.support.visits import Visit

pytestmark = pytest.mark.browser

TREND = "/indicators/primary-care?view=trend"
SHARE = (
    "(([chart]) => chart._fullLayout.xaxis._length / chart.clientWidth)(document.querySelectorAll('.js-plotly-plot'))"
)
ENDS = "document.querySelector('#graph .js-plotly-plot').layout.annotations.filter((note) => note.x === 1).length"

LABELS = (
    "((chart) => [...chart.querySelectorAll('.textpoint text')].map((text) => {"
    "const [box, frame] = [text, chart].map((each) => each.getBoundingClientRect());"
    "return [box.left - frame.left, box.right - frame.right];"
    "}))(document.querySelector('#graph .js-plotly-plot'))"
)
"""Pixels by which each label stands right of the left edge of the picture, and of the right one."""


@pytest.mark.parametrize("visit", [320], indirect=True)
def test_on_a_narrow_screen_lines_have_the_room_of_their_labels_after_a_change_too(visit: Visit) -> None:
    page = visit.open(TREND)
    page.wait_for_function(f"{ENDS} === 0")
    assert page.evaluate(SHARE) > 0.6
    with page.expect_response(lambda response: "/changes?" in response.url):
        page.locator("#quarter").select_option(index=2)
    page.wait_for_function(f"{ENDS} === 0")


@pytest.mark.parametrize("visit", [320], indirect=True)
@pytest.mark.parametrize("path", ["/?indicator=cases-per-10k", "/indicators/mental-health", "/indicators/cases-change"])
def test_on_a_narrow_screen_no_label_of_an_average_runs_out_of_the_picture(visit: Visit, path: str) -> None:
    page = visit.open(path)
    expect(page.locator("#graph .js-plotly-plot .textpoint").first).to_be_visible()
    for _ in range(20):
        edges = page.evaluate(LABELS)
        if all(left > -2 and right < 2 for left, right in edges):
            break
        page.wait_for_timeout(100)
    assert len(edges) > 3
    assert all(left > -2 and right < 2 for left, right in edges), edges


def test_the_overview_prints_on_two_pages_its_footer_on_the_second(visit: Visit) -> None:
    printed = visit.open("/?indicator=cases-per-10k").pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2


def test_on_a_wide_screen_lines_are_labelled_at_their_ends(visit: Visit) -> None:
    page = visit.open(TREND)
    assert page.evaluate(ENDS) > 1


def test_the_legend_follows_the_chart_and_leaves_with_it(visit: Visit) -> None:
    page = visit.open("/?indicator=cases-per-10k")
    entries = page.locator("#legend li")
    expect(entries.first).to_have_text("This Marac")
    expect(entries.last).to_have_text("Rest of UK")
    choices = json.loads(page.get_attribute(".combobox", "data-choices") or "")
    force, (*_, (_, wanted)) = choices[-1]
    page.locator("#marac").fill(wanted)
    page.keyboard.press("Enter")
    expect(entries.nth(1)).to_have_text(f"Maracs of {force}")
    page.locator("[data-set='view=table']").click()
    expect(entries).to_have_count(0)
    page.locator("[data-set='view=compare']").click()
    expect(entries.first).to_have_text("This Marac")


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        ("/indicators/repeat-rate?view=funnel", "#graph path.point"),
        ("/indicators/repeat-rate?view=distribution", "#graph path.point"),
        ("/indicators/repeat-rate?view=trend", "#graph path.point"),
        ("/map", ".force-map .point path"),
    ],
)
def test_on_paper_a_chart_has_its_points_and_no_controls(visit: Visit, path: str, mark: str) -> None:
    page = visit.open(path)
    page.locator(mark).first.wait_for(state="attached")
    page.emulate_media(media="print")
    shown = page.locator(mark).evaluate_all("all => all.filter((each) => each.getClientRects().length).length")
    assert shown == page.locator(mark).count() > 2
    for controls in (".point-chooser", ".switch", ".folded"):
        assert not any(each.is_visible() for each in page.locator(controls).all())


@pytest.mark.parametrize("path", ["/profile", "/heat-map"])
def test_on_paper_no_word_of_a_table_lies_over_another(visit: Visit, path: str) -> None:
    page = visit.open(path)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.set_viewport_size({"width": 1046, "height": 700})
    spilt = page.locator("main td").evaluate_all(
        "all => all.filter((e) => e.getClientRects().length && e.scrollWidth > e.clientWidth + 2).length"
    )
    assert spilt == 0


def test_on_paper_a_chart_is_as_wide_as_the_page_and_as_before_on_the_screen(visit: Visit) -> None:
    page = visit.open(TREND)
    chart = page.locator("#graph .main-svg").first
    wide = chart.bounding_box()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    paper = chart.bounding_box()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert wide
    assert paper
    assert wide["width"] > 800
    assert paper["width"] == pytest.approx(680, abs=1)
    assert chart.bounding_box() == wide
