"""Accepting: check a set of files against the newest data, keep it, publish; all under the folder's lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from maracdash import reference
from maracdash.intake.accept import checks, submit
from maracdash.intake.accept.check_results import CheckResult
from maracdash.intake.accept.lost_fields import warn_lost_fields
from maracdash.intake.accept.rights import check_administrator, refuse_others_files
from maracdash.intake.existing_data import ExistingData, read_existing_data
from maracdash.intake.files import UploadedFile
from maracdash.intake.problems import Problem
from maracdash.model.errors import MaracdashError, StorageError
from maracdash.model.people import LOCAL, Person
from maracdash.store.releases.publish import current_release_path, is_up_to_date, publish_release
from maracdash.store.releases.safe_copies import holds_safe_alone
from maracdash.store.submissions.manifests import lock_folder, read_manifests_in_force
from maracdash.store.submissions.normalised_files import AREAS_FILE

Progress = Callable[[str], None]
CheckFunction = Callable[[Sequence[UploadedFile], ExistingData, date, Progress], CheckResult]


@dataclass(frozen=True, kw_only=True)
class AcceptancePolicy:
    """Policy for accepting a set: sender, checker, judgement of the result, and the reason for accepting warnings.

    `demonstration` is None for whatever the folder holds already. `brings_back` says that a set which was accepted
    before and replaced since is accepted anew, and not taken for done. `release` is the one that the sender has seen
    the difference to: beside another nothing is kept; None for any.
    """

    is_acceptable: Callable[[CheckResult], bool]
    sender: Person
    check: CheckFunction = checks.check_files
    demonstration: bool | None = False
    why: str = ""
    brings_back: bool = False
    release: str | None = None


@dataclass(frozen=True, kw_only=True)
class AcceptanceOutcome:
    """Outcome for a set of files.

    `id` is None where nothing was kept; `again` where it had been kept before, and `was_published_now` where that had
    never been published.
    """

    report: CheckResult
    id: str | None = None
    release: str | None = None
    again: bool = False
    was_published_now: bool = False


def accept_files(  # noqa: PLR0913 - the set, whose it is, and what was decided
    folder: Path,
    files: Sequence[UploadedFile],
    who: str,
    *,
    accept_warnings: bool = False,
    demonstration: bool = False,
    brings_back: bool = False,
    progress: Progress = lambda _: None,
) -> AcceptanceOutcome:
    """Check, keep and publish what is sent at this machine.

    A set with errors, or with warnings that are not accepted, changes nothing. `brings_back` as in AcceptancePolicy.
    Raises StorageError when the disk, the lock or the build fails, MaracdashError when invented and real figures would
    meet in one folder.
    """
    terms = AcceptancePolicy(
        is_acceptable=lambda report: report.is_acceptable(accept_warnings),
        sender=LOCAL,
        demonstration=demonstration,
        brings_back=brings_back,
    )
    return accept_under_policy(folder, files, who, terms, progress)


def accept_under_policy(
    folder: Path, files: Sequence[UploadedFile], who: str, terms: AcceptancePolicy, progress: Progress = lambda _: None
) -> AcceptanceOutcome:
    """Check, keep and publish under another policy than `accept_files`."""
    with lock_folder(folder):
        demonstration = is_demonstration(folder) if terms.demonstration is None else terms.demonstration
        _refuse_full_figures(folder)
        _refuse_mixed_figures(folder, demonstration=demonstration)
        before = current_release_path(folder)
        _publish_before(folder, files)
        report = check_against_folder(
            folder, files, progress, terms.check, sender=terms.sender, demonstration=terms.demonstration
        )
        find = submit.find_standing_submission if terms.brings_back else submit.find_same_submission
        same = find(folder, submit.hash_files(files))
        if same and not report.errors:
            return AcceptanceOutcome(
                report=report,
                id=same,
                release=_current_release_id(folder),
                again=True,
                was_published_now=before != current_release_path(folder),
            )
        is_seen = terms.release in (None, _current_release_id(folder) or "")
        if report.errors or not is_seen or not terms.is_acceptable(report):
            return AcceptanceOutcome(report=report)
        progress("Keeping the submission")
        kept = submit.keep_submission(folder, files, report, who, demonstration, datetime.now(UTC), terms.why)
        progress("Publishing a new release")
        try:
            return AcceptanceOutcome(report=report, id=kept, release=publish_release(folder))
        except StorageError as error:
            raise StorageError(f"Submission {kept} is accepted and kept. {error}") from error


def check_against_folder(  # noqa: PLR0913 - the set, whose it is, and what it is checked against
    folder: Path,
    files: Sequence[UploadedFile],
    progress: Progress = lambda _: None,
    check: CheckFunction = checks.check_files,
    *,
    sender: Person = LOCAL,
    demonstration: bool | None = None,
    held: ExistingData | None = None,
) -> CheckResult:
    """Check files against a folder's newest data, by everything that accepting them asks; nothing is kept.

    `sender` and `demonstration` as in AcceptancePolicy; `held` is the data where it has been read already. Raises
    StorageError where a kept file is not what was accepted, MaracdashError when invented and real figures would meet.
    """
    if demonstration is not None:
        _refuse_mixed_figures(folder, demonstration=demonstration)
    known = held or read_existing_data(folder)
    found = check(files, known, datetime.now(UTC).date(), progress)
    if demonstration is None and is_demonstration(folder):
        found = refuse_real_places(found)
    found = refuse_others_files(found, known.directory, sender)
    return warn_lost_fields(folder, found, known.directory)


def withdraw_submission(folder: Path, submission: str, why: str, who: str, *, sender: Person) -> str | None:
    """Withdraw a submission by a new record and publish; returns the release.

    Raises NotAllowedError for who is no administrator, MaracdashError.

    A withdrawal that was recorded and could not be published then is only published.
    """
    check_administrator(sender)
    with lock_folder(folder):
        if submit.is_withdrawn(folder, submission) and not is_up_to_date(folder):
            return publish_release(folder)
        kept = submit.record_withdrawal(folder, submission, why, who, datetime.now(UTC))
        try:
            return publish_release(folder)
        except StorageError as error:
            raise StorageError(
                f"The withdrawal of {submission} is recorded, as {kept}, and will not be recorded twice. {error}"
            ) from error


def refuse_real_places(report: CheckResult) -> CheckResult:
    """Refuse files for the demonstration that name a place of the real country, with a problem for each."""
    real = {each.area.code: each.area.name for each in reference.load_directory().listings}
    named = {file.name: next((real[code] for code in file.areas if code in real), "") for file in report.files}
    parents = report.rows[AREAS_FILE]["parent"] if AREAS_FILE in report.rows else ()
    for place in (real[code] for code in parents if code in real):
        named[report.files[0].name] = named[report.files[0].name] or place
    problems = tuple(
        Problem(file, None, "", f"This is the demonstration, whose figures are invented, and {place} is a real place.")
        for file, place in named.items()
        if place
    )
    return replace(report, problems=(*report.problems, *problems))


def is_demonstration(folder: Path) -> bool:
    """Tell if the figures of the folder are invented."""
    return any(each.demonstration for each in read_manifests_in_force(folder))


def _refuse_full_figures(folder: Path) -> None:
    """Refuse full figures where the safe release alone is served to the public."""
    if holds_safe_alone(folder):
        raise MaracdashError(
            f"The data folder {folder} serves the safe release alone, and returns have no place in it. Load them where "
            "the full figures are kept, and copy the safe release here again with “maracdash publish-safe”."
        )


def _refuse_mixed_figures(folder: Path, *, demonstration: bool) -> None:
    """Refuse to mix: real places never carry invented numbers, nor the reverse."""
    kinds = {each.demonstration for each in read_manifests_in_force(folder)}
    if kinds and demonstration not in kinds:
        holds = "real figures" if demonstration else "the demonstration's invented figures"
        raise MaracdashError(
            f"The data folder {folder} holds {holds}: the two are never mixed. Name another folder with --data."
        )


def _publish_before(folder: Path, files: Sequence[UploadedFile]) -> None:
    """Publish what was accepted before these files, which are checked against it.

    Raises StorageError that says what became of them: kept the last time, or not kept.
    """
    try:
        publish_release(folder)
    except StorageError as error:
        same = submit.find_same_submission(folder, submit.hash_files(files))
        raise StorageError(
            f"Submission {same} is accepted and kept. {error}"
            if same
            else f"Your files were not kept, because what was accepted before them has to be published first. {error}"
        ) from error


def _current_release_id(folder: Path) -> str | None:
    path = current_release_path(folder)
    return path.stem if path else None
