"""Submitting: from an acceptable report to an immutable submission. The caller holds the folder's lock.

A submission is written beside the others under a name nobody reads, and appears by one rename: a crash at any point
leaves either nothing or the whole of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from maracdash.intake.accept.check_results import Report
from maracdash.intake.accept.normalised_tables import written
from maracdash.intake.files import Incoming, named_quarter
from maracdash.model.errors import CannotKeep, UnknownThing
from maracdash.store.submissions.checksums import seals
from maracdash.store.submissions.manifests import (
    FOLDER,
    MANIFEST,
    WITHDRAWAL,
    FileNote,
    Manifest,
    in_force,
    record,
    standing,
    submissions,
)

__all__ = ["find_same", "in_force", "keep", "set_sha256", "submissions", "withdraw"]

INCOMING = ".incoming-"
LONGEST_NAME = 80
Writer = Callable[[Path], None]


def set_sha256(files: Sequence[Incoming]) -> str:
    """One digest of a set, whatever its order and names; a quarter in a name counts, as an overview report needs it."""
    parts = sorted(f"{file.sha256} {named_quarter(file.name) or ''}" for file in files)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def find_same(folder: Path, sha: str) -> str | None:
    """The submission in force that was made of the same files."""
    return next((each.id for each in in_force(folder) if each.sha256 == sha), None)


def keep(  # noqa: PLR0913, PLR0917 - what is kept of a set, each by its name
    folder: Path,
    files: Sequence[Incoming],
    report: Report,
    who: str,
    demonstration: bool,  # noqa: FBT001
    now: datetime,
    why: str = "",
) -> str:
    """Keep a set of files with their normalised rows and return its id; that of the same set, if it is in force.

    `why` is the reason for accepting its warnings.
    Raises CannotKeep: the report has errors, or the disk would not take it. Then nothing is left behind.
    """
    if report.errors:
        raise CannotKeep("The files have errors. Nothing was kept: correct them and load them again.")
    sha = set_sha256(files)
    same = find_same(folder, sha)
    if same:
        return same
    tables = {name: written(frame) for name, frame in report.rows.items()}
    note = Manifest(
        id=_next_id(folder, sha),
        kind="submission",
        accepted_at=now.astimezone(UTC),
        who=who,
        files=tuple(
            FileNote(name=file.name, kind=summary.kind, sha256=file.sha256, rows=summary.rows)
            for file, summary in zip(files, report.files, strict=True)
        ),
        sha256=sha,
        areas=tuple(sorted({code for summary in report.files for code in summary.areas})),
        quarters=tuple(map(str, sorted({quarter for summary in report.files for quarter in summary.quarters}))),
        demonstration=demonstration,
        warnings_accepted=tuple(str(warning) for warning in report.warnings),
        why=why.strip() or None,
        tables=seals(tables),
    )
    return _put(folder, note, lambda path: _fill(path, files, tables))


def withdraw(folder: Path, submission: str, why: str, who: str, now: datetime) -> str:
    """Record that a submission no longer counts, and return the id of that record. Raises UnknownThing, CannotKeep."""
    named = next((each for each in standing(folder) if each.id == submission), None)
    if named is None:
        raise UnknownThing(_why_not(folder, submission))
    if not why.strip():
        raise CannotKeep("Say why the submission is withdrawn.")
    sha = hashlib.sha256(f"{submission} {why} {now.isoformat()}".encode()).hexdigest()
    note = Manifest(
        id=_next_id(folder, sha),
        kind=WITHDRAWAL,
        accepted_at=now.astimezone(UTC),
        who=who,
        sha256=sha,
        demonstration=named.demonstration,
        withdraws=submission,
        why=why.strip(),
    )
    return _put(folder, note, lambda _: None)


def _why_not(folder: Path, submission: str) -> str:
    """Why a submission that does not stand cannot be withdrawn."""
    kept = [each.id for each in submissions(folder)]
    if submission in kept:
        return f"The submission {submission} is withdrawn already. To bring it back, withdraw its withdrawal."
    near = [each for each in kept if submission and each.startswith(submission)]
    meant = f" Did you mean {near[0]}?" if near else ""
    return f"There is no submission “{submission[:40]}”, so it cannot be withdrawn. Give its whole id.{meant}"


def _next_id(folder: Path, sha: str) -> str:
    number = max((each.number for each in submissions(folder)), default=0) + 1
    return f"{number:06d}-{sha[:8]}"


def _put(folder: Path, note: Manifest, fill: Writer) -> str:
    root, final = folder / FOLDER, folder / FOLDER / note.id
    incoming = root / f"{INCOMING}{uuid.uuid4().hex}"
    try:
        root.mkdir(parents=True, exist_ok=True)
        _sweep(root)
        incoming.mkdir()
        fill(incoming)
        _write(incoming / MANIFEST, json.dumps(record(note), indent=1, ensure_ascii=False).encode())
        _sync_folder(incoming)
        incoming.rename(final)
        _sync_folder(root)
    except OSError as error:
        _undo(incoming, final)
        reason = error.strerror or type(error).__name__
        raise CannotKeep(
            f"The submission could not be written ({reason}). Nothing was kept; make room in {folder} or mend the "
            "disk, then load the files again."
        ) from error
    return note.id


def _fill(path: Path, files: Sequence[Incoming], tables: Mapping[str, bytes]) -> None:
    originals = path / "original"
    originals.mkdir()
    for number, file in enumerate(files, start=1):
        _write(originals / f"{number}-{_safe(file.name)}", file.content)
    _sync_folder(originals)
    for name, content in tables.items():
        _write(path / name, content)


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    """Make names durable: a rename is on the disk only when its folder is."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(root: Path) -> None:
    """What crashed loads left behind; nobody else writes here while the lock is held."""
    for left in root.glob(f"{INCOMING}*"):
        shutil.rmtree(left, ignore_errors=True)


def _undo(incoming: Path, final: Path) -> None:
    """Leave nothing: a submission in place goes back under its hidden name first, so it is never seen in part."""
    if final.exists() and not incoming.exists():
        final.rename(incoming)
    shutil.rmtree(incoming, ignore_errors=True)


def _safe(name: str) -> str:
    """A file name that no file system minds."""
    stem, _, suffix = re.sub(r"[^A-Za-z0-9._-]+", "_", Path(name).name).rpartition(".")
    return f"{stem[-LONGEST_NAME:]}.{suffix[:8]}".lstrip(".")
