"""Which notices a person has read: a file for each person that only ever grows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from maracdash.store.durable_files import append_line, read_lines

FOLDER = "read"
READ, UNREAD = "+", "-"


def mark_read(folder: Path, who: str, ids: Iterable[str]) -> None:
    """Note that this person has read these."""
    _mark(folder, who, ids, READ)


def mark_unread(folder: Path, who: str, ids: Iterable[str]) -> None:
    """Note that this person wants to see these again."""
    _mark(folder, who, ids, UNREAD)


def read(folder: Path, who: str) -> frozenset[str]:
    """Ids of what this person has read."""
    marks = {line[1:]: line[0] for line in read_lines(_path(folder, who))}
    return frozenset(each for each, mark in marks.items() if mark == READ)


def _mark(folder: Path, who: str, ids: Iterable[str], mark: str) -> None:
    text = "\n".join(f"{mark}{' '.join(each.split())}" for each in ids)
    if text:
        append_line(_path(folder, who), text)


def _path(folder: Path, who: str) -> Path:
    return folder / FOLDER / f"{hashlib.sha256(who.encode()).hexdigest()[:32]}.txt"
