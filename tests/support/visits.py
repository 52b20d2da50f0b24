"""A page in Chromium that somebody looks at."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page

WIDTHS = (1440, 768, 320)


@dataclass
class Visit:
    """An open page, where it lives, and what it complained of."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go there and wait until everything is in place."""
        self.page.goto(self.address + path)
        self.page.wait_for_selector("main h1")
        self.page.wait_for_load_state("networkidle")
        return self.page
