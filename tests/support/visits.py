"""A page in Chromium that somebody looks at."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Page

WIDTHS = (1440, 768, 320)
DRAWN = """() => [...document.querySelectorAll(".plot")].every((each) =>
    !each.dataset.figure || each.closest("[hidden]") || each.querySelector(".main-svg"))"""
TAKEN_OVER = "() => !document.querySelector('#first-page')"
SETTLED = """async () => {
    for (const _ of [1, 2, 3]) {
        await new Promise((done) => setTimeout(done, 80));
    }
}"""
"""Ends after whatever the page had begun to do: its own timers wait for each other, on a slow machine too."""


@dataclass
class Visit:
    """An open page, where it lives, and what it complained of."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go there and wait until everything is in place: Dash has taken over, and every chart is drawn."""
        self.page.goto(self.address + path)
        self.page.wait_for_selector("main h1")
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_function(TAKEN_OVER)
        self.page.wait_for_function(DRAWN)
        return self.page


def forget(context: BrowserContext, address: str) -> None:
    """Empty what the browser keeps of its visits, so that it asks for everything again; cookies go with each test."""
    session = context.new_cdp_session(context.pages[0])
    session.send("Network.clearBrowserCache")
    session.send("Storage.clearDataForOrigin", {"origin": address, "storageTypes": "all"})
    session.detach()
