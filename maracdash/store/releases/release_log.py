"""The ledger: what each release was made of, kept for ever beside the few release files that are kept."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from maracdash.model.errors import UnknownThing
from maracdash.store import durable_files
from maracdash.store.releases.build import Release

STAMP = re.compile(r"(?:release-)?(\d{8}T\d{6,12})(?:-[0-9a-f]+)?")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One release and the submissions that were in force, in order of precedence."""

    release: Release
    submissions: tuple[str, ...]


def enter(releases: Path, release: Release, submissions: Sequence[str]) -> None:
    """Keep what a release is made of, on disk before it is served."""
    times = {"published_at": release.published_at.isoformat(), "data_as_at": release.data_as_at.isoformat()}
    record = {"release": {**asdict(release), **times}, "submissions": list(submissions)}
    durable_files.replace(releases / f"{release.id}.json", json.dumps(record, indent=1).encode())


def find(releases: Path, text: str) -> Entry:
    """The entry of a release by its id, or by the beginning of the time in it. Raises UnknownThing."""
    match = STAMP.fullmatch(text.strip())
    found = sorted(releases.glob(f"release-{match[1]}*.json")) if match else []
    if not found:
        raise UnknownThing(f"There is no release “{text[:60]}”. It may be of another data folder, or mistyped.")
    return _read(found[-1])


def entries(releases: Path) -> tuple[Entry, ...]:
    """Every release ever published here, newest first."""
    return tuple(_read(path) for path in sorted(releases.glob("release-*.json"), reverse=True))


def _read(path: Path) -> Entry:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        times = {name: datetime.fromisoformat(record["release"][name]) for name in ("published_at", "data_as_at")}
        return Entry(release=Release(**{**record["release"], **times}), submissions=tuple(record["submissions"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnknownThing(f"The record of release {path.stem} cannot be read. Restore it from a backup.") from error
