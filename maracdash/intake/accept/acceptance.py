"""Accepting: check a set of files against the newest data, keep it, publish; all under the folder's lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from maracdash import reference
from maracdash.intake.accept import checks, submit
from maracdash.intake.accept.check_results import Report
from maracdash.intake.existing_data import Known
from maracdash.intake.files import Incoming
from maracdash.intake.problems import Problem
from maracdash.model.errors import CannotKeep, MaracdashError
from maracdash.store.releases import lookups
from maracdash.store.releases.connections import Releases
from maracdash.store.releases.publish import pointed, publish
from maracdash.store.submissions.manifests import in_force, lock
from maracdash.store.submissions.normalised_files import AREAS

Progress = Callable[[str], None]
Check = Callable[[Sequence[Incoming], Known, date, Progress], Report]


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How a set is taken: what checks it, who judges the report, and why its warnings are accepted.

    `demonstration` is None for whatever the folder holds already.
    """

    acceptable: Callable[[Report], bool]
    check: Check = checks.check
    demonstration: bool | None = False
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a set of files. `id` is None where nothing was kept; `again` where it had been kept before, and
    `caught_up` where that had never been published.
    """

    report: Report
    id: str | None = None
    release: str | None = None
    again: bool = False
    caught_up: bool = False


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
    terms = Terms(acceptable=lambda report: report.acceptable(accept_warnings), demonstration=demonstration)
    return accept_on(folder, files, who, terms, progress)


def accept_on(
    folder: Path, files: Sequence[Incoming], who: str, terms: Terms, progress: Progress = lambda _: None
) -> Outcome:
    """As `accept`, on other terms."""
    with lock(folder):
        demonstration = demonstrates(folder) if terms.demonstration is None else terms.demonstration
        _keep_apart(folder, demonstration=demonstration)
        before = pointed(folder)
        publish(folder)
        report = terms.check(files, known(folder), datetime.now(UTC).date(), progress)
        same = submit.find_same(folder, submit.set_sha256(files))
        if same and not report.errors:
            return Outcome(
                report=report, id=same, release=_release(folder), again=True, caught_up=before != pointed(folder)
            )
        if demonstration and terms.demonstration is None:
            report = without_real_places(report)
        if report.errors or not terms.acceptable(report):
            return Outcome(report=report)
        progress("Keeping the submission")
        kept = submit.keep(folder, files, report, who, demonstration, datetime.now(UTC), terms.why)
        progress("Publishing a new release")
        try:
            return Outcome(report=report, id=kept, release=publish(folder))
        except CannotKeep as error:
            raise CannotKeep(f"Submission {kept} is accepted and kept. {error}") from error


def examine(
    folder: Path, files: Sequence[Incoming], progress: Progress = lambda _: None, check: Check = checks.check
) -> Report:
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
        directory=releases.asked(lookups.directory),
        history=releases.asked(lookups.history),
        reference=reference.directory(),
        meetings=releases.asked(lookups.meetings),
    )


def without_real_places(report: Report) -> Report:
    """What is brought to the demonstration, with a problem for each file that names a place of the real country."""
    real = {each.area.code: each.area.name for each in reference.directory().listings}
    named = {file.name: next((real[code] for code in file.areas if code in real), "") for file in report.files}
    parents = report.rows[AREAS]["parent"] if AREAS in report.rows else ()
    for place in (real[code] for code in parents if code in real):
        named[report.files[0].name] = named[report.files[0].name] or place
    problems = tuple(
        Problem(file, None, "", f"This is the demonstration, whose figures are invented, and {place} is a real place.")
        for file, place in named.items()
        if place
    )
    return replace(report, problems=(*report.problems, *problems))


def demonstrates(folder: Path) -> bool:
    """Whether the figures of the folder are invented."""
    return any(each.demonstration for each in in_force(folder))


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
