"""A chart as PNG through the server: the first, which starts a browser, and those after it."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

import psutil

from benchmarks import servers
from benchmarks.conversations import Conversation
from benchmarks.countries import choose_selections
from benchmarks.measures import Measure
from benchmarks.processes import measure_memory
from maracdash.exports import chart_images as drawing
from maracdash.model.selection import Selection

WARM_PICTURES = 10
MANY_PICTURES = 200
ONE_WORKER = 1
DOT = {"data": [{"type": "scatter", "x": [1], "y": [1]}], "layout": {}}
SIGNATURE = b"\x89PNG"


def measure_pictures(data: Path) -> list[Measure]:
    """One connection stays with one worker, so the first request is the only one that starts a browser."""
    chosen = choose_selections(data, WARM_PICTURES + 1, seed=4)
    with servers.serve_dashboard(data, workers=ONE_WORKER) as server:
        conversation = Conversation(server)
        first, *warm = [_time_picture(conversation, each) for each in chosen]
        held = measure_memory(server.pid)
    least = _time_bare_pictures()
    return [
        Measure(
            name="PNG, warm",
            median=median(warm),
            unit="s",
            target=0.5,
            floor=median(least),
            bare="kaleido draws one dot",
        ),
        Measure(name="  the first", median=first, unit="s"),
        Measure(name="  memory of all processes and their Chromium", median=held.pss, unit="MB"),
        Measure(name=f"  zombies after {MANY_PICTURES} pictures", median=_count_zombies(), unit="", target=0),
    ]


def _time_picture(conversation: Conversation, selection: Selection) -> float:
    reply = conversation.get(f"/export/chart.png?{selection.query()}")
    if not reply.body.startswith(SIGNATURE):
        raise RuntimeError(f"No picture came, but {reply.status}: {reply.body[:300]!r}")
    return reply.seconds


def _time_bare_pictures() -> list[float]:
    drawing.render(DOT, "png")
    times = [_time_dot() for _ in range(WARM_PICTURES)]
    drawing.close()
    return times


def _count_zombies() -> int:
    """Dead processes that nobody waited for, after many pictures and the end of their browser."""
    for _ in range(MANY_PICTURES):
        drawing.render(DOT, "png")
    drawing.close()
    return sum(each.status() == psutil.STATUS_ZOMBIE for each in psutil.Process().children(recursive=True))


def _time_dot() -> float:
    started = time.perf_counter()
    drawing.render(DOT, "png")
    return time.perf_counter() - started
