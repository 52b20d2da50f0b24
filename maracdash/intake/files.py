"""Uploaded files: bytes, and a name that decides nothing but how problems are labelled."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

from maracdash.model.quarters import Quarter

QUARTER = re.compile(r"([0-9]{4})[\s_-]*q([1-4])(?!\d)", re.IGNORECASE)


def clean_file_name(name: str) -> str:
    """Clean a file's name for records and pages: one line of printable characters."""
    shown = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(each if each.isprintable() else "_" for each in shown).strip() or "file"


def find_quarter_in_name(name: str) -> Quarter | None:
    """Find the quarter in a file's name, as in `report-2024-q1.csv`."""
    match = QUARTER.search(name)
    return Quarter(int(match[1]), int(match[2])) if match else None


@dataclass(frozen=True)
class UploadedFile:
    """One file as received. The overview report alone falls back on the name, for a quarter no title line gives."""

    name: str
    content: bytes

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal digest of the bytes."""
        return hashlib.sha256(self.content).hexdigest()
