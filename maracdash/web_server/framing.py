"""Framing of HTTP requests: where one ends among the bytes of a connection. To read it is left to gunicorn.

Where no end can be told, all that came is handed on, and gunicorn refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

MAX_HEAD_BYTES = 64 * 1024
MAX_SIZE_LINE_BYTES = 8 * 1024
MAX_BODY_BYTES = 64 * 1024 * 1024
"""More than any page takes. A body that is said to be longer is not waited for: the app refuses it by its length."""
HEAD_END = re.compile(rb"\r?\n\r?\n")
BODY_LENGTH = re.compile(rb"\n(?:content-length[ \t]*:[ \t]*(\d{1,18})|(transfer-encoding)[ \t]*:)", re.IGNORECASE)
EXPECTATION = re.compile(rb"\nexpect[ \t]*:[ \t]*100-continue", re.IGNORECASE)
CHUNK_SIZE = re.compile(rb"[0-9a-fA-F]{1,16}")
"""Python would read a sign, an underscore and 0x too."""
GO_AHEAD = b"HTTP/1.1 100 Continue\r\n\r\n"


def take_request(arrived: bytearray, content: IO[bytes]) -> Iterator[bytes]:
    """Move one request from what arrived to its content. Ends when it is whole, and waits for more until then.

    Each wait is told what to answer meanwhile, mostly nothing. What arrived beyond the end stays where it is.
    """
    while not (ended := HEAD_END.search(arrived)):
        if len(arrived) > MAX_HEAD_BYTES:
            yield from _take(arrived, content, len(arrived))
            return
        yield b""
    head = bytes(arrived[: ended.end()])
    yield from _take(arrived, content, len(head))
    if EXPECTATION.search(head):
        yield GO_AHEAD
    lengths = BODY_LENGTH.findall(head)
    if any(encoding for _, encoding in lengths):
        yield from _take_chunks(arrived, content)
    elif lengths and (length := int(lengths[0][0])) <= MAX_BODY_BYTES:
        yield from _take(arrived, content, length)


def _take_chunks(arrived: bytearray, content: IO[bytes]) -> Iterator[bytes]:
    size: int | None = MAX_BODY_BYTES
    while size and content.tell() <= MAX_BODY_BYTES:
        while (line := arrived.find(b"\r\n")) < 0 and len(arrived) <= MAX_SIZE_LINE_BYTES:
            yield b""
        size = _read_chunk_size(arrived[: max(line, 0)])
        if size:
            yield from _take(arrived, content, line + 2 + size + 2)
    while size == 0 and not HEAD_END.search(arrived) and len(arrived) <= MAX_HEAD_BYTES:
        yield b""
    ended = HEAD_END.search(arrived) if size == 0 else None
    yield from _take(arrived, content, ended.end() if ended else len(arrived))


def _read_chunk_size(line: bytearray) -> int | None:
    """The size that a chunk's first line states; None where it states none."""
    stated = line.partition(b";")[0].strip(b" \t")
    return min(int(stated, 16), MAX_BODY_BYTES) if CHUNK_SIZE.fullmatch(stated) else None


def _take(arrived: bytearray, content: IO[bytes], length: int) -> Iterator[bytes]:
    while length:
        part = arrived[:length]
        del arrived[:length]
        content.write(part)
        length -= len(part)
        if length:
            yield b""
