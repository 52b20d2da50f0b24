"""Uploads that wait: checked and shown before anything is accepted, kept as bytes for a day at most."""

from __future__ import annotations

import json
import logging
import re
import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

from maracdash.intake.accept import sandbox
from maracdash.intake.accept.acceptance import (
    AcceptanceOutcome,
    AcceptancePolicy,
    accept_under_policy,
    check_against_folder,
)
from maracdash.intake.accept.check_results import CheckResult
from maracdash.intake.accept.submit import find_standing_submission, hash_files
from maracdash.intake.existing_data import ExistingData, read_existing_data
from maracdash.intake.files import UploadedFile, clean_file_name
from maracdash.intake.preview.previews import build_preview
from maracdash.model.audiences import Audience
from maracdash.model.errors import NotFoundError, StorageError, UnavailableError
from maracdash.model.people import Person
from maracdash.model.previews import Preview
from maracdash.store import folder_files
from maracdash.store.folder_names import DRAFTS_FOLDER
from maracdash.store.submissions import failed_checks

NOTE_FILE = "draft.json"
TOKEN_PATTERN = re.compile(r"[\w-]{32}", re.ASCII)
"""Wider than what is made now, for drafts that an earlier version has begun."""
MAX_DRAFT_AGE = timedelta(hours=24)
MAX_DRAFTS_PER_OWNER = 10
MAX_DRAFTS = 200
"""Drafts kept of one owner and in all, the newest: whoever brings many cannot fill the disk."""
NOT_KEPT = "The upload could not be kept ({}). Nothing was changed; try again."
DRAFT_GONE = (
    "This upload is not waiting any more: it was accepted, cancelled or older than a day. Bring the files again."
)
DRAFT_SILENT = "This upload cannot be read at the moment. Nothing was changed; load the page again in a minute."
LOG = logging.getLogger("maracdash.intake")
Progress = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An upload and the changes it would make. Without an `id` nothing was kept: bring the files again.

    Nothing is kept of case-level data, nor of a file whose type is not known. `same` is the submission in force that
    was made of the same files and that none has replaced since.
    """

    id: str
    report: CheckResult
    preview: Preview = field(default_factory=Preview)
    same: str | None = None


def create_draft(
    folder: Path,
    files: Sequence[UploadedFile],
    owner: str,
    progress: Progress = lambda _: None,
    *,
    sender: Person,
    who: str = "",
) -> Draft:
    """Check an upload in a sandbox and keep its bytes until it is accepted or cancelled.

    `owner` is whose draft it is, such as one browser; `who` is how records name that person, else the same. Files that
    the `sender` may not send are errors, and the preview holds what the sender may see. Raises StorageError when the
    disk would not take it.
    """
    try:
        remove_old_drafts(folder)
    except OSError as error:
        raise StorageError(NOT_KEPT.format(error.strerror or error)) from error
    named = [UploadedFile(clean_file_name(PurePath(file.name.replace("\\", "/")).name), file.content) for file in files]
    held = read_existing_data(folder)
    report = _check_draft(folder, named, held, progress, sender)
    if report.errors:
        failed_checks.record_failed_check(
            folder, who or owner, [file.kind for file in report.files], len(report.errors), report.areas
        )
    token = _write_draft(folder, named, owner) if report.is_recognised else ""
    return _complete_draft(folder, Draft(id=token, report=report), named, held, sender.audience)


def read_draft(folder: Path, draft_id: str, owner: str, *, sender: Person) -> Draft:
    """Read a draft of this owner again, checked against the newest data. Raises NotFoundError, UnavailableError."""
    files = read_draft_files(folder, draft_id, owner)
    held = read_existing_data(folder)
    report = _check_draft(folder, files, held, lambda _: None, sender)
    return _complete_draft(folder, Draft(id=draft_id, report=report), files, held, sender.audience)


def read_draft_files(folder: Path, draft_id: str, owner: str) -> tuple[UploadedFile, ...]:
    """Read the files of a draft of this owner, as they came.

    Raises NotFoundError, and UnavailableError where nobody can say at the moment.
    """
    place = f"{DRAFTS_FOLDER}/{draft_id}"
    try:
        note = _read_note(folder, place) if TOKEN_PATTERN.fullmatch(draft_id) else {}
        if note.get("owner") == owner and _draft_age(note["at"]) <= MAX_DRAFT_AGE:
            return tuple(
                UploadedFile(name, _read_part(folder, f"{place}/{number}"))
                for number, name in enumerate(note["names"], start=1)
            )
    except (FileNotFoundError, ValueError, KeyError, TypeError) as error:
        raise NotFoundError(DRAFT_GONE) from error
    except OSError as error:
        LOG.warning("the upload %s cannot be read: %s", draft_id, error)
        raise UnavailableError(DRAFT_SILENT) from error
    raise NotFoundError(DRAFT_GONE)


def accept_draft(  # noqa: PLR0913 - a draft, whose it is, and what was decided
    folder: Path,
    draft_id: str,
    owner: str,
    accepted_warnings: tuple[str, ...] = (),
    reason: str = "",
    *,
    sender: Person,
    who: str = "",
    release: str | None = None,
) -> AcceptanceOutcome:
    """Check once more, keep and publish, if every question (as `str(question)`) is among those accepted.

    `release` is the one that the difference was shown to; None for any. The draft is gone once it is accepted; it stays
    where the outcome has no `id`. Raises NotFoundError, UnavailableError, StorageError.
    """
    files = read_draft_files(folder, draft_id, owner)

    def acceptable(report: CheckResult) -> bool:
        return not {str(each) for each in report.questions} - set(accepted_warnings)

    terms = AcceptancePolicy(
        is_acceptable=acceptable,
        sender=sender,
        check=sandbox.check_in_sandbox,
        demonstration=None,
        why=reason,
        brings_back=True,
        release=release,
    )
    outcome = accept_under_policy(folder, files, who or owner, terms)
    if outcome.id:
        with suppress(UnavailableError):  # it is accepted; what is left of the draft goes within a day
            cancel_draft(folder, draft_id, owner)
    return outcome


def cancel_draft(folder: Path, draft_id: str, owner: str) -> None:
    """Remove a draft entirely. One that is not there, or another owner's, is no error and stays."""
    with suppress(NotFoundError):
        read_draft_files(folder, draft_id, owner)
        _remove_draft(folder, draft_id)


