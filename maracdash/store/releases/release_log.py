"""The release log: the composition of each release, kept for ever beside the few release files that are kept."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from maracdash.model.errors import NotFoundError
from maracdash.model.safe_rules import SafeRule
from maracdash.store import durable_files
from maracdash.store.releases.build import Release
from maracdash.store.safe_rule import parse_rule
from maracdash.store.submissions.logged_ids import ENTRY_FILES, IN_FORCE_KEY, NOT_IN_FORCE_KEY

SECONDS_KEY = "built_in_seconds"
TIME_STAMP = re.compile(r"(?:release-)?(\d{8}T\d{6,12})(?:-[0-9a-f]+)?")


@dataclass(frozen=True, kw_only=True)
class ReleaseLogEntry:
    """One release and the submissions that were in force, in order of precedence."""

    release: Release
    submissions: tuple[str, ...]


def write_entry(
    releases: Path, release: Release, submissions: Sequence[str], not_in_force: Collection[str], seconds: float
) -> None:
    """Write the composition of a release to disk, before it is served.

    With it stands what else the folder holds, and how long the release took to build.
    """
    times = {"published_at": release.published_at.isoformat(), "data_as_at": release.data_as_at.isoformat()}
    record = {
        "release": {**asdict(release), **times},
        IN_FORCE_KEY: list(submissions),
        NOT_IN_FORCE_KEY: sorted(not_in_force),
        SECONDS_KEY: round(seconds, 3),
    }
    durable_files.replace_file(releases / f"{release.id}.json", json.dumps(record, indent=1).encode())


def parse_time(release: str) -> datetime | None:
    """Parse the time in the id of a release; None for what is no id."""
    match = TIME_STAMP.fullmatch(release)
    try:
        return datetime.strptime(match[1], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC) if match else None
    except ValueError:
        return None


def read_build_seconds(releases: Path, release: str) -> float | None:
    """Read how long a release took to build; None where that was not noted yet, or cannot be read."""
    try:
        seconds = json.loads((releases / f"{release}.json").read_text(encoding="utf-8")).get(SECONDS_KEY)
    except (OSError, ValueError, AttributeError):
        return None
    return float(seconds) if isinstance(seconds, int | float) else None


def find_entry(releases: Path, text: str) -> ReleaseLogEntry:
    """Find the entry of a release by its id, or by the beginning of the time in it. Raises NotFoundError."""
    match = TIME_STAMP.fullmatch(text.strip())
    found = sorted(releases.glob(f"release-{match[1]}*.json")) if match else []
    if not found:
        raise NotFoundError(f"There is no release “{text[:60]}”. It may be of another data folder, or mistyped.")
    return _read_entry(found[-1])


def find_entry_on(releases: Path, day: date) -> ReleaseLogEntry | None:
    """Find the entry of the release that was current at the end of a day; None before the first one.

    By the times in the names alone: of many releases one entry is read.
    """
    after = f"release-{day.isoformat().replace('-', '')}T~"
    found = [path for path in releases.glob(ENTRY_FILES) if path.name < after]
    return _read_entry(max(found)) if found else None


def list_entries(releases: Path) -> tuple[ReleaseLogEntry, ...]:
    """List every release ever published here, newest first."""
    return tuple(_read_entry(path) for path in sorted(releases.glob(ENTRY_FILES), reverse=True))


def _read_entry(path: Path) -> ReleaseLogEntry:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        times = {name: datetime.fromisoformat(record["release"][name]) for name in ("published_at", "data_as_at")}
        rule = parse_rule(record["release"]["rule"]) if "rule" in record["release"] else SafeRule()
        return ReleaseLogEntry(
            release=Release(**{**record["release"], **times, "rule": rule}), submissions=tuple(record[IN_FORCE_KEY])
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotFoundError(f"The record of release {path.stem} cannot be read. Restore it from a backup.") from error
