"""First visitors right after a start: whether everybody gets a whole page."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from benchmarks import servers
from benchmarks.conversations import CALLBACKS, DEPENDENCIES, LAYOUT, Conversation, Payload, build_arrival
from benchmarks.measures import Measure
from benchmarks.servers import Server

STARTS = 20
VISITORS = 8
CHART = b"data-figure"
"""Both the first HTML and the page of the router hold a chart."""


def measure_starts(data: Path) -> list[Measure]:
    """Start so often; each time several visitors come at once as soon as the port answers."""
    with servers.serve_dashboard(data) as server:
        dependencies = json.loads(Conversation(server).get(DEPENDENCIES).body)
    good, seconds = 0, []
    for _ in range(STARTS):
        begun = time.perf_counter()
        with servers.serve_dashboard(data) as server:
            seconds.append(time.perf_counter() - begun)
            good += _serve_visitors(server, dependencies)
    return [
        Measure(
            name=f"Starts of {STARTS} with {VISITORS} first visitors all served",
            median=good,
            unit="",
            target=STARTS,
            more_is_better=True,
        ),
        Measure(name="  from the command to the first answer", median=median(seconds), unit="s"),
    ]


def _serve_visitors(server: Server, dependencies: list[Payload]) -> bool:
    with ThreadPoolExecutor(VISITORS) as pool:
        return all(pool.map(lambda _: _is_visitor_served(server, dependencies), range(VISITORS)))


def _is_visitor_served(server: Server, dependencies: list[Payload]) -> bool:
    conversation = Conversation(server)
    try:
        replies = [conversation.get(path) for path in ("/", LAYOUT, DEPENDENCIES)]
        page = conversation.post(CALLBACKS, build_arrival(dependencies))
    except OSError:
        return False
    finally:
        conversation.close()
    answered = all(each.status == 200 for each in (*replies, page))
    return answered and all(CHART in each.body for each in (replies[0], page))
