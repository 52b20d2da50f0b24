"""Read notices of each person: a file for each that only ever grows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from maracdash.store.folder_files import append_line, read_lines
from maracdash.store.folder_names import READ_MARKS_FOLDER

READ_MARK, UNREAD_MARK = "+", "-"


def mark_read(folder: Path, who: str, ids: Iterable[str]) -> None:
    """Note that this person has read these."""
    _append_marks(folder, who, ids, READ_MARK)


def mark_unread(folder: Path, who: str, ids: Iterable[str]) -> None:
    """Note that this person wants to see these again."""
    _append_marks(folder, who, ids, UNREAD_MARK)


def read_ids(folder: Path, who: str) -> frozenset[str]:
    """Ids of what this person has read."""
    marks = {line[1:]: line[0] for line in read_lines(folder, _file_name(who))}
    return frozenset(each for each, mark in marks.items() if mark == READ_MARK)


def _append_marks(folder: Path, who: str, ids: Iterable[str], mark: str) -> None:
    text = "\n".join(f"{mark}{' '.join(each.split())}" for each in ids)
    if text:
        append_line(folder, _file_name(who), text)


def _file_name(who: str) -> str:
    return f"{READ_MARKS_FOLDER}/{hashlib.sha256(who.encode()).hexdigest()[:32]}.txt"
