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
from benchmarks.countries import selections
from benchmarks.measures import Measure
from maracdash import figures, queries
from maracdash.exports.chromium import SMALL_BUNDLE, WHEEL_BUNDLE
from maracdash.model.selection import Selection
from maracdash.reading.reader import Reader

VISITS = 5
SLOW_VISITS = 3
MEGABYTE = 1_000_000
PAINTED = """
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


def visits(browser: Browser, data: Path, folder: Path) -> list[Measure]:
    """First and repeated visits, each first one with an empty cache and at another Marac."""
    chosen = selections(data, VISITS + SLOW_VISITS + 1, seed=2)
    with servers.served(data) as server:
        _twice(browser, server.address, chosen[-1])
        seen = [_twice(browser, server.address, each) for each in chosen[:VISITS]]
        slow = [_twice(browser, server.address, each, slow=True) for each in chosen[VISITS:-1]]
    with servers.bare(**bare_page(data, folder)) as server:
        bare = [_twice(browser, server.address, chosen[0]) for _ in range(VISITS)]
    return [
        *_measures("First page", seen, bare, 0, 0.9, 2.5),
        *_measures("Repeat visit", seen, bare, 1, 0.2, 1.0),
        *_slow(slow),
    ]


def bare_page(data: Path, folder: Path) -> dict[str, str]:
    """What the bare server needs to show one figure of these data."""
    reader = Reader(data)
    figure = figures.comparison(reader.ask(queries.comparison, reader.ask(queries.first_selection)))
    path = folder / "figure.json"
    path.write_text(json.dumps(figure), encoding="utf-8")
    bundle = SMALL_BUNDLE if SMALL_BUNDLE.is_file() else WHEEL_BUNDLE
    return {"BARE_FIGURE": str(path), "BARE_BUNDLE": str(bundle)}


def _twice(browser: Browser, address: str, selection: Selection, *, slow: bool = False) -> tuple[Visit, Visit]:
    with browsers.page(browser) as page:
        page.add_init_script(PAINTED)
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        if slow:
            wire.send("Network.emulateNetworkConditions", SLOW_LINE)
            wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PROCESSOR})
        first = _visit(page, wire, f"{address}/?{selection.query()}")
        page.goto("about:blank")
        return first, _visit(page, wire, f"{address}/?{selection.query()}")


def _visit(page: Page, wire: CDPSession, address: str) -> Visit:
    received: list[float] = []

    def note(event: Mapping[str, Any]) -> None:
        received.append(event["encodedDataLength"])

    wire.on("Network.loadingFinished", note)
    page.goto(address)
    painted = browsers.awaited(page, "window.painted")
    page.wait_for_load_state("networkidle")
    wire.remove_listener("Network.loadingFinished", note)
    return Visit(megabytes=sum(received) / MEGABYTE, seconds=painted / 1000)


def _measures(
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


def _slow(slow: list[tuple[Visit, Visit]]) -> list[Measure]:
    first, again = (median(each[which].seconds for each in slow) for which in (0, 1))
    return [
        Measure(name="  first, 4x slower processor, 10 Mbit/s", median=first, unit="s"),
        Measure(name="  repeat, 4x slower processor, 10 Mbit/s", median=again, unit="s"),
    ]
