"""Submitting: from an acceptable report to an immutable submission. The caller holds the folder's lock."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from maracdash.intake.accept.check_results import Report
from maracdash.intake.accept.normalised_tables import written
from maracdash.intake.files import Incoming
from maracdash.intake.parse.overview_report import named_quarter
from maracdash.model.errors import CannotKeep, UnknownThing
from maracdash.store.submissions.checksums import seals
from maracdash.store.submissions.manifests import (
    WITHDRAWAL,
    FileNote,
    Manifest,
    in_force,
    standing,
    submissions,
)
from maracdash.store.submissions.writing import next_id, write_submission

__all__ = ["find_same", "in_force", "keep", "set_sha256", "submissions", "withdraw"]


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
        id=next_id(folder, sha),
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
    return write_submission(folder, note, [(file.name, file.content) for file in files], tables)


def withdraw(folder: Path, submission: str, why: str, who: str, now: datetime) -> str:
    """Record that a submission no longer counts, and return the id of that record. Raises UnknownThing, CannotKeep."""
    named = next((each for each in standing(folder) if each.id == submission), None)
    if named is None:
        raise UnknownThing(_why_not(folder, submission))
    if not why.strip():
        raise CannotKeep("Say why the submission is withdrawn.")
    sha = hashlib.sha256(f"{submission} {why} {now.isoformat()}".encode()).hexdigest()
    note = Manifest(
        id=next_id(folder, sha),
        kind=WITHDRAWAL,
        accepted_at=now.astimezone(UTC),
        who=who,
        sha256=sha,
        demonstration=named.demonstration,
        withdraws=submission,
        why=why.strip(),
    )
    return write_submission(folder, note)


def _why_not(folder: Path, submission: str) -> str:
    """Why a submission that does not stand cannot be withdrawn."""
    kept = [each.id for each in submissions(folder)]
    if submission in kept:
        return f"The submission {submission} is withdrawn already. To bring it back, withdraw its withdrawal."
    near = [each for each in kept if submission and each.startswith(submission)]
    meant = f" Did you mean {near[0]}?" if near else ""
    return f"There is no submission “{submission[:40]}”, so it cannot be withdrawn. Give its whole id.{meant}"
