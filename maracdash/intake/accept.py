"""Accepting: check a set of files against the newest data, keep it, publish; all under the folder's lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from maracdash import reference
from maracdash.intake import submit
from maracdash.intake.checks import check
from maracdash.intake.files import Incoming
from maracdash.intake.known import Known
from maracdash.intake.reports import Report
from maracdash.model.errors import CannotKeep, MaracdashError
from maracdash.store import knowledge
from maracdash.store.publish import pointed, publish
from maracdash.store.releases import Releases
from maracdash.store.submissions import in_force, lock

Progress = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a set of files. `id` is None where nothing was kept; `again` where it had been kept before."""

    report: Report
    id: str | None = None
    release: str | None = None
    again: bool = False


def accept(
    folder: Path,
    files: Sequence[Incoming],
    who: str,
    *,
    accept_warnings: bool = False,
    demonstration: bool = False,
    progress: Progress = lambda _: None,
) -> Outcome:
    """Check, keep and publish. A set with errors, or with warnings that are not accepted, changes nothing.

    Raises CannotKeep when the disk, the lock or the build fails, MaracdashError when invented and real figures
    would meet in one folder.
    """
    with lock(folder):
        _keep_apart(folder, demonstration=demonstration)
        publish(folder)
        report = check(files, known(folder), datetime.now(UTC).date(), progress)
        same = submit.find_same(folder, submit.set_sha256(files))
        if same and not report.errors:
            return Outcome(report=report, id=same, release=_release(folder), again=True)
        if not report.acceptable(accept_warnings):
            return Outcome(report=report)
        progress("Keeping the submission")
        kept = submit.keep(folder, files, report, who, demonstration, datetime.now(UTC))
        progress("Publishing a new release")
        try:
            return Outcome(report=report, id=kept, release=publish(folder))
        except CannotKeep as error:
            raise CannotKeep(f"Submission {kept} is accepted and kept. {error}") from error


def examine(folder: Path, files: Sequence[Incoming], progress: Progress = lambda _: None) -> Report:
    """Check only: nothing is kept."""
    return check(files, known(folder), datetime.now(UTC).date(), progress)


def withdraw(folder: Path, submission: str, why: str, who: str) -> str | None:
    """Take a submission out of the figures by a new record; returns the release. Raises MaracdashError."""
    with lock(folder):
        submit.withdraw(folder, submission, why, who, datetime.now(UTC))
        return publish(folder)


def known(folder: Path) -> Known:
    """What the folder's current release knows; the reference areas alone where there is none yet."""
    if pointed(folder) is None:
        return Known(reference=reference.directory())
    releases = Releases(folder)
    return Known(
        directory=releases.asked(knowledge.directory),
        history=releases.asked(knowledge.history),
        reference=reference.directory(),
    )


def _keep_apart(folder: Path, *, demonstration: bool) -> None:
    """Real places never carry invented numbers, nor the reverse."""
    kinds = {each.demonstration for each in in_force(folder)}
    if kinds and demonstration not in kinds:
        holds = "real figures" if demonstration else "the demonstration's invented figures"
        raise MaracdashError(
            f"The data folder {folder} holds {holds}: the two are never mixed. Name another folder with --data."
        )


def _release(folder: Path) -> str | None:
    path = pointed(folder)
    return path.stem if path else None
