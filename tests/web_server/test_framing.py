"""Where a request ends: whatever the pieces that it comes in, all of it is taken and nothing beyond."""

from __future__ import annotations

import io
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maracdash.web_server.framing import GO_AHEAD, MAX_HEAD_BYTES, take_request

GET = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n\r\nabcde"
CHUNKED = (
    b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5;note=x\r\nabc\r\n\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n"
)
TRAILED = b"POST / HTTP/1.1\r\ntransfer-encoding : chunked\r\n\r\n1\r\na\r\n0\r\nChecksum: 1\r\n\r\n"
NEXT = b"GET /next HTTP/1.1\r\n"


@pytest.mark.parametrize("request_bytes", [GET, POST, CHUNKED, TRAILED])
@given(cuts=st.lists(st.integers(min_value=0, max_value=150), max_size=8))
def test_a_request_is_whole_at_its_end_and_not_before(request_bytes: bytes, cuts: list[int]) -> None:
    places = sorted({0, *(cut for cut in cuts if cut < len(request_bytes)), len(request_bytes)})
    pieces = [request_bytes[start:end] for start, end in pairwise(places)]
    taken, waits, rest = _take_pieces([*pieces[:-1], pieces[-1] + NEXT])
    assert (taken, rest) == (request_bytes, NEXT)
    assert waits == len(pieces) - 1


def test_who_waits_to_be_told_to_send_is_told() -> None:
    head = POST[:-5].replace(b"Host", b"Expect: 100-continue\r\nHost")
    content, arrived = io.BytesIO(), bytearray(head)
    steps = take_request(arrived, content)
    assert next(steps) == GO_AHEAD
    assert next(steps) == b""
    arrived += b"abcde"
    assert [*steps] == []
    assert content.getvalue() == head + b"abcde"


@pytest.mark.parametrize(
    "endless",
    [
        b"GET / HTTP/1.1\r\nX: " + b"x" * MAX_HEAD_BYTES,
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nnot a number\r\n",
        *(
            b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + each
            for each in (b"-1\r\n", b"0x5\r\n", b"1_0\r\n")
        ),
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1" * 10_000,
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + b"x" * (MAX_HEAD_BYTES + 1),
    ],
    ids=["head", "chunk size", "negative", "prefixed", "grouped", "chunk size line", "trailers"],
)
def test_where_no_end_can_be_told_all_is_handed_on(endless: bytes) -> None:
    assert _take_pieces([endless]) == (endless, 0, b"")


@pytest.mark.parametrize(
    ("path", "kilobytes"),
    [
        ("/", 64),
        ("/sign-in", 64),
        ("/sign-in?next=/upload/file", 64),
        ("/uploads", 64),
        ("/upload", 2 * 1024),
        ("/upload/form", 2 * 1024),
        ("/upload/file/0123abcd/accept", 2 * 1024),
        ("/upload/file", 40 * 1024),
        ("/upload/file?x=1", 40 * 1024),
        ("/marac/dashboard/upload/file", 40 * 1024),
        ("http://host.example.org/marac/upload/form", 2 * 1024),
    ],
)
def test_a_body_longer_than_its_path_takes_is_not_waited_for(path: str, kilobytes: int) -> None:
    """The lengths are those of docs/security.md and of a form of figures."""
    longest = kilobytes * 1024
    for length, taken in ((longest, True), (longest + 1, False)):
        head = POST[:-5].replace(b"5\r\n", f"{length}\r\n".encode()).replace(b" / ", f" {path} ".encode())
        told = head.replace(b"Host", b"Expect: 100-continue\r\nHost")
        assert (next(take_request(bytearray(told), io.BytesIO()), None) == GO_AHEAD) is taken
        if taken:
            assert _take_pieces([head + b"x" * length]) == (head + b"x" * length, 0, b"")
        else:
            assert _take_pieces([head + b"begin"]) == (head, 0, b"begin")


def test_chunks_without_end_are_not_waited_for() -> None:
    head = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    for chunk in (b"1\r\nx\r\n", b"2000\r\n" + b"x" * 0x2000 + b"\r\n", b"fffffff\r\n" + b"x" * 0xFFFF):
        many = head + chunk * (2 * 1024 * 1024 // len(chunk))
        taken, _, _ = _take_pieces(many[start : start + 8192] for start in range(0, len(many), 8192))
        assert 64 * 1024 < len(taken) < 200 * 1024


@pytest.mark.parametrize(
    ("request_bytes", "ended"),
    [
        (POST, True),
        (CHUNKED, True),
        (POST.replace(b"5\r\n", b"99999999\r\n"), False),
        (CHUNKED.replace(b"5;", b"x;"), False),
    ],
    ids=["length", "chunks", "too long", "bad chunk"],
)
def test_it_is_told_where_the_next_request_begins(request_bytes: bytes, ended: bool) -> None:  # noqa: FBT001 - a case's
    steps = take_request(bytearray(request_bytes), io.BytesIO())
    with pytest.raises(StopIteration) as last:
        next(steps)
    assert last.value.value is ended


def _take_pieces(pieces: Iterable[bytes]) -> tuple[bytes, int, bytes]:
    """What was taken, how often more was waited for, and what is left."""
    content, arrived = io.BytesIO(), bytearray()
    steps, waits = take_request(arrived, content), -1
    for piece in pieces:
        arrived += piece
        waits += 1
        if next(steps, None) is None:
            break
    else:
        raise AssertionError("it is not whole")
    return content.getvalue(), waits, bytes(arrived)
