"""What somebody brings: a name, which decides nothing but how problems are labelled, and bytes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

from maracdash.model.quarters import Quarter

QUARTER = re.compile(r"(\d{4})[\s_-]*q([1-4])(?!\d)", re.IGNORECASE)


def labelled(name: str) -> str:
    """A file's name as it may stand in records and on pages: on one line, and of characters that there are."""
    shown = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(each if each.isprintable() else "_" for each in shown).strip() or "file"


def named_quarter(name: str) -> Quarter | None:
    """The quarter in a file's name, as in `report-2024-q1.csv`."""
    match = QUARTER.search(name)
    return Quarter(int(match[1]), int(match[2])) if match else None


@dataclass(frozen=True)
class Incoming:
    """One file as received. The overview report alone falls back on the name, for a quarter no title line gives."""

    name: str
    content: bytes

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal digest of the bytes."""
        return hashlib.sha256(self.content).hexdigest()