def remove_old_drafts(folder: Path, now: datetime | None = None) -> None:
    """Remove drafts older than a day, what a crash left of one, and all but the newest few of each owner and in all."""
    folder_files.remove_leftovers(folder, DRAFTS_FOLDER, (now or datetime.now(UTC)) - MAX_DRAFT_AGE)
    kept: Counter[str] = Counter()
    for name, owner, at in sorted(_list_drafts(folder), key=lambda each: each[2], reverse=True):
        if (
            _draft_age(at, now) > MAX_DRAFT_AGE
            or kept[owner] >= MAX_DRAFTS_PER_OWNER - 1
            or kept.total() >= MAX_DRAFTS - 1
        ):
            _remove_draft(folder, name)
        else:
            kept[owner] += 1


def _check_draft(
    folder: Path, files: Sequence[UploadedFile], held: ExistingData, progress: Progress, sender: Person
) -> CheckResult:
    return check_against_folder(folder, files, progress, sandbox.check_in_sandbox, sender=sender, held=held)


def _complete_draft(
    folder: Path, bare: Draft, files: Sequence[UploadedFile], held: ExistingData, audience: Audience
) -> Draft:
    same = None if bare.report.errors else find_standing_submission(folder, hash_files(files))
    seen = Preview() if bare.report.errors else build_preview(folder, bare.report, held, audience)
    return replace(bare, preview=seen, same=same)


def _write_draft(folder: Path, files: Sequence[UploadedFile], owner: str) -> str:
    token = secrets.token_hex(16)  # a folder's name: one that began with a dash would be read as an option
    note = {"owner": owner, "at": datetime.now(UTC).isoformat(), "names": [file.name for file in files]}
    contents = {str(number): file.content for number, file in enumerate(files, start=1)}
    try:
        folder_files.write_folder(
            folder, f"{DRAFTS_FOLDER}/{token}", {**contents, NOTE_FILE: json.dumps(note).encode()}
        )
    except OSError as error:
        raise StorageError(NOT_KEPT.format(error.strerror or error)) from error
    return token


def _list_drafts(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Each draft with its owner and its time; a broken or half-written one is nobody's, of its newest file's time."""
    changed: dict[str, datetime] = {}
    for each in folder_files.list_files(folder, DRAFTS_FOLDER):
        name = PurePosixPath(each.name).parts[1]
        changed[name] = max(each.changed_at, changed.get(name, each.changed_at))
    for name, changed_at in changed.items():
        if not TOKEN_PATTERN.fullmatch(name):
            continue
        try:
            note = _read_note(folder, f"{DRAFTS_FOLDER}/{name}")
            yield name, note["owner"], note["at"]
        except (OSError, ValueError, KeyError, TypeError):
            yield name, name, changed_at.isoformat()


def _read_note(folder: Path, place: str) -> dict[str, Any]:
    note: dict[str, Any] = json.loads(_read_part(folder, f"{place}/{NOTE_FILE}"))
    return note


def _read_part(folder: Path, name: str) -> bytes:
    found = folder_files.read_file(folder, name)
    if found is None:
        raise FileNotFoundError(name)
    return found.content


def _draft_age(at: str, now: datetime | None = None) -> timedelta:
    return (now or datetime.now(UTC)) - datetime.fromisoformat(at)


def _remove_draft(folder: Path, name: str) -> None:
    folder_files.remove_folder(folder, f"{DRAFTS_FOLDER}/{name}")
