"""The walk through the whole site under a path of its host: nothing is asked for, and no link leads, outside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from callbacks.pages.page_record import SLUG
from callbacks.pages.registry import PAGES
from tests.support.servers import Served, serve
from tests.support.visits import Visit

pytestmark = pytest.mark.browser
PREFIX = "/services/marac"
SLUGS = {"indicator": "cases", "section": "outcomes", "dashboard": "capacity"}
WRITTEN_BY_THE_SERVER = (
    *("/upload", "/upload/file", "/upload/form", "/upload/grid/", "/upload/areas"),
    *("/upload/history", "/notifications", "/groups", "/peers", "/nowhere", "/accessibility"),
)
ADDRESSES = """
() => [...document.querySelectorAll("[href], [src], [action], [data-href], [data-keeps]")].flatMap((each) =>
    ["href", "src", "action", "data-href", "data-keeps"].map((name) => each.getAttribute(name)).filter(Boolean))
"""


@pytest.fixture(scope="module")
def served(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    log = tmp_path_factory.mktemp("prefix") / "log"
    with serve(demonstration, log, path=PREFIX, PATH_PREFIX=PREFIX) as server:
        yield server


@pytest.fixture
def walk(context: BrowserContext, served: Served) -> Iterator[Visit]:
    """A fresh page; at its end nothing was asked for outside the prefix, and nothing went wrong."""
    visited = Visit(context.new_page(), served.address)
    visited.page.on("pageerror", lambda error: visited.complaints.append(str(error)))
    yield visited
    visited.page.close()
    outside = [each for each in visited.requests if not each.startswith((f"{served.address}/", "data:", "blob:"))]
    assert outside == []
    assert visited.complaints == []


def _find_escapes(page: Page) -> list[str]:
    """Addresses on a page that lead elsewhere on this host."""
    found: list[str] = page.evaluate(ADDRESSES)
    return sorted({each for each in found if each.startswith("/") and not each.startswith(f"{PREFIX}/")})


def test_charts_change_and_the_history_goes_back(walk: Visit) -> None:
    page = walk.open("/")
    first = page.text_content("#heading")
    page.focus("#marac")
    choices = json.loads(page.get_attribute(".combobox", "data-choices") or "")
    page.keyboard.type(choices[-1][1][1][1][:5])
    page.keyboard.press("Enter")
    expect(page.locator("#heading")).not_to_have_text(first or "")
    expect(page).to_have_url(re.compile(rf"{PREFIX}/\?marac="))
    page.click("[data-set='indicator=cases']")
    expect(page.locator("#subheading")).to_have_text("Number of cases discussed")
    page.go_back()
    expect(page.locator("#subheading")).to_have_text("Cases per 10,000 women")
    page.click("#further a")
    expect(page).to_have_url(re.compile(rf"{PREFIX}/indicators/cases-per-10k\?"))
    expect(page.locator("h1")).to_have_text("Cases per 10,000 women")
    with page.expect_download() as download:
        page.click("a[href*='/export/table.csv']")
    assert download.value.suggested_filename.endswith(".csv")


def test_the_report_is_generated_and_its_links_lead_on(walk: Visit) -> None:
    page = walk.open("/report")
    page.click("details.filters > summary")
    page.click("#report-generate")
    expect(page.locator("#grid table")).to_be_visible()
    expect(page).to_have_url(re.compile(rf"{PREFIX}/report\?form="))
    assert _find_escapes(page) == []
    page.locator("#grid tbody tr:nth-child(2) th a").first.click()
    expect(page.locator("#board")).to_be_visible()
    page.click("#way-back a")
    expect(page.locator("#grid table")).to_be_visible()


def test_figures_are_sent_and_withdrawn(walk: Visit) -> None:
    page = walk.open("/upload/file")
    page.set_input_files(
        "input[type=file]", {"name": "areas.csv", "mimeType": "text/csv", "buffer": b"code,name\nnobody,Nobody\n"}
    )
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")
    assert page.url.startswith(f"{walk.address}/upload/file")
    assert _find_escapes(page) == []


@pytest.mark.parametrize(
    "path", [*(each.path.replace(SLUG, SLUGS.get(each.name, "")) for each in PAGES), *WRITTEN_BY_THE_SERVER]
)
def test_no_address_on_a_page_leads_outside(walk: Visit, path: str) -> None:
    walk.page.goto(f"{walk.address}{path}")
    walk.page.wait_for_selector("h1")
    walk.settle()
    assert _find_escapes(walk.page) == []
    assert walk.page.locator(f"[href^='{PREFIX}/']").count() > 3
