"""Uploads that wait: checked and shown before anything is accepted, kept as bytes for a day at most."""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePath

from maracdash.intake.accept import sandbox
from maracdash.intake.accept.acceptance import Outcome, Terms, accept_on, demonstrates, known, without_real_places
from maracdash.intake.accept.check_results import Report
from maracdash.intake.accept.submit import find_same, set_sha256
from maracdash.intake.existing_data import Known
from maracdash.intake.files import Incoming, labelled
from maracdash.intake.preview.previews import preview
from maracdash.model.errors import CannotKeep, UnknownThing
from maracdash.model.previews import Preview
from maracdash.store.submissions import failed_checks

FOLDER = "drafts"
NOTE = "draft.json"
HIDDEN = ".incoming-"
TOKEN = re.compile(r"[\w-]{32}", re.ASCII)
OLDEST = timedelta(hours=24)
MOST_EACH = 10
MOST = 200
"""Drafts kept of one owner and in all, the newest: whoever brings many cannot fill the disk."""
NOT_WAITING = (
    "This upload is not waiting any more: it was accepted, cancelled or older than a day. Bring the files again."
)
Progress = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An upload and what would become of it. Without an `id` nothing was kept: bring the files again.

    Nothing is kept of case-level data, nor of a file whose kind is not known. `same` is the submission in force that
    was made of the same files.
    """

    id: str
    report: Report
    preview: Preview = field(default_factory=Preview)
    same: str | None = None


def stage(
    folder: Path, files: Sequence[Incoming], owner: str, progress: Progress = lambda _: None, *, who: str = ""
) -> Draft:
    """Check an upload in a confined process and keep its bytes until it is accepted or cancelled.

    `owner` is whose draft it is, such as one browser; `who` is how records name that person, else the same.
    Raises CannotKeep when the disk would not take it.
    """
    sweep(folder)
    named = [Incoming(labelled(PurePath(file.name.replace("\\", "/")).name), file.content) for file in files]
    held = known(folder)
    report = _report(folder, named, held, progress)
    if report.errors:
        failed_checks.record(
            folder, who or owner, [file.kind for file in report.files], len(report.errors), report.areas
        )
    token = _keep(folder, named, owner) if report.recognised else ""
    return _draft(folder, Draft(id=token, report=report), named, held)


def draft(folder: Path, draft_id: str, owner: str) -> Draft:
    """A draft of this owner again, checked against what is held now. Raises UnknownThing."""
    files = draft_files(folder, draft_id, owner)
    held = known(folder)
    report = _report(folder, files, held, lambda _: None)
    return _draft(folder, Draft(id=draft_id, report=report), files, held)


def draft_files(folder: Path, draft_id: str, owner: str) -> tuple[Incoming, ...]:
    """The files of a draft of this owner, as they came. Raises UnknownThing."""
    place = folder / FOLDER / draft_id
    try:
        note = json.loads((place / NOTE).read_text(encoding="utf-8")) if TOKEN.fullmatch(draft_id) else {}
        if note.get("owner") == owner and _age(note["at"]) <= OLDEST:
            return tuple(
                Incoming(name, (place / str(number)).read_bytes()) for number, name in enumerate(note["names"], start=1)
            )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnknownThing(NOT_WAITING) from error
    raise UnknownThing(NOT_WAITING)


def accept_draft(
    folder: Path,
    draft_id: str,
    owner: str,
    accepted_warnings: tuple[str, ...] = (),
    reason: str = "",
    *,
    who: str = "",
) -> Outcome:
    """Check once more, keep and publish, if every question (as `str(question)`) is among those accepted.

    The draft is gone once it is accepted; it stays where the outcome has no `id`. Raises UnknownThing, CannotKeep.
    """
    files = draft_files(folder, draft_id, owner)

    def acceptable(report: Report) -> bool:
        return not {str(each) for each in report.questions} - set(accepted_warnings)

    terms = Terms(acceptable=acceptable, check=sandbox.check, demonstration=None, why=reason)
    outcome = accept_on(folder, files, who or owner, terms)
    if outcome.id:
        cancel_draft(folder, draft_id, owner)
    return outcome


def cancel_draft(folder: Path, draft_id: str, owner: str) -> None:
    """Leave nothing of a draft behind. One that is not there, or another owner's, is no error and stays."""
    with suppress(UnknownThing):
        draft_files(folder, draft_id, owner)
        _remove(folder / FOLDER / draft_id)


def sweep(folder: Path, now: datetime | None = None) -> None:
    """Remove drafts older than a day, what a crash left of one, and all but the newest few of each owner and in all."""
    kept: Counter[str] = Counter()
    for place, owner, at in sorted(_drafts(folder), key=lambda each: each[2], reverse=True):
        if _age(at, now) > OLDEST or kept[owner] >= MOST_EACH - 1 or kept.total() >= MOST - 1:
            _remove(place)
        else:
            kept[owner] += 1


def _report(folder: Path, files: Sequence[Incoming], held: Known, progress: Progress) -> Report:
    report = sandbox.check(files, held, datetime.now(UTC).date(), progress)
    return without_real_places(report) if demonstrates(folder) else report


def _draft(folder: Path, bare: Draft, files: Sequence[Incoming], held: Known) -> Draft:
    same = find_same(folder, set_sha256(files))
    seen = Preview() if bare.report.errors else preview(folder, bare.report, held)
    return replace(bare, preview=seen, same=same)


def _keep(folder: Path, files: Sequence[Incoming], owner: str) -> str:
    token = secrets.token_urlsafe(24)
    hidden = folder / FOLDER / f"{HIDDEN}{token}"
    note = {"owner": owner, "at": datetime.now(UTC).isoformat(), "names": [file.name for file in files]}
    try:
        hidden.mkdir(parents=True)
        for number, file in enumerate(files, start=1):
            (hidden / str(number)).write_bytes(file.content)
        (hidden / NOTE).write_text(json.dumps(note), encoding="utf-8")
        hidden.rename(folder / FOLDER / token)
    except OSError as error:
        _remove(hidden)
        raise CannotKeep(f"The upload could not be kept ({error.strerror}). Nothing was changed; try again.") from error
    return token


def _drafts(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """Each draft with its owner and its time; a broken or half-written one is nobody's, of its folder's time."""
    root = folder / FOLDER
    for place in root.iterdir() if root.is_dir() else ():
        if not TOKEN.fullmatch(place.name.removeprefix(HIDDEN)):
            continue
        try:
            note = json.loads((place / NOTE).read_text(encoding="utf-8"))
            yield place, note["owner"], note["at"]
        except (OSError, ValueError, KeyError, TypeError):
            with suppress(OSError):
                yield place, place.name, datetime.fromtimestamp(place.stat().st_mtime, UTC).isoformat()


def _age(at: str, now: datetime | None = None) -> timedelta:
    return (now or datetime.now(UTC)) - datetime.fromisoformat(at)


def _remove(place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
