"""What still comes after an answer is thrown away, however much it is."""

from __future__ import annotations

import socket
import tracemalloc

import pytest

from maracdash.web_server.connections import Connection

BLOCK = b"x" * 32 * 1024
BLOCKS = 300


def test_what_is_thrown_away_takes_no_memory() -> None:
    ours, theirs = socket.socketpair()
    with theirs:
        connection = Connection(ours)
        tracemalloc.start()
        try:
            for _ in range(BLOCKS):
                theirs.sendall(BLOCK)
                connection.discard()
            assert tracemalloc.get_traced_memory()[0] < len(BLOCK) * BLOCKS / 10
        finally:
            tracemalloc.stop()
    with pytest.raises(ConnectionAbortedError):
        connection.discard()
    assert connection.held == 0
    connection.close()
