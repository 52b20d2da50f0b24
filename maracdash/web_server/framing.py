"""Framing of HTTP requests: where one ends among the bytes of a connection. To read it is left to gunicorn.

Where no end can be told, all that came is handed on, and gunicorn refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import IO

from maracdash.web_server.body_limits import find_limit

MAX_HEAD_BYTES = 64 * 1024
MAX_SIZE_LINE_BYTES = 8 * 1024
HEAD_END = re.compile(rb"\r?\n\r?\n")
PATH = re.compile(rb"\S+ +([^\s?]+)")
BODY_LENGTH = re.compile(rb"\n(?:content-length[ \t]*:[ \t]*(\d{1,18})|(transfer-encoding)[ \t]*:)", re.IGNORECASE)
EXPECTATION = re.compile(rb"\nexpect[ \t]*:[ \t]*100-continue", re.IGNORECASE)
CHUNK_SIZE = re.compile(rb"[0-9a-fA-F]{1,16}")
"""Python would read a sign, an underscore and 0x too."""
GO_AHEAD = b"HTTP/1.1 100 Continue\r\n\r\n"


def take_request(arrived: bytearray, content: IO[bytes]) -> Generator[bytes, None, bool]:
    """Move one request from what arrived to its content. Ends when it is whole, and waits for more until then.

    Each wait is told what to answer meanwhile, mostly nothing. What arrived beyond the end stays where it is.
    A body that is longer than its path takes is not waited for: the app refuses it by its length. Returns whether
    the request's end was found, so that what follows it is the next.
    """
    while not (ended := HEAD_END.search(arrived)):
        if len(arrived) > MAX_HEAD_BYTES:
            yield from _take(arrived, content, len(arrived))
            return False
        yield b""
    head = bytes(arrived[: ended.end()])
    yield from _take(arrived, content, len(head))
    limit, lengths = find_limit(_read_path(head)), BODY_LENGTH.findall(head)
    in_chunks = any(encoding for _, encoding in lengths)
    length = int(lengths[0][0]) if lengths and not in_chunks else 0
    if length > limit:
        return False
    if EXPECTATION.search(head):
        yield GO_AHEAD
    if in_chunks:
        return (yield from _take_chunks(arrived, content, limit))
    yield from _take(arrived, content, length)
    return True


def _read_path(head: bytes) -> str:
    """The path that is asked for, as it was sent; empty where there is none."""
    found = PATH.match(head)
    return found[1].decode("latin-1") if found else ""


def _take_chunks(arrived: bytearray, content: IO[bytes], limit: int) -> Generator[bytes, None, bool]:
    """Move the chunks of a body. The lines that state their sizes may take half as much again."""
    size: int | None = limit
    end = content.tell() + limit + limit // 2
    while size and content.tell() <= end:
        while (line := arrived.find(b"\r\n")) < 0 and len(arrived) <= MAX_SIZE_LINE_BYTES:
            yield b""
        size = _read_chunk_size(arrived[: max(line, 0)], limit)
        if size:
            yield from _take(arrived, content, line + 2 + size + 2)
    while size == 0 and not HEAD_END.search(arrived) and len(arrived) <= MAX_HEAD_BYTES:
        yield b""
    ended = HEAD_END.search(arrived) if size == 0 else None
    yield from _take(arrived, content, ended.end() if ended else len(arrived))
    return bool(ended)


def _read_chunk_size(line: bytearray, limit: int) -> int | None:
    """The size that a chunk's first line states, or the limit if that is less; None where it states none."""
    stated = line.partition(b";")[0].strip(b" \t")
    return min(int(stated, 16), limit) if CHUNK_SIZE.fullmatch(stated) else None


def _take(arrived: bytearray, content: IO[bytes], length: int) -> Generator[bytes, None, None]:
    while length:
        part = arrived[:length]
        del arrived[:length]
        content.write(part)
        length -= len(part)
        if length:
            yield b""
