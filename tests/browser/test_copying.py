"""Copying a chart: its sentence, its table and its picture, as another program would paste them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.support.visits import PERMISSIONS, Visit

pytestmark = pytest.mark.browser


READ = """async (type) => {
    const [item] = await navigator.clipboard.read();
    const part = await item.getType(type);
    return type === "image/png" ? [...new Uint8Array(await part.arrayBuffer())].slice(0, 4) : part.text();
}"""
PNG_START = [0x89, *b"PNG"]


@pytest.fixture
def context(context: BrowserContext) -> Iterator[BrowserContext]:
    """A browser whose pages may read the clipboard too, as no other test has it."""
    context.grant_permissions(["clipboard-read", *PERMISSIONS])
    yield context
    context.clear_permissions()
    context.grant_permissions(PERMISSIONS)


@pytest.fixture
def opened(visit: Visit) -> Page:
    page = visit.open("/?indicator=cases-per-10k")
    page.locator(".share .copy summary").focus()
    page.keyboard.press("Enter")
    return page


def copy(page: Page, what: str) -> None:
    """By keyboard, as the menu is opened."""
    if not page.locator(".copy[open]").count():
        page.locator(".copy summary").click()
    page.locator(f"[data-copy={what}]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#progress")).to_have_text(f"{what.capitalize()} copied")


def test_a_sentence_a_table_and_a_picture_are_on_the_clipboard(opened: Page) -> None:
    copy(opened, "sentence")
    sentence, about = opened.evaluate("navigator.clipboard.readText()").split("\n")
    assert sentence == opened.locator("#finding").inner_text()
    period = opened.locator("#sources").inner_text().partition("Period: ")[2].partition("\n")[0]
    assert about.startswith(f"{period}. Demonstration figures")
    assert "Full figures" in about
    copy(opened, "table")
    text, pasted = (opened.evaluate(READ, each) for each in ("text/plain", "text/html"))
    opened.click("[data-set='view=table']")
    expect(opened.locator("#table table")).not_to_have_count(0)
    for row in opened.locator("#table table").first.locator("tbody tr").all():
        cells = [each.strip() for each in row.locator("th, td").all_inner_texts()]
        assert "\t".join(cells) in text
        assert all(f">{each.replace('&', '&amp;')}<" in pasted for each in cells)
    assert "Demonstration figures" in text
    assert "Full figures" in text
    copy(opened, "picture")
    assert opened.evaluate(READ, "image/png") == PNG_START


def test_the_menu_closes_with_escape_and_with_a_click_elsewhere(opened: Page) -> None:
    sentence = opened.locator("#copy-sentence")
    sentence.focus()
    opened.keyboard.press("Escape")
    expect(sentence).to_be_hidden()
    expect(opened.locator(".share .copy summary")).to_be_focused()
    opened.keyboard.press("Enter")
    expect(sentence).to_be_visible()
    opened.locator("#subheading").click()
    expect(sentence).to_be_hidden()


def test_what_is_copied_is_of_what_was_chosen_since(opened: Page) -> None:
    opened.locator("[data-set='indicator=cases']").first.click()
    expect(opened.locator("#subheading")).to_have_text("Number of cases discussed")
    copy(opened, "table")
    assert opened.evaluate("navigator.clipboard.readText()").startswith("Number of cases discussed")


@pytest.mark.parametrize("visit", [320], indirect=True)
def test_every_chart_of_a_section_can_be_copied_on_a_narrow_screen(visit: Visit) -> None:
    page = visit.open("/sections/performance")
    menu = page.locator(".charts .copy").nth(1)
    menu.locator("summary").click()
    menu.locator("[data-copy=sentence]").click()
    expect(page.locator("#progress")).to_have_text("Sentence copied")
    said = page.locator(".charts .said").nth(1).inner_text()
    sentence, about = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert sentence == said
    assert "Full figures" in about
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
