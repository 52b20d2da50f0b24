"""The chart and its legend: they stay together, and on a narrow screen the lines have the room."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.support.visits import Visit

pytestmark = pytest.mark.browser

TREND = "/indicators/primary-care?view=trend"
SHARE = (
    "(([chart]) => chart._fullLayout.xaxis._length / chart.clientWidth)(document.querySelectorAll('.js-plotly-plot'))"
)
ENDS = "document.querySelector('#graph .js-plotly-plot').layout.annotations.filter((note) => note.x === 1).length"


@pytest.mark.parametrize("visit", [320], indirect=True)
def test_on_a_narrow_screen_lines_have_the_room_of_their_labels_after_a_change_too(visit: Visit) -> None:
    page = visit.open(TREND)
    page.wait_for_function(f"{ENDS} === 0")
    assert page.evaluate(SHARE) > 0.6
    with page.expect_response(lambda response: "/changes?" in response.url):
        page.locator("#quarter").select_option(index=2)
    page.wait_for_function(f"{ENDS} === 0")


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
