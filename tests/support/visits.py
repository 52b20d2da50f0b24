"""A page in Chromium that somebody looks at."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Request

WIDTHS = (1440, 768, 320)
WIDEST_AND_NARROWEST = (WIDTHS[0], WIDTHS[-1])
HEIGHT = 900
PERMISSIONS = ("clipboard-write",)
"""Of a page of ours, which writes to the clipboard when it is asked to, and never reads it."""
DRAWN = """() => [...document.querySelectorAll(".plot")].every((each) =>
    !each.dataset.figure || each.closest("[hidden]") || each.querySelector(".main-svg"))"""
TAKEN_OVER = "() => !document.querySelector('#first-page')"
SETTLED = """async () => {
    for (const _ of [1, 2, 3]) {
        await new Promise((done) => setTimeout(done, 80));
    }
}"""
"""Ends after whatever the page had begun to do: its own timers wait for each other, on a slow machine too."""
FRAME = "() => new Promise((done) => { requestAnimationFrame(() => done()); setTimeout(done, 1000); })"
"""Ends when the page has been told of a new width, which it is before it paints."""
QUIET = "() => new Promise((done) => setTimeout(() => requestIdleCallback(() => done(), { timeout: 1000 }), 100))"
"""Ends when the page has nothing to do, after the timers it had begun: none of ours that draw waits longer.

Both have an end: a browser that paints nothing for a while calls neither back.
"""


@dataclass
class Visit:
    """An open page, where it lives, what it asked for and has no answer to yet, and what it complained of."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    unanswered: set[Request] = field(default_factory=set)

    @property
    def hosts(self) -> set[str]:
        """All that anything was asked of."""
        return {urlsplit(each).netloc for each in self.requests}

    def __post_init__(self) -> None:
        self.page.on("request", self._begin)
        self.page.on("requestfinished", self._end)
        self.page.on("requestfailed", self._end)

    def _begin(self, request: Request) -> None:
        self.requests.append(request.url)
        self.unanswered.add(request)

    def _end(self, request: Request) -> None:
        self.unanswered.discard(request)

    def open(self, path: str) -> Page:
        """Go there and wait until everything is in place: Dash has taken over, and every chart is drawn."""
        self.page.goto(self.address + path)
        self.page.wait_for_selector("main h1")
        self.page.wait_for_function(TAKEN_OVER)
        self.settle()
        self.page.wait_for_function(DRAWN)
        return self.page

    def resize(self, width: int) -> None:
        """Make the window so wide and wait until the page has followed."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self.page.evaluate(FRAME)
        self.settle()

    def settle(self) -> None:
        """Wait until the page has done what it has begun, and asks for nothing more."""
        self.page.evaluate(QUIET)
        while self.unanswered:
            self.page.wait_for_timeout(10)
            self.page.evaluate(QUIET)


def forget(context: BrowserContext, address: str) -> None:
    """Empty what the browser keeps of its visits, so that it asks for everything again; cookies go with each test."""
    session = context.new_cdp_session(context.pages[0])
    session.send("Network.clearBrowserCache")
    session.send("Storage.clearDataForOrigin", {"origin": address, "storageTypes": "all"})
    session.detach()
