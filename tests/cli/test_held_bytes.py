"""Bodies that never end: at the limit of what a process holds, whoever holds most gives way, and nobody else."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.support.raw_requests import FORM_TYPE, begin, connect, open_form, read_all, send, write_head, write_upload
from tests.support.servers import Served, serve

KILOBYTE = 1024
LOW_LIMIT = f"""
from maracdash.web_server import worker
worker.MAX_HELD_BYTES = {1000 * KILOBYTE}
"""
NEVER_WHOLE = 10_000 * KILOBYTE
MANY = 80


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("held")
    with serve(folder / "data", folder / "log", prelude=LOW_LIMIT, WORKERS="1") as running:
        yield running


@pytest.mark.parametrize(("sizes", "closed"), [((400, 500, 300), 1), ((400, 400, 300), 0)], ids=["most", "oldest"])
def test_at_the_limit_who_holds_most_gives_way_or_the_oldest(
    served: Served, sizes: tuple[int, ...], closed: int
) -> None:
    with ExitStack() as held:
        connections = [_hold(served, held, size) for size in sizes]
        assert _is_closed(connections.pop(closed))
        assert served.get("/healthz")[0] == 200
        assert not any(_is_closed(each) for each in connections)


def test_pages_are_answered_and_a_file_taken_while_others_hold_all(served: Served) -> None:
    with ExitStack() as held:
        form = open_form(served)
        for _ in range(MANY):
            _hold(served, held, 100)
        assert all(served.get("/upload/file")[0] == 200 for _ in range(20))
        assert send(served, b"".join(write_upload(served, form))).startswith(b"HTTP/1.1 303")


def test_what_was_held_is_free_again(served: Served) -> None:
    for _ in range(3):
        with ExitStack() as held:
            kept = _hold(served, held, 900)
            assert not _is_closed(kept)
        time.sleep(0.2)


def _hold(served: Served, held: ExitStack, kilobytes: int) -> socket.socket:
    """A connection that has sent so much of a body, and the server has taken it."""
    opened = held.enter_context(connect(served))
    begin(opened, write_head(served, "/upload/file", "none=here", FORM_TYPE, NEVER_WHOLE))
    opened.sendall(b"x" * kilobytes * KILOBYTE)
    served.get("/healthz")
    return opened


def _is_closed(opened: socket.socket) -> bool:
    opened.settimeout(0.5)
    try:
        return read_all(opened) == b""
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False
