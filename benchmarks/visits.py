"""A visit to the overview: bytes on the wire and time to the painted chart, first and again."""

from __future__ import annotations

import json
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
SLOW_VISITS = 3
MEGABYTE = 1_000_000
PAINTED_SCRIPT = """
(() => {
    const look = () => {
        const drawn = document.querySelector("#graph .cartesianlayer .trace path");
        drawn ? requestAnimationFrame(() => (window.painted = performance.now())) : requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
})();
"""
SLOW_LINE = {
    "offline": False,
    "latency": 40,
    "downloadThroughput": 10 * MEGABYTE / 8,
    "uploadThroughput": 10 * MEGABYTE / 8,
}
SLOW_PROCESSOR = 4
BARE = "the bundle and the figure alone"


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Megabytes that came over the wire, and seconds from the start of the navigation to the painted chart."""

    megabytes: float
    seconds: float


def measure_visits(browser: Browser, data: Path, folder: Path) -> list[Measure]:
    """First and repeated visits, each first one with an empty cache and at another Marac."""
    chosen = choose_selections(data, VISITS + SLOW_VISITS + 1, seed=2)
    with servers.serve_dashboard(data) as server:
        _visit_twice(browser, server.address, chosen[-1])
        seen = [_visit_twice(browser, server.address, each) for each in chosen[:VISITS]]
        slow = [_visit_twice(browser, server.address, each, slow=True) for each in chosen[VISITS:-1]]
    with servers.serve_bare(**write_bare_page(data, folder)) as server:
        bare = [_visit_twice(browser, server.address, chosen[0]) for _ in range(VISITS)]
    return [
        *_visit_measures("First page", seen, bare, 0, 0.9, 2.5),
        *_visit_measures("Repeat visit", seen, bare, 1, 0.2, 1.0),
        *_slow_measures(slow),
    ]


def write_bare_page(data: Path, folder: Path) -> dict[str, str]:
    """Write the files that the bare server needs to show one figure of these data; its environment."""
    reader = Reader(data, Audience.FULL)
    figure = figures.draw_comparison(reader.ask(queries.COMPARISON, reader.ask(queries.DEFAULT_SELECTION)))
    path = folder / "figure.json"
    path.write_text(json.dumps(figure), encoding="utf-8")
    bundle = SMALL_BUNDLE if SMALL_BUNDLE.is_file() else WHEEL_BUNDLE
    return {"BARE_FIGURE": str(path), "BARE_BUNDLE": str(bundle)}


def _visit_twice(browser: Browser, address: str, selection: Selection, *, slow: bool = False) -> tuple[Visit, Visit]:
    with browsers.open_page(browser) as page:
        page.add_init_script(PAINTED_SCRIPT)
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
    return Visit(megabytes=sum(received) / MEGABYTE, seconds=painted / 1000)


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


def _slow_measures(slow: list[tuple[Visit, Visit]]) -> list[Measure]:
    first, again = (median(each[which].seconds for each in slow) for which in (0, 1))
    return [
        Measure(name="  first, 4x slower processor, 10 Mbit/s", median=first, unit="s"),
        Measure(name="  repeat, 4x slower processor, 10 Mbit/s", median=again, unit="s"),
    ]
