"""The first HTML is the page: readable and usable without JavaScript, and the same once Dash has taken it over."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from callbacks.pages.registry import PAGES
from tests.support.accessibility import violations
from tests.support.visits import DRAWN, HEIGHT, WIDTHS, Visit, forget

SLUGS = {"indicator": "repeat-rate", "section": "referrals", "dashboard": "overview"}
ADDRESSES = tuple(each.path.replace("<slug>", SLUGS.get(each.name, "")) for each in PAGES)
PARTS = """
() => {
    const CLOSED = "details:not([open]) > :not(summary)";
    return [...document.querySelectorAll("#content *, header *, footer *")]
    .filter((each) => !each.closest("noscript, .point-chooser, .js-plotly-plot, select, .chooser, nav, " + CLOSED))
    .map((each) => {
        const {left, top, width, height} = each.getBoundingClientRect();
        const place = [left, top + scrollY, width, height].map(Math.round);
        const text = each.children.length ? "" : each.textContent;
        return [each.tagName, each.id, each.className, ...place, text].join(" ");
    });
}
"""
"""What stands where: each element with its place, and its text."""
SCRIPTS = re.compile(r"<script.*?</script>", re.DOTALL)
pytestmark = pytest.mark.browser


@pytest.fixture
def context(context: BrowserContext, address: str) -> BrowserContext:
    """As a reader sees it who was never here."""
    forget(context, address)
    return context


HELD = "**/dash_renderer*"


@pytest.fixture
def plain(scriptless_page: Page, address: str) -> Visit:
    """A fresh page in which no script runs."""
    return Visit(scriptless_page, address)


def open_plain(visit: Visit, path: str) -> Page:
    visit.page.goto(visit.address + path)
    return visit.page


@pytest.mark.parametrize("path", ADDRESSES)
def test_without_a_script_a_page_is_there_and_its_charts_are_tables_at_any_width(plain: Visit, path: str) -> None:
    page = open_plain(plain, path)
    drawn = page.locator(".plot[data-figure*=layout]").count()
    for width in (WIDTHS[0], WIDTHS[-1]):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        expect(page.locator("main h1")).to_be_visible()
        assert page.locator(".plot:visible").count() == 0
        assert page.locator("table:visible").count() >= min(drawn, 1)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("visit", [WIDTHS[-1]], indirect=True)
def test_what_stands_there_without_a_script_has_no_fault_that_axe_can_see(visit: Visit, path: str) -> None:
    """Axe is a script: it looks at the same HTML with the scripts taken out, and what is for none let in."""
    visit.page.route(f"{visit.address}{path}", unwrap)
    visit.page.goto(visit.address + path)
    expect(visit.page.locator("main h1")).to_be_visible()
    assert violations(visit.page) == []


def unwrap(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub(r"</?noscript>", "", SCRIPTS.sub("", answer.text())))


def open_held(visit: Visit, path: str) -> Callable[[], Page]:
    """The page before Dash is there; what is returned lets Dash come and waits until it has taken over."""
    held: list[Route] = []
    visit.page.route(HELD, lambda route: held.append(route))  # noqa: PLW0108 - playwright marks what it is given
    visit.page.goto(visit.address + path)
    while not held:
        visit.page.wait_for_timeout(20)
    visit.page.wait_for_function(DRAWN)

    def release() -> Page:
        for each in held:
            each.continue_()
        visit.page.unroute(HELD)
        visit.page.wait_for_selector("#first-page", state="detached")
        visit.settle()
        return visit.page

    return release


@pytest.mark.parametrize("path", [*ADDRESSES, "/?view=trend", "/?view=table"])
@pytest.mark.parametrize("visit", [WIDTHS[0], WIDTHS[-1]], indirect=True)
def test_dash_takes_the_page_over_as_it_is_and_no_request_leaves_the_host(visit: Visit, path: str) -> None:
    release = open_held(visit, path)
    charts = visit.page.locator("#first-page .js-plotly-plot").count()
    before = visit.page.evaluate(PARTS)
    page = release()
    page.wait_for_load_state("networkidle")
    assert page.evaluate(PARTS) == before
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator(".js-plotly-plot").count() == charts
    assert visit.complaints == []
    assert visit.hosts == {urlsplit(visit.address).netloc}
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))
    asked = [each for each in visit.requests if "_dash-" in each and "component-suites" not in each]
    assert asked == []


def test_the_first_chart_is_drawn_before_dash_and_not_again(visit: Visit) -> None:
    release = open_held(visit, "/")
    page = visit.page
    page.wait_for_selector("#first-page #graph .main-svg")
    page.evaluate("document.querySelector('#graph .js-plotly-plot').mark = 'the same'")
    release()
    assert page.evaluate("document.querySelector('#react-entry-point #graph .js-plotly-plot').mark") == "the same"
    page.locator("#view-trend").click()
    expect(page.locator("#finding")).to_contain_text("12 months to")
    assert page.evaluate("document.querySelector('#graph .js-plotly-plot').mark") == "the same"


def test_what_a_reader_has_begun_goes_on(visit: Visit) -> None:
    """The focus, what is typed, an opened part, and how far the page is scrolled."""
    release = open_held(visit, "/")
    page = visit.page
    page.locator("#first-page .copy summary").click()
    page.locator("#first-page #marac").fill("Elder")
    page.evaluate("scrollTo(0, 100)")
    place = page.evaluate("scrollY")
    release()
    expect(page.locator("#marac")).to_be_focused()
    expect(page.locator("#marac")).to_have_value("Elder")
    expect(page.locator("#maracs [role=option]").first).to_be_visible()
    expect(page.locator(".copy[open]")).to_have_count(1)
    assert page.evaluate("scrollY") == place > 0


def test_what_is_chosen_before_dash_is_there_is_shown(visit: Visit) -> None:
    release = open_held(visit, "/")
    page = visit.page
    earlier = page.locator("#first-page #quarter option").nth(1).get_attribute("value")
    page.locator("#first-page #quarter").select_option(earlier)
    release()
    page.wait_for_function("(quarter) => location.search.includes(quarter)", arg=earlier)
    expect(page.locator("#quarter")).to_have_value(str(earlier))


def test_without_a_script_choices_lead_on(plain: Visit) -> None:
    """A headline, a view, a quarter and a Marac, each by its own form, and each keeps what was chosen before."""
    page = open_plain(plain, "/")
    page.locator(".headline").nth(2).click()
    chosen = page.locator(".headline[aria-pressed=true] .label").text_content()
    page.locator("#view-table").click()
    page.locator("#quarter").select_option(index=2)
    quarter = page.locator("#quarter").input_value()
    page.locator("button[form=fill-quarter]").click()
    page.locator("select[name=marac]").select_option(index=3)
    page.locator("button[form=fill-marac]").click()
    for part in ("view=table", f"quarter={quarter}", "indicator=", "marac="):
        assert page.url.count(part) == 1
    assert page.locator(".headline[aria-pressed=true] .label").text_content() == chosen
    assert page.locator("table:visible").count() > 0


def test_without_a_script_a_report_is_generated(plain: Visit) -> None:
    page = open_plain(plain, "/report")
    page.locator(".filters summary").click()
    page.locator("#report-by").select_option("countries-regions")
    page.locator("#report-generate").click()
    assert "form=countries-regions" in page.url
    expect(page.locator("#results")).to_contain_text("by countries / regions")
    assert page.locator("#grid table tbody tr").count() > 20
