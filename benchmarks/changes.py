"""A change of filter on the overview: server time, bytes, changes per second, processor time and memory."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import servers
from benchmarks.conversations import Conversation, Reply, change_address, has_figure
from benchmarks.countries import choose_selections
from benchmarks.measures import Measure, percentile
from benchmarks.processes import Memory, measure_memory, processor_seconds
from benchmarks.servers import Server
from maracdash import queries
from maracdash.model.selection import ChartView, Selection
from maracdash.queries.query import Query
from maracdash.store.releases.connections import ReleaseConnection
from maracdash.store.releases.served_releases import Releases

ONE_BY_ONE = 300
AT_ONCE = 600
CONNECTIONS = 8
MILLISECONDS = 1000
ONE_VIEW = 100
VIEW_INDICATORS = ("cases-per-10k", "repeat-rate", "mental-health", "cases-with-children")
"""Shares and rates: they have every view."""
VIEWS: dict[str, dict[str, Any]] = {
    "intervals": {"intervals": True},
    **{str(view): {"view": view} for view in ChartView if view is not ChartView.TABLE},
}
VIEW_QUERIES: dict[ChartView, Query[[Selection], object]] = {
    ChartView.TREND: queries.TREND,
    ChartView.DISTRIBUTION: queries.DISTRIBUTION,
    ChartView.FUNNEL: queries.FUNNEL,
    ChartView.CONTROL: queries.CONTROL_SERIES,
}
BARE_QUERY = "both queries, no server"
BARE_ANSWER = "gunicorn, as many bytes"


def measure_changes(data: Path, about: str) -> list[Measure]:
    """Ask a fresh server with two workers: one after the other, again, then from eight connections at once."""
    asked = choose_selections(data, ONE_BY_ONE + AT_ONCE)
    first, rest = asked[:ONE_BY_ONE], asked[ONE_BY_ONE:]
    with servers.serve_dashboard(data) as server:
        paths = [change_address(each) for each in first]
        _check_answer(server, change_address(asked[-1]))
        cold, warm = _ask_one_by_one(server, paths), _ask_one_by_one(server, paths)
        asked_anew = [change_address(each) for each in rest]
        ours, again_at_once = _crowd(server, asked_anew), _crowd(server, asked_anew)
    size = median(len(each.body) for each in cold)
    with servers.serve_bare() as server:
        paths = [f"/bytes/{size:.0f}"] * ONE_BY_ONE
        _ask_at_once(server, paths[:CONNECTIONS])
        bare = _crowd(server, paths)
    queried = [each * MILLISECONDS for each in _time_queries(data, first)]
    times, again = ([each.seconds * MILLISECONDS for each in replies] for replies in (cold, warm))
    return [
        _time_measure(f"Filter change, p95, {about}", percentile(times, 0.95), 30, percentile(queried, 0.95)),
        _time_measure("  median", median(times), None, median(queried)),
        _time_measure("  asked again, p95", percentile(again, 0.95), None, None),
        Measure(name="  answer on the wire", median=size / 1000, unit="kB"),
        *_crowd_measures(ours, bare, about),
        *_again_measures(again_at_once, bare),
    ]


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """A server asked from several connections at once: answers a second, processor seconds an answer, memory."""

    rate: float
    spent: float
    held: Memory


def _crowd(server: Server, paths: Sequence[str]) -> Crowd:
    before = processor_seconds(server.pid)
    rate = _ask_at_once(server, paths)
    spent = (processor_seconds(server.pid) - before) / len(paths)
    return Crowd(rate=rate, spent=spent, held=measure_memory(server.pid))


def _crowd_measures(ours: Crowd, bare: Crowd, about: str) -> list[Measure]:
    return [
        _rate_measure(f"Changes never asked per second, {CONNECTIONS} connections, {about}", ours, bare, 60),
        _spent_measure("  processor time per change", ours, bare, 10),
        Measure(
            name="  memory of all processes, shared once",
            median=ours.held.pss,
            unit="MB",
            target=300,
            floor=bare.held.pss,
            bare=BARE_ANSWER,
        ),
        Measure(name="  memory of all processes, shared in each", median=ours.held.rss, unit="MB", floor=bare.held.rss),
    ]


def _again_measures(again: Crowd, bare: Crowd) -> list[Measure]:
    """Of the same changes once more, from eight connections again: the workers share what is remembered."""
    return [
        _rate_measure("  asked again, per second", again, bare, 1000),
        _spent_measure("  asked again, processor time per change", again, bare, 1.5),
    ]


def _rate_measure(name: str, ours: Crowd, bare: Crowd, target: float) -> Measure:
    return Measure(
        name=name,
        median=ours.rate,
        unit="/s",
        target=target,
        more_is_better=True,
        floor=bare.rate,
        bare=BARE_ANSWER,
    )


def _spent_measure(name: str, ours: Crowd, bare: Crowd, target: float) -> Measure:
    spent, least = ours.spent * MILLISECONDS, bare.spent * MILLISECONDS
    return Measure(name=name, median=spent, unit="ms", target=target, floor=least, bare=BARE_ANSWER)


def measure_views(data: Path, about: str) -> list[Measure]:
    """Ask a fresh server for each view of shares and rates, and for intervals, each Marac and quarter once."""
    asked = choose_selections(data, ONE_VIEW * len(VIEWS))
    measures = []
    with servers.serve_dashboard(data) as server:
        for place, (name, parts) in enumerate(VIEWS.items()):
            some = asked[place * ONE_VIEW : (place + 1) * ONE_VIEW]
            selections = [
                replace(each, indicator=slug, **parts) for each, slug in zip(some, cycle(VIEW_INDICATORS), strict=False)
            ]
            replies = _ask_one_by_one(server, [change_address(each) for each in selections])
            _check_answer(server, change_address(selections[-1]))
            times = [each.seconds * MILLISECONDS for each in replies]
            bare = [each * MILLISECONDS for each in _time_view_queries(data, selections)]
            measures.append(
                _time_measure(f"Change to {name}, p95, {about}", percentile(times, 0.95), 30, percentile(bare, 0.95))
            )
            measures.append(_time_measure("  median", median(times), None, median(bare)))
    return measures


def _time_view_queries(data: Path, chosen: Sequence[Selection]) -> list[float]:
    db = Releases(data).current()
    return [_time_view_query(db, each) for each in chosen]


def _time_view_query(db: ReleaseConnection, selection: Selection) -> float:
    started = time.perf_counter()
    queries.COMPARISON.answer(db, selection)
    queries.HEADLINES.answer(db, selection)
    if selection.view in VIEW_QUERIES:
        VIEW_QUERIES[selection.view].answer(db, selection)
    return time.perf_counter() - started


def _time_measure(name: str, milliseconds: float, target: float | None, floor: float | None) -> Measure:
    bare = BARE_QUERY if floor else ""
    return Measure(name=name, median=milliseconds, unit="ms", target=target, floor=floor, bare=bare)


def _check_answer(server: Server, path: str) -> None:
    """Answers that are wrong are quick. Raises RuntimeError."""
    reply = Conversation(server).get(path)
    if not has_figure(reply):
        raise RuntimeError(f"A change was answered {reply.status}: {reply.body[:300]!r}")


def _ask_one_by_one(server: Server, paths: Sequence[str]) -> list[Reply]:
    conversation = Conversation(server)
    replies = [conversation.get(each, packed=True) for each in paths]
    conversation.close()
    _check_replies(replies)
    return replies


def _ask_at_once(server: Server, paths: Sequence[str]) -> float:
    """Changes per second over all connections together."""
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        started = time.perf_counter()
        shares = [paths[start::CONNECTIONS] for start in range(CONNECTIONS)]
        talks = list(pool.map(partial(_ask_one_by_one, server), shares))
        seconds = time.perf_counter() - started
    return sum(map(len, talks)) / seconds


def _check_replies(replies: Iterable[Reply]) -> None:
    wrong = [each.status for each in replies if each.status != 200]
    if wrong:
        raise RuntimeError(f"{len(wrong)} changes failed, the first with status {wrong[0]}.")


def _time_queries(data: Path, chosen: Sequence[Selection]) -> list[float]:
    db = Releases(data).current()
    return [_time_query(db, each) for each in chosen]


def _time_query(db: ReleaseConnection, selection: Selection) -> float:
    started = time.perf_counter()
    queries.COMPARISON.answer(db, selection)
    queries.HEADLINES.answer(db, selection)
    return time.perf_counter() - started
