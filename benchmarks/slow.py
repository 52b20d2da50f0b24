"""Answers while 200 others send or take a byte a second: they hold connections, and nobody should wait for them."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from benchmarks import servers
from benchmarks.conversations import Conversation, change_address
from benchmarks.countries import choose_selections
from benchmarks.measures import Measure, percentile
from benchmarks.servers import HOST, Server

SLOW_CONNECTIONS = 200
ASKED = 100
PATIENCE = 30.0
MILLISECONDS = 1000
LARGE_FILE = "/_dash-component-suites/plotly/package_data/plotly.min.js"
BEGUN = {
    "nobody else": b"",
    "heads of requests": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ",
    "bodies": b"POST /upload/file HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n",
    "readers": f"GET {LARGE_FILE} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode(),
}


def measure_slow(data: Path) -> list[Measure]:
    """Ask one after the other, on a new connection each, while slow ones of each kind are open."""
    paths = [change_address(each) for each in choose_selections(data, ASKED * len(BEGUN))]
    times: dict[str, float] = {}
    with servers.serve_dashboard(data) as server:
        for place, (kind, begun) in enumerate(BEGUN.items()):
            with _hold_slow_connections(server, begun):
                shares = paths[place * ASKED : (place + 1) * ASKED]
                times[kind] = percentile([_time_answer(server, path) for path in shares], 0.95) * MILLISECONDS
    alone = times.pop("nobody else")
    return [
        Measure(
            name=f"Filter change, p95, with {SLOW_CONNECTIONS} slow {kind}",
            median=each,
            unit="ms",
            target=200,
            floor=alone,
            bare="without them",
        )
        for kind, each in times.items()
    ]


def _time_answer(server: Server, path: str) -> float:
    conversation = Conversation(server)
    reply = conversation.get(path, packed=True)
    conversation.close()
    if reply.status != 200:
        raise RuntimeError(f"A change was answered {reply.status}.")
    return reply.seconds


@contextmanager
def _hold_slow_connections(server: Server, begun: bytes) -> Iterator[None]:
    done = threading.Event()
    with ExitStack() as held:
        opened = [held.enter_context(_open_slow(server, begun)) for _ in range(SLOW_CONNECTIONS if begun else 0)]
        if begun == BEGUN["readers"]:
            for each in opened:
                each.recv(1)  # each has its answer, and takes no more of it
        dripping = threading.Thread(target=_drip, args=(opened, begun, done))
        dripping.start()
        try:
            yield
        finally:
            done.set()
            dripping.join()


def _open_slow(server: Server, begun: bytes) -> socket.socket:
    opened = socket.socket()
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    opened.settimeout(PATIENCE)
    opened.connect((HOST, server.port))
    opened.sendall(begun)
    return opened


def _drip(opened: list[socket.socket], begun: bytes, done: threading.Event) -> None:
    while not done.wait(1):
        for each in opened:
            with suppress(OSError):
                each.setblocking(False)
                if begun == BEGUN["readers"]:
                    each.recv(1)
                else:
                    each.sendall(b"a")
