"""Gunicorn's worker of threads, but for one thing: a thread is given whole requests, and hands over whole answers.

By itself a thread waits for whoever sends or reads slowly, and sixteen such connections hold the whole site.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from selectors import EVENT_READ, EVENT_WRITE
from typing import Any

from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

from maracdash.web_server.body_limits import MAX_BODY_BYTES
from maracdash.web_server.connections import PATIENCE_SECONDS, Connection
from maracdash.web_server.framing import MAX_HEAD_BYTES

LINGER_SECONDS = 2.0
CHECK_SECONDS = 1.0
MAX_HELD_BYTES = 512 * 1024 * 1024
"""Bytes of requests that are not answered yet, of all connections of a worker."""
SMALL_BYTES = MAX_HEAD_BYTES + MAX_BODY_BYTES
"""A request of no more is let in whatever the others hold: a worker's connections are few enough for that."""


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """Threads for the program alone; all waiting is done by the thread that listens."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting: dict[Any, None] = {}  # for the other side; who waits longest comes first
        self._held = 0
        self._checked_at = 0.0

    def accept(self, listener: socket.socket) -> None:
        """Take a connection; at the limit in the place of the one that waits longest."""
        self._accept(listener)

    def set_accept_enabled(self, enabled: bool) -> None:  # noqa: FBT001 - gunicorn's own
        """Take connections or not. Whoever comes once it stops is refused at once, so that a proxy goes elsewhere.

        Those that the system took meanwhile are answered: a close would reset them.
        """
        super().set_accept_enabled(enabled)
        if not enabled and not self.alive:
            for listener in self.sockets:
                with suppress(OSError):  # closed already
                    while self.nr_conns < self.worker_connections and self._accept(listener):
                        continue
                listener.close()

    def _accept(self, listener: socket.socket) -> bool:
        """Take a connection; False where none waits."""
        try:
            channel, client = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return False
        if self.nr_conns + 1 >= self.worker_connections and self._waiting:
            self._close(next(iter(self._waiting)))
        self.nr_conns += 1
        conn = TConn(self.cfg, Connection(channel), client, listener.getsockname())
        conn.data_ready = True
        self._wait(conn, EVENT_READ, self._receive)
        return True

    def handle(self, conn: TConn) -> object:
        """Answer a request in a thread, which then sends as much as is taken at once."""
        keeps = super().handle(conn)
        with suppress(OSError):
            conn.sock.deliver()
        return keeps

    def finish_request(self, conn: TConn, fs: Future[object]) -> None:
        """Wait for whoever takes the answer, after the thread is done."""
        conn.keeps = not fs.exception() and bool(fs.result()) and conn.sock.is_read()
        self._held -= conn.sock.forget_request()
        self._go_on(conn, self._deliver)

    def murder_pending(self) -> None:
        """Close the connections whose other side is too slow."""
        if time.monotonic() > self._checked_at + CHECK_SECONDS:
            self._checked_at = time.monotonic()
            for conn in [each for each in self._waiting if each.sock.is_overdue()]:
                self._close(conn)

    def _cap_keepalive(self, deadline: float) -> None:  # noqa: ARG002 - gunicorn's, of connections that it holds
        for conn in self._waiting:
            conn.sock.hurry(STOP_KEEPALIVE_LINGER)

    def _receive(self, conn: TConn) -> None:
        self._held += conn.sock.receive()
        if self._held > MAX_HELD_BYTES:
            self._close_largest()
        if conn in self._waiting and conn.sock.is_whole():
            self._start(conn)

    def _close_largest(self) -> None:
        """Close whoever holds most of those that have not sent all; of equal ones who waits longest."""
        largest = max(self._waiting, key=lambda each: each.sock.held)
        if largest.sock.held > SMALL_BYTES:
            self._close(largest)

    def _start(self, conn: TConn) -> None:
        self._stop_waiting(conn)
        self.enqueue_req(conn)

    def _deliver(self, conn: TConn) -> None:
        if not conn.sock.deliver():
            if conn not in self._waiting:
                self._wait(conn, EVENT_WRITE, self._deliver)
        elif not conn.keeps:
            conn.sock.shutdown(socket.SHUT_WR)  # a close now would throw away what is still on its way
            self._wait(conn, EVENT_READ, self._discard, LINGER_SECONDS)
        elif conn.sock.is_whole():
            self._start(conn)
        else:
            self._wait(conn, EVENT_READ, self._receive, self.cfg.keepalive)

    def _discard(self, conn: TConn) -> None:
        conn.sock.discard()

    def _wait(self, conn: TConn, event: int, then: Callable[[TConn], None], patience: float = PATIENCE_SECONDS) -> None:
        """Wait until the other side sends or takes something."""
        self._stop_waiting(conn)
        conn.sock.wait(patience)
        self._waiting[conn] = None
        self.poller.register(conn.sock.channel, event, partial(self._on_event, conn, then))

    def _on_event(self, conn: TConn, then: Callable[[TConn], None], _: socket.socket) -> None:
        if conn in self._waiting:  # and was not closed since the poller told of it
            self._go_on(conn, then)

    def _go_on(self, conn: TConn, then: Callable[[TConn], None]) -> None:
        """Take the next step; an error of the connection is its end."""
        try:
            then(conn)
        except BlockingIOError:
            return
        except OSError:
            self._close(conn)

    def _stop_waiting(self, conn: TConn) -> None:
        if conn in self._waiting:
            del self._waiting[conn]
            self.poller.unregister(conn.sock.channel)

    def _close(self, conn: TConn) -> None:
        self._stop_waiting(conn)
        self.nr_conns -= 1
        self._held -= conn.sock.forget_request()
        conn.sock.close()
