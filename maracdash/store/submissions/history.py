"""History: every submission with its state, its original files, and the differences between releases."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from maracdash.model.errors import NotFoundError
from maracdash.store.submissions import checksums
from maracdash.store.submissions.held_meetings import read_covered_quarters
from maracdash.store.submissions.manifests import (
    WITHDRAWAL_KIND,
    Manifest,
    read_manifests,
    read_manifests_in_force,
    read_manifests_not_withdrawn,
)


class SubmissionState(StrEnum):
    """State of a submission or a withdrawal."""

    IN_FORCE = "in force"
    WITHDRAWN = "withdrawn"
    WITHDRAWAL = "withdrawal"
    UNDONE = "withdrawal, undone"


@dataclass(frozen=True, kw_only=True)
class SubmissionRecord:
    """One record; `withdrawn_by` is the withdrawal in force against it: to withdraw that one undoes it."""

    manifest: Manifest
    state: SubmissionState
    withdrawn_by: Manifest | None = None


def list_submissions(folder: Path) -> tuple[SubmissionRecord, ...]:
    """List every submission and withdrawal, newest first."""
    stands = {each.id: each for each in read_manifests_not_withdrawn(folder)}
    against = {each.withdraws: each for each in stands.values() if each.kind == WITHDRAWAL_KIND and each.withdraws}
    return tuple(
        SubmissionRecord(
            manifest=each, state=_submission_state(each, each.id in stands), withdrawn_by=against.get(each.id)
        )
        for each in reversed(read_manifests(folder))
    )


def read_original_file(folder: Path, submission: str, name: str) -> bytes:
    """Read a file as it was received, by the name it came with. Raises NotFoundError, and DamagedFileError.

    Neither argument is ever part of a path: both are looked up in what is there.
    """
    manifest = next((each for each in read_manifests(folder) if each.id == submission), None)
    names = [file.name for file in manifest.files] if manifest else []
    if manifest is None or name not in names:
        raise NotFoundError(f"There is no file “{name[:60]}” in a submission “{submission[:40]}”.")
    return checksums.read_original(folder, manifest, names.index(name) + 1)


def find_later_overlapping(folder: Path, manifest: Manifest) -> tuple[str, ...]:
    """Find later submissions in force with returns of the same Maracs and quarters: what they carry along counts on."""
    own = read_covered_quarters(folder, manifest.id)
    later = (each.id for each in read_manifests_in_force(folder) if each.number > manifest.number)
    return tuple(each for each in later if own & read_covered_quarters(folder, each))


def _submission_state(manifest: Manifest, stands: bool) -> SubmissionState:  # noqa: FBT001
    if manifest.kind == WITHDRAWAL_KIND:
        return SubmissionState.WITHDRAWAL if stands else SubmissionState.UNDONE
    return SubmissionState.IN_FORCE if stands else SubmissionState.WITHDRAWN
