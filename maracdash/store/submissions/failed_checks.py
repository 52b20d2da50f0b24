"""Checks that failed: who brought what kind of file and how many problems it had; never a name or a value of a file."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

FILE = "failed-checks.jsonl"


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One failed check; `areas` are codes."""

    at: datetime
    who: str
    kinds: tuple[str, ...]
    problems: int
    areas: tuple[str, ...]


def record(folder: Path, who: str, kinds: Sequence[str], problems: int, areas: Sequence[str]) -> None:
    """Add a line; one write, so that lines of two processes never mix."""
    line = {
        "at": datetime.now(UTC).isoformat(),
        "who": who,
        "kinds": sorted({kind for kind in kinds if kind}),
        "problems": problems,
        "areas": list(areas),
    }
    append(folder / FILE, json.dumps(line, ensure_ascii=False))


def attempts(folder: Path) -> tuple[Attempt, ...]:
    """Every failed check, oldest first; a line cut short by a crash is left out."""
    found = []
    for line in lines(folder / FILE):
        try:
            each = json.loads(line)
            found.append(
                Attempt(
                    at=datetime.fromisoformat(each["at"]),
                    who=each["who"],
                    kinds=tuple(each["kinds"]),
                    problems=each["problems"],
                    areas=tuple(each["areas"]),
                )
            )
        except (ValueError, KeyError, TypeError):
            continue
    return tuple(found)


def append(path: Path, line: str) -> None:
    """Add one line to a file that only ever grows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, f"{line}\n".encode())
    finally:
        os.close(handle)


def lines(path: Path) -> list[str]:
    """The whole lines of such a file; none where there is no file."""
    try:
        return [line for line in path.read_text(encoding="utf-8").splitlines() if line]
    except FileNotFoundError:
        return []
