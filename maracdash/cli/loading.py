"""Commands that change what is held: load, withdraw, demo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from maracdash import demo
from maracdash.accounts.audit import EventKind
from maracdash.cli.audit_trail import record_event
from maracdash.cli.options import DataOption, current_user, find_data_folder, show_progress, tell_storage
from maracdash.intake import CheckResult, UploadedFile
from maracdash.intake.accept import sandbox
from maracdash.intake.accept.acceptance import (
    AcceptanceOutcome,
    AcceptancePolicy,
    accept_files,
    accept_under_policy,
    check_against_folder,
)
from maracdash.intake.accept.acceptance import withdraw_submission as take_out
from maracdash.intake.accept.submit import find_same_submission, hash_files
from maracdash.intake.files import clean_file_name
from maracdash.intake.problems import sort_key
from maracdash.model.errors import MaracdashError
from maracdash.model.people import LOCAL
from maracdash.model.quarters import Quarter
from maracdash.record import Record
from maracdash.words import uploads

DEMONSTRATOR = "demonstration"
YEARS = 5
MARACS = 80
SEED = 2024


def load(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="The files of one submission: CSV or XLSX, of any kind.")],
    *,
    check: Annotated[bool, typer.Option("--check", help="Only check; keep nothing.")] = False,
    accept_warnings: Annotated[bool, typer.Option("--accept-warnings", help="Accept despite warnings.")] = False,
    data: DataOption = None,
) -> None:
    """Check files, keep them as one submission and publish a new release.

    Exit code 0: accepted; 1: problems, each on its own line of standard error as file:row:column: sentence.
    """
    incoming = [read_file(path) for path in files]
    place = find_data_folder(context, data)
    with show_progress() as tell:
        if check:
            outcome = _check(place, incoming, tell)
        else:
            tell_storage(place)
            terms = AcceptancePolicy(
                is_acceptable=lambda report: report.is_acceptable(accept_warnings),
                sender=LOCAL,
                check=sandbox.check_local_files,
            )
            outcome = accept_under_policy(place, incoming, current_user(), terms, tell)
            if outcome.id and not outcome.again:
                record_event(context, data, EventKind.SUBMITTED, outcome.id)
    for problem in list_messages(outcome.report):
        typer.echo(problem, err=True)
    for line in _describe_files(outcome.report):
        typer.echo(line)
    refused = not outcome.id and not outcome.report.is_acceptable(accept_warnings)
    typer.echo(_outcome_sentence(outcome, check=check, refused=refused), err=refused)
    if refused:
        raise typer.Exit(1)


def _check(place: Path, incoming: list[UploadedFile], tell: Callable[[str], None]) -> AcceptanceOutcome:
    """Foretell what loading the files would come to, as far as it can be told without keeping them."""
    report = check_against_folder(place, incoming, tell, sandbox.check_local_files, demonstration=False)
    same = None if report.errors else find_same_submission(place, hash_files(incoming))
    return AcceptanceOutcome(report=report, id=same, again=bool(same))


def withdraw(
    context: typer.Context,
    submission: Annotated[str, typer.Argument(metavar="ID", help="The submission's id, as in status.")],
    why: Annotated[str, typer.Option(help="The reason, kept for ever.")],
    data: DataOption = None,
) -> None:
    """Take a submission out of the figures; its record stays. Withdrawing a withdrawal brings it back."""
    place = find_data_folder(context, data)
    tell_storage(place)
    released = take_out(place, submission, why, current_user(), sender=LOCAL)
    record_event(context, data, EventKind.WITHDREW, submission)
    typer.echo(f"Withdrawn: {submission}. Published in {released}. “maracdash changes” shows what that changed.")


def load_demonstration(
    context: typer.Context,
    *,
    maracs: Annotated[
        int, typer.Option(min=demo.MIN_MARACS, max=demo.MAX_MARACS - 1, help="How many Maracs.")
    ] = MARACS,
    years: Annotated[int, typer.Option(min=1, max=40, help="How many years of meetings.")] = YEARS,
    seed: Annotated[int, typer.Option(help="Another seed, another country.")] = SEED,
    if_empty: Annotated[bool, typer.Option("--if-empty", help="Do nothing where there is data already.")] = False,
    data: DataOption = None,
) -> None:
    """Load a fictional country: every place and number is invented."""
    place = find_data_folder(context, data)
    if if_empty and Record(place).submissions():
        return
    tell_storage(place)
    last = Quarter.of(datetime.now(UTC).date()) - 1
    with show_progress() as tell:
        tell("Inventing a country")
        files = [UploadedFile(each.name, each.content) for each in demo.build_country(maracs, years, seed, last=last)]
        outcome = accept_files(place, files, DEMONSTRATOR, accept_warnings=True, demonstration=True, progress=tell)
    if not outcome.id:
        raise MaracdashError("\n".join(str(each) for each in outcome.report.errors))
    told = f"{maracs} invented Maracs, {uploads.count_noun(years, 'year')}"
    typer.echo(f"Demonstration data: {told}, published in {outcome.release}.")


def list_messages(report: CheckResult) -> Iterator[str]:
    """A line for each error and then each question, in the order of the files."""
    yield from map(str, sorted(report.errors, key=sort_key))
    yield from map(str, sorted(report.questions, key=lambda each: sort_key(each.warnings[0])))


def read_file(path: Path) -> UploadedFile:
    """Read a file of this machine. Raises MaracdashError."""
    try:
        return UploadedFile(clean_file_name(path.name), path.read_bytes())
    except OSError as error:
        raise MaracdashError(f"The file {path} cannot be read: {error.strerror}.") from error


def _describe_files(report: CheckResult) -> Iterator[str]:
    for each in report.files:
        if each.kind:
            quarters = f", {uploads.write_quarters(each.quarters)}" if each.quarters else ""
            size = f"{uploads.count_noun(each.rows, 'row')}, {uploads.count_noun(len(each.areas), 'area')}"
            yield f"{each.name}: {each.kind}, {size}{quarters}."
        if each.unread:
            yield uploads.write_unread_sheets(each.name, each.unread)
    yield from map(str, report.notices)
    for area in report.new_areas:
        yield f"New {area.level}: {area.name} ({area.code})."


def _outcome_sentence(outcome: AcceptanceOutcome, *, check: bool, refused: bool) -> str:
    errors, warnings = len(outcome.report.errors), len(outcome.report.questions)
    if refused and errors:
        problems = uploads.count_noun(errors, "problem")
        return f"Refused: {problems}. Nothing was changed. Correct the file and load it again."
    if refused:
        return (
            f"Not kept: {uploads.count_noun(warnings, 'warning')}. Nothing was changed. Correct the file, or load "
            "it again with --accept-warnings if it is right as it is."
        )
    if check:
        found = f"These files are already submission {outcome.id}." if outcome.again else "The files can be loaded."
        return f"{found} Nothing was kept: this was only a check."
    if outcome.again:
        if outcome.was_published_now:
            return f"These files are already submission {outcome.id}; it had not been published, and is now."
        return f"These files are already submission {outcome.id}. Nothing was changed."
    return f"Accepted as submission {outcome.id}; published in {outcome.release}."
