"""Submitting: from an acceptable result to an immutable submission. The caller holds the folder's lock."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from maracdash.intake.accept.check_results import CheckResult
from maracdash.intake.accept.normalised_tables import encode_csv
from maracdash.intake.files import UploadedFile, find_quarter_in_name
from maracdash.model.errors import NotFoundError, StorageError
from maracdash.store.submissions.checksums import compute_checksums
from maracdash.store.submissions.manifests import (
    WITHDRAWAL_KIND,
    Manifest,
    SubmittedFile,
    read_manifests,
    read_manifests_in_force,
    read_manifests_not_withdrawn,
)
from maracdash.store.submissions.writing import make_next_id, write_submission


def hash_files(files: Sequence[UploadedFile]) -> str:
    """Hash a set of files, whatever its order and names; a quarter in a name counts, as an overview report needs it."""
    parts = sorted(f"{file.sha256} {find_quarter_in_name(file.name) or ''}" for file in files)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def find_same_submission(folder: Path, sha: str) -> str | None:
    """Find the submission in force that was made of the same files."""
    same = _find_newest(read_manifests_in_force(folder), sha)
    return same.id if same else None


def find_standing_submission(folder: Path, sha: str) -> str | None:
    """Find the submission of the same files that is in force and that none has replaced since, in whole or in part."""
    in_force = read_manifests_in_force(folder)
    same = _find_newest(in_force, sha)
    if same is None or any(_replaces(each, same) for each in in_force if each.number > same.number):
        return None
    return same.id


def _find_newest(manifests: Sequence[Manifest], sha: str) -> Manifest | None:
    return next((each for each in reversed(manifests) if each.sha256 == sha), None)


def _replaces(later: Manifest, earlier: Manifest) -> bool:
    """Tell whether a later submission may take the place of figures or facts of an earlier one."""
    if not set(later.areas) & set(earlier.areas):
        return False
    if later.quarters and earlier.quarters:
        return bool(set(later.quarters) & set(earlier.quarters))
    return bool({each.kind for each in later.files} & {each.kind for each in earlier.files})


def keep_submission(  # noqa: PLR0913, PLR0917 - what is kept of a set, each by its name
    folder: Path,
    files: Sequence[UploadedFile],
    report: CheckResult,
    who: str,
    demonstration: bool,  # noqa: FBT001
    now: datetime,
    why: str = "",
) -> str:
    """Write a set of files with their normalised rows and return its id; that of the same set, if it stands.

    `why` is the reason for accepting its warnings.
    Raises StorageError: the result has errors, or the disk would not take it. Then nothing is left behind.
    """
    if report.errors:
        raise StorageError("The files have errors. Nothing was kept: correct them and load them again.")
    sha = hash_files(files)
    same = find_standing_submission(folder, sha)
    if same:
        return same
    tables = {name: encode_csv(frame) for name, frame in report.rows.items()}
    manifest = Manifest(
        id=make_next_id(folder, sha),
        kind="submission",
        accepted_at=now.astimezone(UTC),
        who=who,
        files=tuple(
            SubmittedFile(name=file.name, kind=summary.kind, sha256=file.sha256, rows=summary.rows)
            for file, summary in zip(files, report.files, strict=True)
        ),
        sha256=sha,
        areas=tuple(sorted({code for summary in report.files for code in summary.areas})),
        quarters=tuple(map(str, sorted({quarter for summary in report.files for quarter in summary.quarters}))),
        demonstration=demonstration,
        warnings_accepted=tuple(map(str, report.questions)),
        why=why.strip() or None,
        checksums=compute_checksums(tables),
    )
    return write_submission(folder, manifest, [(file.name, file.content) for file in files], tables)


def is_withdrawn(folder: Path, submission: str) -> bool:
    """Tell if a submission or withdrawal is there and withdrawn."""
    not_withdrawn = {each.id for each in read_manifests_not_withdrawn(folder)}
    return submission not in not_withdrawn and submission in {each.id for each in read_manifests(folder)}


def record_withdrawal(folder: Path, submission: str, why: str, who: str, now: datetime) -> str:
    """Write a withdrawal of a submission, and return that record's id. Raises NotFoundError, StorageError."""
    named = next((each for each in read_manifests_not_withdrawn(folder) if each.id == submission), None)
    if named is None:
        raise NotFoundError(_explain_refusal(folder, submission))
    if not why.strip():
        raise StorageError("Say why the submission is withdrawn.")
    sha = hashlib.sha256(f"{submission} {why} {now.isoformat()}".encode()).hexdigest()
    manifest = Manifest(
        id=make_next_id(folder, sha),
        kind=WITHDRAWAL_KIND,
        accepted_at=now.astimezone(UTC),
        who=who,
        sha256=sha,
        demonstration=named.demonstration,
        withdraws=submission,
        why=why.strip(),
    )
    return write_submission(folder, manifest)


def _explain_refusal(folder: Path, submission: str) -> str:
    """Explain why a submission cannot be withdrawn."""
    kept = [each.id for each in read_manifests(folder)]
    if submission in kept:
        return f"The submission {submission} is withdrawn already. To bring it back, withdraw its withdrawal."
    near = [each for each in kept if submission and each.startswith(submission)]
    meant = f" Did you mean {near[0]}?" if near else ""
    return f"There is no submission “{submission[:40]}”, so it cannot be withdrawn. Give its whole id.{meant}"
