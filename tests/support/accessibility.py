"""Faults against WCAG 2.2 A and AA that axe-core sees, and pages wider than the window."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.visits import WIDTHS, Visit

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # the rest is asked for by nobody, and describing it takes half the time
}


FAULTS = """async (rules) => (await axe.run(rules)).violations.flatMap(({id, nodes}) =>
    nodes.map(({html}) => `${id}: ${html.slice(0, 200)}`))"""
"""Leaves what axe found right in the page: to bring it here takes a third of the time.

Axe has a world of its own, with the browser's own functions: those that Dash puts in their place take a tenth longer.
"""


def violations(page: Page) -> list[str]:
    """Each fault with the beginning of its element."""
    session = page.context.new_cdp_session(page)
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})["executionContextId"]

    def evaluate(script: str) -> Any:
        answer = session.send(
            "Runtime.evaluate",
            {"expression": script, "contextId": world, "awaitPromise": True, "returnByValue": True},
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    if not evaluate("'axe' in window"):
        evaluate(Axe().axe_script)
    found: list[str] = evaluate(f"({FAULTS})({json.dumps(RULES)})")
    session.detach()
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
