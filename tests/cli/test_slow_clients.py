"""Browsers that send or take a byte a second: they hold connections, and nobody else waits for them."""

from __future__ import annotations

import resource
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.support.raw_requests import FORM_TYPE, connect, open_form, read_all, send, write_head, write_upload
from tests.support.servers import Served, serve

SLOW_CONNECTIONS = 200
LARGE_FILE = "/_dash-component-suites/plotly/package_data/plotly.min.js"
ASKED = 20
NOBODY_WAITED_SECONDS = 10
"""Whoever waits for a slow connection waits for longer. How fast the answers are is measured in benchmarks/slow.py."""
SHORT_PATIENCE = """
from maracdash.web_server.connections import Connection
from maracdash.web_server.worker import PatientWorker
Connection.wait.__defaults__ = PatientWorker._wait.__defaults__ = (4.0,)
"""
"""For a server that waits for 4 seconds instead of 20."""
USUALLY = 20
"""So many times the usual is added to it: a slow machine answers slowly, whoever waits."""


@pytest.fixture(autouse=True)
def many_files() -> Iterator[None]:
    """Leave to open more files than most systems give at first."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4096 if hard == resource.RLIM_INFINITY else min(4096, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["heads", "bodies", "readers"])
def test_pages_are_answered_and_uploads_taken_meanwhile(tmp_path: Path, kind: str) -> None:
    with serve(tmp_path / "data", tmp_path / "log") as served:
        _find_large_file(served)
        form, enough = open_form(served), _find_long_wait(served)
        with _hold_slow_connections(served, kind):
            slowest = max(_time_page(served) for _ in range(ASKED))
            answer = send(served, b"".join(write_upload(served, form)))
    assert slowest < enough
    assert answer.startswith(b"HTTP/1.1 303")


@pytest.mark.slow
def test_a_request_that_is_not_whole_in_time_is_closed(tmp_path: Path) -> None:
    with serve(tmp_path / "data", tmp_path / "log", prelude=SHORT_PATIENCE) as served:
        started = time.monotonic()
        with connect(served, timeout=180) as slow:
            slow.sendall(b"GET / HTTP/1.1\r\n")
            time.sleep(1)
            slow.sendall(b"Host: 127.0.0.1\r\n")
            assert read_all(slow) == b""
            assert time.monotonic() - started > 4


@pytest.mark.slow
def test_at_the_limit_the_connection_that_waits_longest_gives_way(tmp_path: Path) -> None:
    """Whoever opens connections without end loses their own, and others are answered."""
    with serve(tmp_path / "data", tmp_path / "log", WORKERS="1") as served, ExitStack() as held:
        enough = _find_long_wait(served)
        for _ in range(700):
            held.enter_context(connect(served)).sendall(b"GET")
        assert _time_page(served) < enough


def _find_large_file(served: Served) -> None:
    _, _, headers = served.get(LARGE_FILE)
    assert int(headers["Content-Length"]) > 1_000_000


@contextmanager
def _hold_slow_connections(served: Served, kind: str) -> Iterator[None]:
    done = Event()
    with ExitStack() as held:
        connections = [held.enter_context(_open_slow(served, kind)) for _ in range(SLOW_CONNECTIONS)]
        if kind == "readers":
            assert all(each.recv(1) for each in connections)  # each has its answer, and takes no more of it
        dripping = Thread(target=_drip, args=(connections, kind, done))
        dripping.start()
        try:
            time.sleep(1)
            yield
        finally:
            done.set()
            dripping.join()


def _open_slow(served: Served, kind: str) -> socket.socket:
    opened = socket.socket()
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    opened.settimeout(180)
    opened.connect(("127.0.0.1", int(served.address.rpartition(":")[2])))
    begun = {
        "heads": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ",
        "bodies": write_head(served, "/upload/file", "none=here", FORM_TYPE, 100_000),
        "readers": f"GET {LARGE_FILE} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode(),
    }
    opened.sendall(begun[kind])
    return opened


def _drip(connections: list[socket.socket], kind: str, done: Event) -> None:
    while not done.wait(1):
        for each in connections:
            with suppress(OSError):
                each.setblocking(False)
                if kind == "readers":
                    each.recv(1)
                else:
                    each.sendall(b"a")


def _find_long_wait(served: Served) -> float:
    """Seconds that no page takes on this machine unless it waits for somebody."""
    return NOBODY_WAITED_SECONDS + USUALLY * max(_time_page(served) for _ in range(3))


def _time_page(served: Served) -> float:
    started = time.monotonic()
    assert served.get("/upload/file")[0] == 200
    return time.monotonic() - started
