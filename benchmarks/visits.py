"""A visit to the overview: bytes on the wire, time to the readable page and to the painted chart, first and again."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from benchmarks import browsers, servers
from benchmarks.countries import choose_selections
from benchmarks.measures import Measure
from maracdash import figures, queries
from maracdash.exports.chromium import SMALL_BUNDLE, WHEEL_BUNDLE
from maracdash.model.audiences import Audience
from maracdash.model.selection import Selection
from maracdash.reading.reader import Reader

VISITS = 5
PAINTING_TIME = 300
"""Milliseconds after which a page without scripts is painted."""
HTML_FILE = "page.html"
SLOW_VISITS = 3
MEGABYTE = 1_000_000
DELAY = 40
"""Milliseconds until an answer from far away comes."""
WATCH_SCRIPT = """
(() => {
    const note = (name) => requestAnimationFrame(() => (window[name] ??= performance.now()));
    const look = () => {
        const finding = document.querySelector("#finding")?.textContent;
        if (finding && document.querySelectorAll(".headline .value").length === 5) note("readable");
        const drawn = document.querySelector("#graph .cartesianlayer .trace path");
        drawn ? note("painted") : requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
})();
"""
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
SLOW_LINE = {
    "offline": False,
    "latency": DELAY,
    "downloadThroughput": 10 * MEGABYTE / 8,
    "uploadThroughput": 10 * MEGABYTE / 8,
}
SLOW_PROCESSOR = 4
READABLE_TARGET, SLOW_TARGET = 0.3, 2.5
BARE = "the bundle and the figure alone"
BARE_HTML = "the same HTML without styles and scripts"
SCRIPTS_AND_STYLES = re.compile(r"<script.*?</script>|<link[^>]*>", re.DOTALL)
"""What the first HTML asks for, beside itself."""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Megabytes that came over the wire, and seconds from the start of the navigation to the painted chart.

    `readable` are those to the finding and the five cards; 0 where a page has none.
    """

    megabytes: float
    seconds: float
    readable: float


def measure_visits(browser: Browser, data: Path, folder: Path) -> list[Measure]:
    """First and repeated visits, each first one with an empty cache and at another Marac."""
    chosen = choose_selections(data, VISITS + SLOW_VISITS + 1, seed=2)
    with servers.serve_dashboard(data) as server:
        _visit_twice(browser, server.address, chosen[-1])
        seen = [_visit_twice(browser, server.address, each) for each in chosen[:VISITS]]
        slow = [_visit_twice(browser, server.address, each, slow=True) for each in chosen[VISITS:-1]]
        plain = [_time_first_paint(browser, f"{server.address}/?{each.query()}") for each in chosen[:VISITS]]
        _write_bare_html(f"{server.address}/?{chosen[0].query()}", folder)
    with servers.serve_bare(**write_bare_page(data, folder)) as server:
        bare = [_visit_twice(browser, server.address, chosen[0]) for _ in range(VISITS)]
        bare_slow = [_visit_twice(browser, server.address, chosen[0], slow=True) for _ in range(SLOW_VISITS)]
        bare_html = [_time_first_paint(browser, f"{server.address}/page") for _ in range(VISITS)]
    return [
        *_readable_measures([first.readable for first, _ in seen], plain, bare_html),
        *_visit_measures("First page", seen, bare, 0, 0.9, 0.7),
        *_visit_measures("Repeat visit", seen, bare, 1, 0.2, 0.3),
        *_slow_measures(slow, bare_slow),
    ]


def write_bare_page(data: Path, folder: Path) -> dict[str, str]:
    """Write the files that the bare server needs to show one figure of these data; its environment."""
    reader = Reader(data, Audience.FULL)
    figure = figures.draw_comparison(reader.ask(queries.COMPARISON, reader.ask(queries.DEFAULT_SELECTION)))
    path = folder / "figure.json"
    path.write_text(json.dumps(figure), encoding="utf-8")
    bundle = SMALL_BUNDLE if SMALL_BUNDLE.is_file() else WHEEL_BUNDLE
    return {"BARE_FIGURE": str(path), "BARE_BUNDLE": str(bundle), "BARE_HTML": str(folder / HTML_FILE)}


def _write_bare_html(address: str, folder: Path) -> None:
    with urllib.request.urlopen(address) as answer:
        html = answer.read().decode()
    (folder / HTML_FILE).write_text(SCRIPTS_AND_STYLES.sub("", html), encoding="utf-8")


def _time_first_paint(browser: Browser, address: str) -> float:
    """Seconds to the first paint where no script runs: everything is in it."""
    with browsers.open_page(browser, scripts=False) as page:
        page.goto(address)
        page.wait_for_timeout(PAINTING_TIME)
        return float(page.evaluate(FIRST_PAINT)) / 1000


def _visit_twice(browser: Browser, address: str, selection: Selection, *, slow: bool = False) -> tuple[Visit, Visit]:
    with browsers.open_page(browser) as page:
        page.add_init_script(WATCH_SCRIPT)
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        if slow:
            wire.send("Network.emulateNetworkConditions", SLOW_LINE)
            wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PROCESSOR})
        first = _time_visit(page, wire, f"{address}/?{selection.query()}")
        page.goto("about:blank")
        return first, _time_visit(page, wire, f"{address}/?{selection.query()}")


def _time_visit(page: Page, wire: CDPSession, address: str) -> Visit:
    received: list[float] = []

    def note(event: Mapping[str, Any]) -> None:
        received.append(event["encodedDataLength"])

    wire.on("Network.loadingFinished", note)
    page.goto(address)
    painted = browsers.wait_for(page, "window.painted")
    page.wait_for_load_state("networkidle")
    wire.remove_listener("Network.loadingFinished", note)
    readable = page.evaluate("window.readable") or 0
    return Visit(megabytes=sum(received) / MEGABYTE, seconds=painted / 1000, readable=readable / 1000)


def _readable_measures(seen: list[float], plain: list[float], bare: list[float]) -> list[Measure]:
    """Finding and five cards, with an empty cache."""
    names = {"Finding and five cards readable": seen, "  without JavaScript": plain}
    return [
        Measure(name=name, median=median(times), unit="s", target=READABLE_TARGET, floor=median(bare), bare=BARE_HTML)
        for name, times in names.items()
    ]


def _visit_measures(
    name: str,
    seen: list[tuple[Visit, Visit]],
    bare: list[tuple[Visit, Visit]],
    which: int,
    weight: float,
    seconds: float,
) -> list[Measure]:
    return [
        Measure(
            name=f"{name}, on the wire",
            median=median(each[which].megabytes for each in seen),
            unit="MB",
            target=weight,
            floor=median(each[which].megabytes for each in bare),
            bare=BARE,
        ),
        Measure(
            name=f"{name}, to the painted chart",
            median=median(each[which].seconds for each in seen),
            unit="s",
            target=seconds,
            floor=median(each[which].seconds for each in bare),
            bare=BARE,
        ),
    ]


def _slow_measures(slow: list[tuple[Visit, Visit]], bare: list[tuple[Visit, Visit]]) -> list[Measure]:
    """On a slow client: first visit and repeated one."""
    return [
        Measure(
            name=f"  {name}, 4x slower processor, 10 Mbit/s, {DELAY} ms",
            median=median(each[which].seconds for each in slow),
            unit="s",
            target=target,
            floor=median(each[which].seconds for each in bare),
            bare=BARE,
        )
        for which, (name, target) in enumerate((("first", SLOW_TARGET), ("repeat", None)))
    ]
