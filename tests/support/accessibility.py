"""Faults against WCAG 2.2 A and AA that axe-core sees, and pages wider than the window."""

from __future__ import annotations

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.visits import WIDTHS, Visit

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # the rest is asked for by nobody, and describing it takes half the time
}


FAULTS = """async (rules) => (await axe.run(rules)).violations.flatMap(({id, nodes}) =>
    nodes.map(({html}) => `${id}: ${html.slice(0, 200)}`))"""
"""Leaves what axe found right in the page: to bring it here takes a third of the time."""


def violations(page: Page) -> list[str]:
    """Each fault with the beginning of its element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found: list[str] = page.evaluate(FAULTS, RULES)
    return found


def find_faults(visit: Visit, widths: Sequence[int] = WIDTHS) -> list[str]:
    """Each fault that axe-core sees, and each width that a page is wider than, as a reader makes the window narrower.

    Pages that begin so narrow are looked at in `tests/browser/test_first_page.py`.
    """
    faults = []
    for width in widths:
        visit.resize(width)
        faults += [f"{width} pixels wide: {each}" for each in violations(visit.page)]
        if not visit.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
            faults.append(f"{width} pixels wide: the page is to be scrolled sideways")
    return faults


def find_faults_on_way(visit: Visit) -> list[str]:
    """The same for one page of a longer way, which is gone widest and narrowest: the widest sees to those between."""
    size = visit.page.viewport_size
    assert size
    return find_faults(visit, WIDTHS[-2::-1] if size["width"] == WIDTHS[0] else (size["width"],))
