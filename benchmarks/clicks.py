"""A change of Marac in the picker: from the key that chooses it to the repainted chart, in the page's own clock.

Who looks at a name before choosing it has its answer fetched ahead; who is quicker than that waits for the server.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from benchmarks import browsers, servers
from benchmarks.countries import choose_selections
from benchmarks.measures import Measure, percentile
from benchmarks.visits import DELAY, write_bare_page
from maracdash import figures, queries
from maracdash.model.audiences import Audience
from maracdash.model.selection import Selection
from maracdash.reading.reader import Reader

CHANGES = 30
TARGET = 33
UNCOUNTED = 3
THINKING_TIME = 150
"""Milliseconds between the last letter and the key: few are quicker."""
SETTLING_TIME = 300
"""Milliseconds for what follows a chart, so that one change does not slow the next."""
IS_DRAWN = "Boolean(document.querySelector('#graph .cartesianlayer .trace path'))"
WATCH_SCRIPT = """
() => {
    const graph = document.querySelector("#graph .js-plotly-plot") || document.querySelector("#graph");
    window.changes = [];
    document.addEventListener("keydown", (event) => {
        if (event.key === "Enter") {
            window.begun = event.timeStamp;
            performance.clearResourceTimings();
        }
    }, true);
    graph.on("plotly_afterplot", () => {
        const [begun, plotted] = [window.begun, performance.now()];
        window.begun = null;
        begun && requestAnimationFrame(() => {
            const asked = performance.getEntriesByType("resource").at(-1);
            window.changes.push({
                total: performance.now() - begun,
                sent: asked ? asked.requestStart - begun : 0,
                answered: asked ? asked.responseEnd - begun : 0,
                plotted: plotted - begun,
            });
        });
    });
}
"""
REACT_SCRIPT = """
(figure) => new Promise((resolve) => {
    const graph = document.querySelector("#graph");
    const begun = performance.now();
    graph.once("plotly_afterplot", () => requestAnimationFrame(() => resolve(performance.now() - begun)));
    Plotly.react(graph, figure);
})
"""
BARE = "Plotly.react alone"


@dataclass(frozen=True, kw_only=True)
class MeasuredChange:
    """Milliseconds from the key to the request sent, the answer received, the chart drawn, the next frame."""

    sent: float
    answered: float
    plotted: float
    total: float


def measure_clicks(browser: Browser, data: Path, folder: Path) -> list[Measure]:
    """So many changes one after another in one page, the first few not counted."""
    chosen = choose_selections(data, CHANGES + UNCOUNTED + 1, seed=3)
    with servers.serve_dashboard(data) as server:
        near = _change_all(browser, server.address, chosen)
        far = _change_all(browser, server.address, chosen, delay=DELAY)
        quick = _change_all(browser, server.address, chosen, thinking=0)
    least = _time_bare_charts(browser, data, folder, chosen[1:])[UNCOUNTED:]
    return [
        *_change_measures("Change of Marac, key to repainted chart", near, least, TARGET),
        *_change_measures(f"  at {DELAY} ms of network delay", far, least, TARGET),
        *_change_measures("  chosen at once, before anything is fetched ahead", quick, least, None),
        Measure(name="  until the request is sent", median=median(each.sent for each in quick), unit="ms"),
        Measure(name="  until the answer is here", median=median(each.answered for each in quick), unit="ms"),
        Measure(name="  until the chart is drawn", median=median(each.plotted for each in quick), unit="ms"),
    ]


def _change_measures(name: str, done: list[MeasuredChange], least: list[float], target: float | None) -> list[Measure]:
    times = [each.total for each in done]
    return [
        Measure(name=name, median=median(times), unit="ms", target=target, floor=median(least), bare=BARE),
        Measure(name="  p95", median=percentile(times, 0.95), unit="ms", floor=percentile(least, 0.95), bare=BARE),
    ]


def _change_all(
    browser: Browser, address: str, chosen: list[Selection], *, delay: int = 0, thinking: int = THINKING_TIME
) -> list[MeasuredChange]:
    with browsers.open_page(browser) as page:
        page.goto(f"{address}/?{chosen[0].query()}")
        browsers.wait_for(page, IS_DRAWN)
        page.wait_for_load_state("networkidle")
        page.evaluate(WATCH_SCRIPT)
        if delay:
            line = {"offline": False, "latency": delay, "downloadThroughput": -1, "uploadThroughput": -1}
            page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)
        return [_change_marac(page, each, thinking) for each in chosen[1:]][UNCOUNTED:]


def _change_marac(page: Page, selection: Selection, thinking: int) -> MeasuredChange:
    """Search a Marac, choose it by Enter, wait for the frame after the chart."""
    number = page.evaluate("window.changes.length")
    page.locator("#marac").click()
    page.locator("#marac").fill(_picker_name(page, selection.marac))
    if thinking:
        page.wait_for_timeout(thinking)
    page.keyboard.press("Enter")
    measured: dict[str, float] = browsers.wait_for(page, f"window.changes[{number}]")
    page.wait_for_timeout(SETTLING_TIME)
    return MeasuredChange(**measured)


def _picker_name(page: Page, code: str) -> str:
    """Name of a Marac in the picker."""
    offered = page.evaluate("JSON.parse(document.querySelector('.combobox').dataset.choices)")
    return str(next(name for _, maracs in offered for each, name in maracs if each == code))


def _time_bare_charts(browser: Browser, data: Path, folder: Path, chosen: list[Selection]) -> list[float]:
    """The same charts one after the other where nothing else is on the page."""
    reader = Reader(data, Audience.FULL)
    with servers.serve_bare(**write_bare_page(data, folder)) as server, browsers.open_page(browser) as page:
        page.goto(server.address)
        browsers.wait_for(page, IS_DRAWN)
        drawn = (figures.draw_comparison(reader.ask(queries.COMPARISON, each)) for each in chosen)
        return [page.evaluate(REACT_SCRIPT, figure) for figure in drawn]
