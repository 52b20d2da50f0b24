"""The record: what has been accepted, in order of precedence, read from its manifests."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from maracdash.model.errors import CannotKeep, MaracdashError
from maracdash.store.data_format import FORMAT, UNSTATED, check_format, check_readable

FOLDER = "submissions"
MANIFEST = "manifest.json"
WITHDRAWAL = "withdrawal"
LOCK_SECONDS = 600
LOG = logging.getLogger("maracdash.store")


@dataclass(frozen=True, kw_only=True)
class FileNote:
    """One file of a submission, as received."""

    name: str
    kind: str
    sha256: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a submission is: who brought what, when, and what it covers.

    `tables` are the SHA-256 of its normalised files by name; None where they were not kept yet. `format` is that of
    the data folder when it was written.
    """

    id: str
    kind: str
    accepted_at: datetime
    who: str
    files: tuple[FileNote, ...] = ()
    sha256: str = ""
    areas: tuple[str, ...] = ()
    quarters: tuple[str, ...] = ()
    demonstration: bool = False
    warnings_accepted: tuple[str, ...] = ()
    withdraws: str | None = None
    why: str | None = None
    tables: Mapping[str, str] | None = None
    format: int = FORMAT

    @property
    def number(self) -> int:
        """Its place in the order of precedence, from 1."""
        return int(self.id.partition("-")[0])


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """The one lock of a data folder: nobody else keeps or publishes meanwhile; its holder may take it again.

    Raises CannotKeep, and NewerFormat for a folder that this program does not know.
    """
    check_format(folder)
    held = FileLock(folder / "lock", timeout=LOCK_SECONDS, is_singleton=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held.acquire()
    except Timeout as error:
        raise CannotKeep(
            "Somebody else has been loading data for ten minutes. Nothing was changed; try again later."
        ) from error
    except OSError as error:
        raise CannotKeep(f"The data folder {folder} cannot be written to: {error.strerror}.") from error
    try:
        yield
    finally:
        held.release()


def submissions(folder: Path) -> tuple[Manifest, ...]:
    """Every accepted submission and withdrawal, oldest first.

    Raises MaracdashError naming a damaged one, and NewerFormat for what a newer program wrote.
    """
    check_format(folder)
    root = folder / FOLDER
    if not root.is_dir():
        return ()
    kept = sorted(each for each in root.iterdir() if each.is_dir() and not each.name.startswith("."))
    return tuple(_read(each) for each in kept)


def in_force(folder: Path) -> tuple[Manifest, ...]:
    """The submissions that count: not withdrawn, and no withdrawals themselves."""
    return tuple(each for each in standing(folder) if each.kind != WITHDRAWAL)


def standing(folder: Path) -> tuple[Manifest, ...]:
    """Submissions and withdrawals that nobody has withdrawn; to withdraw a withdrawal undoes it."""
    everything = submissions(folder)
    withdrawn: set[str] = set()
    for each in reversed(everything):
        if each.kind == WITHDRAWAL and each.withdraws and each.id not in withdrawn:
            withdrawn.add(each.withdraws)
    return tuple(each for each in everything if each.id not in withdrawn)


def _read(path: Path) -> Manifest:
    try:
        kept = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        check_readable(kept.get("format", UNSTATED), f"The submission {path.name}")
        return manifest(kept)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        LOG.error("the submission in %s cannot be read: %s: %s", path, type(error).__name__, error)  # noqa: TRY400
        raise MaracdashError(
            f"The submission {path.name} cannot be read ({type(error).__name__}). Its folder is in the data folder, "
            "under submissions. Restore this folder from a backup, or move it away if it does not belong there."
        ) from error


def manifest(record: Mapping[str, Any]) -> Manifest:
    """A manifest from its JSON record. Raises KeyError, TypeError or ValueError for anything else."""
    covers = record["covers"]
    return Manifest(
        id=record["id"],
        kind=record["kind"],
        accepted_at=datetime.fromisoformat(record["accepted_at"]),
        who=record["who"],
        files=tuple(FileNote(**each) for each in record["files"]),
        sha256=record["sha256"],
        areas=tuple(covers["areas"]),
        quarters=tuple(covers["quarters"]),
        demonstration=record["demonstration"],
        warnings_accepted=tuple(record["warnings_accepted"]),
        withdraws=record["withdraws"],
        why=record["why"],
        tables=record.get("tables"),
        format=record.get("format", UNSTATED),
    )


def record(note: Manifest) -> dict[str, Any]:
    """The inverse of `manifest`."""
    return {
        "format": note.format,
        "id": note.id,
        "kind": note.kind,
        "accepted_at": note.accepted_at.isoformat(),
        "who": note.who,
        "files": [vars(each) for each in note.files],
        "sha256": note.sha256,
        "covers": {"areas": list(note.areas), "quarters": list(note.quarters)},
        "demonstration": note.demonstration,
        "warnings_accepted": list(note.warnings_accepted),
        "withdraws": note.withdraws,
        "why": note.why,
        "tables": None if note.tables is None else dict(note.tables),
    }
