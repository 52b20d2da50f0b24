"""Readers: bytes to sheets of text. The content decides which reads a file, never its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from maracdash.intake.files import Incoming
from maracdash.intake.problems import Unreadable
from maracdash.intake.readers import foreign, texts, workbooks
from maracdash.intake.readers.sheets import Sheet


@dataclass(frozen=True, kw_only=True)
class Reader:
    """`accepts` looks at the first bytes only; `read` raises Unreadable with a sentence."""

    accepts: Callable[[bytes], bool]
    read: Callable[[Incoming], tuple[Sheet, ...]]


READERS = (
    Reader(accepts=foreign.recognised, read=foreign.refuse),
    Reader(accepts=lambda content: content.startswith((b"PK\x03\x04", b"PK\x05\x06")), read=workbooks.read),
)
"""Whatever none of them accepts is read as text."""


def sheets(file: Incoming, delimiter: Callable[[str], str]) -> tuple[Sheet, ...]:
    """The sheets of a file; a text has one, and `delimiter` tells what separates its columns. Raises Unreadable."""
    if not file.content.strip():
        raise Unreadable("The file is empty.")
    reader = next((each for each in READERS if each.accepts(file.content)), None)
    return reader.read(file) if reader else texts.read(file, delimiter)
