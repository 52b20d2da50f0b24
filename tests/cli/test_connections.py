"""Connections to the served program, as HTTP allows them: kept, several requests ahead, in chunks, told to go ahead."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.support.raw_requests import FORM_TYPE, begin, connect, open_form, read_all, send, write_head, write_upload
from tests.support.servers import Served, serve

ASK = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
LAST = ASK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("connections")
    with serve(folder / "data", folder / "log") as running:
        yield running


def test_requests_sent_ahead_are_answered_in_their_order(served: Served) -> None:
    answers = send(served, ASK + ASK.replace(b"/healthz", b"/nowhere") + LAST)
    assert re.findall(rb"HTTP/1.1 (\d+)", answers) == [b"200", b"404", b"200"]


def test_a_connection_is_kept_between_requests(served: Served) -> None:
    with connect(served) as kept:
        for _ in range(3):
            kept.sendall(ASK)
            assert kept.recv(65536).startswith(b"HTTP/1.1 200")


def test_an_upload_in_chunks_is_taken(served: Served) -> None:
    head, body = write_upload(served, open_form(served))
    head = re.sub(rb"Content-Length: \d+", b"Transfer-Encoding: chunked", head)
    pieces = (body[start : start + 100] for start in range(0, len(body), 100))
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    assert send(served, head + chunks + b"0\r\n\r\n").startswith(b"HTTP/1.1 303")


def test_who_asks_to_be_told_before_sending_is_told_once(served: Served) -> None:
    head, body = write_upload(served, open_form(served))
    with connect(served) as sending:
        begin(sending, head)
        sending.sendall(body)
        assert read_all(sending).startswith(b"HTTP/1.1 303")


def test_too_much_is_refused_in_words_while_it_is_sent(served: Served) -> None:
    form = open_form(served)
    for megabytes in (50, 100):
        length = megabytes * 1024 * 1024
        head = write_head(served, "/upload/file", form.cookie, FORM_TYPE, length)
        answer = send(served, head + b"x" * length)
        assert answer.startswith(b"HTTP/1.1 413")
        assert b"Too much to send at once" in answer


def test_too_much_for_another_page_is_refused_before_it_is_sent(served: Served) -> None:
    form = open_form(served)
    head = write_head(served, "/notifications", form.cookie, FORM_TYPE, 64 * 1024 + 1)
    assert send(served, head).startswith(b"HTTP/1.1 413")


def test_what_follows_a_body_that_is_too_long_is_no_request(served: Served) -> None:
    """Behind a proxy it would be answered to somebody else."""
    head = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000000\r\n\r\n"
    answers = send(served, head + ASK + LAST)
    assert len(re.findall(rb"HTTP/1.1 \d+", answers)) == 1


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (b"GET /" + b"x" * 9000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"4"),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"x" * 100_000 + b"\r\n\r\n", b"4"),
        (b"GET / HTTP/1.1\nHost: 127.0.0.1\n\n", b"400"),
        (b"\x16\x03\x01 no HTTP at all\r\n\r\n", b"400"),
        (
            b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            b"400",
        ),
    ],
    ids=["request line", "header", "bare line feeds", "no HTTP", "two lengths"],
)
def test_what_is_no_request_is_refused(served: Served, asked: bytes, status: bytes) -> None:
    assert send(served, asked).startswith(b"HTTP/1.1 " + status)
