"""Writes the README's screenshots: a fictional country in a temporary folder, served and looked at for a moment.

Run from the top of the project by `make screenshots`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import FloatRect, Page

from benchmarks.browsers import open_chromium
from benchmarks.servers import serve_dashboard

FOLDER = Path(__file__).with_name("screenshots")
WIDTH, HEIGHT = 1120, 1090
SCALE = 0.8
"""A README is some 900 pixels wide."""
MARGIN = 16
RELEASE_LINE = "Figures as at"
"""It names the minute of the release: a picture with it would never be the same again."""
MAX_BYTES = 150_000
TOP = "each => each.getBoundingClientRect().top"
TOPS = f"all => all.map({TOP})"


def main() -> None:
    """Overview and report, as they open."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        subprocess.run([sys.executable, "-m", "maracdash", "demo", "--data", temporary], check=True)
        with serve_dashboard(Path(temporary), workers=1) as server, open_chromium() as browser:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SCALE)
            page.goto(server.address)
            _keep(page, "overview", beginning="header", whole="main .js-plotly-plot .main-svg")
            page.goto(f"{server.address}/report")
            _keep(page, "report", beginning="main h2", whole="main table tbody")


def _keep(page: Page, name: str, *, beginning: str, whole: str) -> None:
    """The page from `beginning` on, once `whole` is there. It does not scroll, so that nothing is caught moving."""
    page.wait_for_selector(whole)
    page.wait_for_load_state("networkidle")
    top = max(0, page.locator(beginning).first.evaluate(TOP) - MARGIN)
    bottom = min([top + HEIGHT, *page.get_by_text(RELEASE_LINE).evaluate_all(TOPS)])
    path = FOLDER / f"{name}.png"
    clip: FloatRect = {"x": 0, "y": top, "width": WIDTH, "height": bottom - top}
    size = len(page.screenshot(path=path, full_page=True, clip=clip))
    if size > MAX_BYTES:
        sys.exit(f"{path} has {size:,} bytes, and a reader of the README waits for it: at most {MAX_BYTES:,}.")


if __name__ == "__main__":
    main()
