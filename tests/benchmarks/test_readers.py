"""Readers of a crowd hear whole answers, tell those that are none, and ask again where a kept connection was closed."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from benchmarks.readers import Habits, ask_each, send_readers

WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
BUSY = b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n"
CUT = b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello"


@contextmanager
def answering(answer: bytes, answers_each: int) -> Iterator[int]:
    """A server that gives so many answers on each connection and closes it then; its port."""

    def serve(talking: socket.socket) -> None:
        with talking:
            for _ in range(answers_each):
                heard = b""
                while not heard.endswith(b"\r\n\r\n"):
                    more = talking.recv(4096)
                    if not more:
                        return
                    heard += more
                talking.sendall(answer[:20])
                talking.sendall(answer[20:])

    def accept() -> None:
        while True:
            try:
                talking, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(talking,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=accept, daemon=True).start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("answer", [WHOLE, CHUNKED], ids=["with a length", "in chunks"])
@pytest.mark.parametrize("answers_each", [1, 100], ids=["closed after each", "kept"])
def test_an_answer_is_heard_to_its_end(answer: bytes, answers_each: int) -> None:
    with answering(answer, answers_each) as port:
        heard = ask_each(port, ["/a", "/b", "/c"])
    assert [(each.path, each.status) for each in heard] == [(0, 200), (1, 200), (2, 200)]
    assert len({each.digest for each in heard}) == 1


def test_what_is_no_answer_is_told_from_one() -> None:
    with answering(BUSY, 100) as port:
        assert [each.status for each in ask_each(port, ["/"])] == [503]
    with answering(CUT, 1) as port:
        assert [each.status for each in ask_each(port, ["/"])] == [0]


def test_readers_think_between_two_questions() -> None:
    with answering(WHOLE, 100) as port:
        heard = send_readers(port, ["/a", "/b"], Habits(readers=20, thinking=0.2, seconds=2.0))
    assert {each.path for each in heard} == {0, 1}
    assert 1 < len(heard) <= 260, "without thinking there would be thousands"
    assert all(each.status == 200 and each.seconds >= 0 for each in heard)
