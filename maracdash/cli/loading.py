"""Commands that change what is held: load, withdraw, demo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from maracdash import demo
from maracdash.cli.options import Data, folder, progress, who
from maracdash.intake import Incoming, Report
from maracdash.intake.accept import sandbox
from maracdash.intake.accept.acceptance import Outcome, Terms, accept, accept_on, examine
from maracdash.intake.accept.acceptance import withdraw as take_out
from maracdash.intake.files import labelled
from maracdash.model.errors import MaracdashError
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
    accept_warnings: Annotated[bool, typer.Option("--accept-warnings", help="Keep in spite of warnings.")] = False,
    data: Data = None,
) -> None:
    """Check files, keep them as one submission and publish a new release.

    Exit code 0: accepted; 1: problems, each on its own line of standard error as file:row:column: sentence.
    """
    incoming = [as_incoming(path) for path in files]
    place = folder(context, data)
    with progress() as tell:
        if check:
            outcome = Outcome(report=examine(place, incoming, tell, sandbox.check_own))
        else:
            terms = Terms(acceptable=lambda report: report.acceptable(accept_warnings), check=sandbox.check_own)
            outcome = accept_on(place, incoming, who(), terms, tell)
    for problem in told(outcome.report):
        typer.echo(problem, err=True)
    for line in _described(outcome.report):
        typer.echo(line)
    refused = not outcome.id and not outcome.report.acceptable(accept_warnings)
    typer.echo(_verdict(outcome, check=check, refused=refused), err=refused)
    if refused:
        raise typer.Exit(1)


def withdraw(
    context: typer.Context,
    submission: Annotated[str, typer.Argument(metavar="ID", help="The submission's id, as in status.")],
    why: Annotated[str, typer.Option(help="The reason, kept for ever.")],
    data: Data = None,
) -> None:
    """Take a submission out of the figures; its record stays. Withdrawing a withdrawal brings it back."""
    released = take_out(folder(context, data), submission, why, who())
    typer.echo(f"Withdrawn: {submission}. Published in {released}. “maracdash changes” says what that changed.")


def demonstration(
    context: typer.Context,
    *,
    maracs: Annotated[
        int, typer.Option(min=demo.FEWEST_MARACS, max=demo.MOST_MARACS - 1, help="How many Maracs.")
    ] = MARACS,
    years: Annotated[int, typer.Option(min=1, max=40, help="How many years of meetings.")] = YEARS,
    seed: Annotated[int, typer.Option(help="Another seed, another country.")] = SEED,
    if_empty: Annotated[bool, typer.Option("--if-empty", help="Do nothing where there is data already.")] = False,
    data: Data = None,
) -> None:
    """Load a fictional country: every place and number is invented."""
    place = folder(context, data)
    if if_empty and Record(place).history():
        return
    last = Quarter.of(datetime.now(UTC).date()) - 1
    with progress() as tell:
        tell("Inventing a country")
        files = [Incoming(each.name, each.content) for each in demo.country(maracs, years, seed, last=last)]
        outcome = accept(place, files, DEMONSTRATOR, accept_warnings=True, demonstration=True, progress=tell)
    if not outcome.id:
        raise MaracdashError("\n".join(str(each) for each in outcome.report.errors))
    typer.echo(f"Demonstration data: {maracs} invented Maracs, {years} years, published in {outcome.release}.")


def told(report: Report) -> Iterator[str]:
    """A line for each error and each question."""
    yield from map(str, report.errors)
    yield from map(str, report.questions)


def as_incoming(path: Path) -> Incoming:
    """A file of this machine, as brought. Raises MaracdashError."""
    try:
        return Incoming(labelled(path.name), path.read_bytes())
    except OSError as error:
        raise MaracdashError(f"The file {path} cannot be read: {error.strerror}.") from error


def _described(report: Report) -> Iterator[str]:
    for each in report.files:
        if each.kind:
            quarters = f", {each.quarters[0]} to {each.quarters[-1]}" if each.quarters else ""
            yield f"{each.name}: {each.kind}, {each.rows:,} rows, {len(each.areas)} areas{quarters}."
        if each.unread:
            yield uploads.unread(each.name, each.unread)
    yield from map(str, report.notices)
    for area in report.new_areas:
        yield f"New {area.level}: {area.name} ({area.code})."


def _verdict(outcome: Outcome, *, check: bool, refused: bool) -> str:
    errors, warnings = len(outcome.report.errors), len(outcome.report.questions)
    if refused and errors:
        return f"Refused: {_counted(errors, 'problem')}. Nothing was changed. Mend the file and load it again."
    if refused:
        return (
            f"Not kept: {_counted(warnings, 'warning')}. Nothing was changed. Mend the file, or load it again with "
            "--accept-warnings if it is right as it is."
        )
    if check:
        return "The files can be loaded. Nothing was kept: this was only a check."
    if outcome.again:
        if outcome.caught_up:
            return f"These very files are already submission {outcome.id}; it was not yet published, and is now."
        return f"These very files are already submission {outcome.id}. Nothing was changed."
    return f"Accepted as submission {outcome.id}; published in {outcome.release}."


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
