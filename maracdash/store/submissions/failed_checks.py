"""Failed checks: the submitter, the file types and the number of problems; never a name or a value of a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from maracdash.store.folder_files import append_line, read_records
from maracdash.store.folder_names import FAILED_CHECKS_FILE


@dataclass(frozen=True, kw_only=True)
class FailedCheck:
    """One failed check; `areas` are codes."""

    at: datetime
    who: str
    kinds: tuple[str, ...]
    problems: int
    areas: tuple[str, ...]


def record_failed_check(folder: Path, who: str, kinds: Sequence[str], problems: int, areas: Sequence[str]) -> None:
    """Record a failed check as one line; one write, so that lines of two processes never mix."""
    line = {
        "at": datetime.now(UTC).isoformat(),
        "who": who,
        "kinds": sorted({kind for kind in kinds if kind}),
        "problems": problems,
        "areas": list(areas),
    }
    append_line(folder, FAILED_CHECKS_FILE, json.dumps(line, ensure_ascii=False))


def read_failed_checks(folder: Path) -> tuple[FailedCheck, ...]:
    """Read every failed check, oldest first."""
    found = []
    for each in read_records(folder, FAILED_CHECKS_FILE):
        try:
            found.append(
                FailedCheck(
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
