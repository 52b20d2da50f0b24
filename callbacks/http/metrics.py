"""Metrics for Prometheus on a port of their own: counts of all processes together; no figure, no name, no address.

Loaded where a port is set alone: whoever is not watched need not hold the client.
"""

from __future__ import annotations

import atexit
import errno
import logging
import os
import re
import shutil
import socket
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from http import HTTPMethod, HTTPStatus
from pathlib import Path
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, make_wsgi_app
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from callbacks.http.open_addresses import matched_rule
from maracdash.record import Record
from maracdash.settings import Settings

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
"""Set before this module is loaded: the client looks for it then, and keeps its counts there for all processes."""
RETRY_SECONDS = 2.0
LOG = logging.getLogger("maracdash.callbacks")
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
PICTURE_ROUTE = re.compile(r"/export/.*\.(png|svg|zip)")
UPLOAD_ROUTES = "/upload"
NO_ROUTE = "none"
OTHER_METHOD = "other"
METHODS = frozenset(HTTPMethod)
"""Whoever asks may make up a method, and each label is kept for ever: all others are counted together."""

REQUESTS = Counter("maracdash_requests", "Requests that were answered.", ("method", "route", "status"))
WAITS = Histogram("maracdash_request_seconds", "Seconds until a request was answered.", ("route",), buckets=BUCKETS)
RUNNING = Gauge("maracdash_requests_running", "Requests that are being answered.", multiprocess_mode="livesum")
PICTURES = Gauge(
    "maracdash_pictures_waiting", "Requests that wait for pictures, or have one drawn.", multiprocess_mode="livesum"
)
REFUSED = Counter("maracdash_uploads_refused", "Uploads that were refused, by the status of the answer.", ("status",))


class ReleaseCollector(Collector):
    """Age of the served release and how long it took to build, from the data folder: the same for every process."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """One gauge each; none where nothing was ever published."""
        published = self._record.release_made()
        if published is None:
            return
        age = (datetime.now(UTC) - published.at).total_seconds()
        yield GaugeMetricFamily("maracdash_release_age_seconds", "Seconds since the served release was made.", age)
        if published.seconds is not None:
            told = "Seconds that building the served release took."
            yield GaugeMetricFamily("maracdash_publish_seconds", told, published.seconds)


class SixServer(WSGIServer):
    """A server at an address of IPv6."""

    address_family = socket.AF_INET6


class QuietHandler(WSGIRequestHandler):
    """A handler that logs no line for each scrape, and lets nobody hold it."""

    timeout = 10

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def register(server: Flask, settings: Settings, record: Record) -> None:
    """Count requests, and serve the counts from one of the processes that are forked from now on."""
    _remove_at_exit(Path(os.environ[FOLDER_VARIABLE]))
    server.before_request(_count_begun)
    server.after_request(_count_answer)
    server.teardown_request(_count_done)
    serving = partial(_serve_counts, settings, record)
    os.register_at_fork(after_in_child=lambda: Thread(target=serving, name="metrics", daemon=True).start())


def _count_begun() -> None:
    g.counted_at = time.monotonic()
    g.counted_picture = PICTURE_ROUTE.fullmatch(matched_rule()) is not None
    RUNNING.inc()
    if g.counted_picture:
        PICTURES.inc()


def _count_answer(response: Response) -> Response:
    route, status = matched_rule() or NO_ROUTE, str(response.status_code)
    method = request.method if request.method in METHODS else OTHER_METHOD
    REQUESTS.labels(method, route, status).inc()
    WAITS.labels(route).observe(time.monotonic() - g.counted_at)
    sent = request.method == "POST" and route.startswith(UPLOAD_ROUTES)
    if sent and response.status_code >= HTTPStatus.BAD_REQUEST:
        REFUSED.labels(status).inc()
    return response


def _count_done(_: BaseException | None) -> None:
    if "counted_at" in g:
        RUNNING.dec()
        if g.counted_picture:
            PICTURES.dec()


def collect_counts(record: Record) -> CollectorRegistry:
    """Collect the counts of all processes; what one that has died was doing is done."""
    registry = CollectorRegistry()
    folder = Path(os.environ[FOLDER_VARIABLE])
    for pid in {each.stem.rpartition("_")[2] for each in folder.glob("*.db")}:
        if not Path(f"/proc/{pid}").exists() and Path("/proc/self").exists():
            mark_process_dead(int(pid))  # type: ignore[no-untyped-call]
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    registry.register(ReleaseCollector(record))
    return registry


def _serve_counts(settings: Settings, record: Record) -> None:
    """Serve them as soon as no other process does: when the one that did ends, the next takes over."""
    address = (settings.metrics_host, settings.metrics_port or 0)
    server_class = SixServer if ":" in settings.metrics_host else WSGIServer

    def answer(environ: dict[str, object], start: object) -> Iterable[bytes]:
        return make_wsgi_app(collect_counts(record))(environ, start)  # type: ignore[no-any-return]

    while True:
        try:
            with make_server(*address, answer, server_class, QuietHandler) as server:
                server.serve_forever()
        except OSError as error:
            if error.errno != errno.EADDRINUSE:  # another of the processes serves them
                LOG.warning("metrics cannot be served at port %s of %s: %s", address[1], address[0], error)
            time.sleep(RETRY_SECONDS)


def _remove_at_exit(folder: Path) -> None:
    """Remove the counts when the process that made them ends, and not when one that was forked from it does."""
    maker = os.getpid()
    atexit.register(lambda: shutil.rmtree(folder, ignore_errors=True) if os.getpid() == maker else None)
