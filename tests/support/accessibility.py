"""Faults against WCAG 2.2 A and AA that axe-core sees."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

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
