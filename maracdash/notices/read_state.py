"""Read notices of each person: a file for each. What a later mark outdates is left out of it from time to time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from maracdash.store.folder_files import append_line, read_lines, replace_file
from maracdash.store.folder_names import READ_MARKS_FOLDER

READ_MARK, UNREAD_MARK = "+", "-"
MAX_OUTDATED = 1000
"""Lines of a file that later ones outdate."""


def mark_read(folder: Path, who: str, ids: Iterable[str]) -> None:
    """Note that this person has read these."""
    _append_marks(folder, who, ids, READ_MARK)


def mark_unread(folder: Path, who: str, ids: Iterable[str]) -> None:
    """Note that this person wants to see these again."""
    _append_marks(folder, who, ids, UNREAD_MARK)


def read_ids(folder: Path, who: str) -> frozenset[str]:
    """Ids of what this person has read."""
    return _find_read(read_lines(folder, _file_name(who)))


def _append_marks(folder: Path, who: str, ids: Iterable[str], mark: str) -> None:
    lines = read_lines(folder, _file_name(who))
    read = _find_read(lines)
    changed = [each for each in (" ".join(each.split()) for each in ids) if (each in read) != (mark == READ_MARK)]
    if changed and len(lines) > len(read) + MAX_OUTDATED:
        replace_file(folder, _file_name(who), "".join(f"{READ_MARK}{each}\n" for each in sorted(read)).encode())
    if changed:
        append_line(folder, _file_name(who), "\n".join(f"{mark}{each}" for each in changed))


def _find_read(lines: Iterable[str]) -> frozenset[str]:
    marks = {line[1:]: line[0] for line in lines}
    return frozenset(each for each, mark in marks.items() if mark == READ_MARK)


def _file_name(who: str) -> str:
    return f"{READ_MARKS_FOLDER}/{hashlib.sha256(who.encode()).hexdigest()[:32]}.txt"
