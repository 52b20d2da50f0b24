"""Commands around what is sent: a template to fill in, a check, one meeting, what was sent before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from maracdash.catalogue.fields import field_names
from maracdash.cli.loading import as_incoming, told
from maracdash.cli.options import Data, folder, progress, who, write
from maracdash.exports import check_results
from maracdash.exports.files import File
from maracdash.intake import Incoming, Report
from maracdash.intake.accept import sandbox
from maracdash.intake.accept.acceptance import accept, examine, known
from maracdash.intake.entry import meeting_entry, template
from maracdash.intake.preview.previews import preview
from maracdash.model.areas import Level
from maracdash.model.errors import MaracdashError
from maracdash.record import Edition, Record, Sent, State
from maracdash.words import uploads as words

Output = Annotated[Path, typer.Option("-o", "--output", help="The file to write.")]
WORKBOOK = ".xlsx"
ENDINGS = (".csv", WORKBOOK)
SHOWN_RELEASES = 20


def blank(context: typer.Context, output: Output, data: Data = None) -> None:
    """A workbook to fill in, with the Maracs of the data folder; or the header alone, as .csv."""
    if output.suffix.lower() == WORKBOOK:
        write(output, template.workbook(known(folder(context, data)).directory, _today()))
    else:
        write(output, template.blank_returns())
    typer.echo(f"Template written to {output}.")


def check(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="The files of one submission.")],
    *,
    report: Annotated[
        Path | None, typer.Option(help="Where to write the problems: .csv, or .xlsx for the file itself, marked.")
    ] = None,
    data: Data = None,
) -> None:
    """Check files, say what they would change, and keep nothing.

    Exit code 1 with errors; each problem on its own line of standard error.
    """
    if report and report.suffix.lower() not in ENDINGS:
        raise typer.BadParameter("Name a .csv report, or .xlsx for the file itself, marked.", param_hint="--report")
    incoming, place = [as_incoming(path) for path in files], folder(context, data)
    with progress() as tell:
        found = examine(place, incoming, tell, sandbox.check_own)
    for problem in told(found):
        typer.echo(problem, err=True)
    for notice in found.notices:
        typer.echo(str(notice))
    for line in (words.unread(each.name, each.unread) for each in found.files if each.unread):
        typer.echo(line)
    for line in () if found.errors else words.lines(preview(place, found, known(place))):
        typer.echo(line)
    if report:
        write(report, _report(report, incoming, found).content)
        typer.echo(f"Check report written to {report}.")
    typer.echo(
        f"{words.counted(len(found.errors), 'error')} and {words.counted(len(found.questions), 'warning')}. "
        "Nothing was kept: this was a check."
    )
    if found.errors:
        raise typer.Exit(1)


def meeting(
    context: typer.Context,
    marac: Annotated[str, typer.Argument(help="The Marac's code or name.")],
    day: Annotated[str, typer.Argument(metavar="DATE", help="Such as 2024-04-03, or 3/4/2024: day first.")],
    counts: Annotated[list[str], typer.Argument(metavar="FIELD=COUNT...", help="Such as cases=12 repeats=3.")],
    *,
    accept_warnings: Annotated[bool, typer.Option("--accept-warnings", help="Keep in spite of warnings.")] = False,
    data: Data = None,
) -> None:
    """Send one meeting; it joins those of its quarter that are held."""
    place = folder(context, data)
    area = known(place).directory.one(Level.MARAC, marac)
    pairs = [each.partition("=")[::2] for each in counts]
    values = dict(pairs)
    twice = next((name for name in values if [each for each, _ in pairs].count(name) > 1), "")
    if twice:
        raise MaracdashError(f"The field “{twice}” is given twice. Give it once.")
    unknown = sorted(set(values) - set(template.columns()))
    if unknown:
        raise MaracdashError(f"There is no field “{unknown[0]}”. There are {', '.join(field_names())}.")
    when = meeting_entry.read_day(day)
    with Record(place).lock():  # nobody else may add a meeting of the quarter between the reading and the keeping
        if not accept_warnings and meeting_entry.replaces(place, area.code, when):
            raise MaracdashError(
                f"A meeting of {area.name} on {when:%-d %B %Y} is held already, and this would take its place, with "
                "every count that it leaves out. Nothing was kept; repeat with --accept-warnings if it is right."
            )
        file = meeting_entry.meeting_submission(place, area.code, when, values)
        outcome = accept(place, [file], who(), accept_warnings=accept_warnings)
    for problem in told(outcome.report):
        typer.echo(problem, err=True)
    if not outcome.id:
        raise MaracdashError("The meeting was not kept. Correct it, or repeat with --accept-warnings if it is right.")
    following = meeting_entry.next_meeting(when, meeting_entry.frequency(known(place), area.code))
    after = f" The next one is likely on {following:%-d %B %Y}." if following else ""
    typer.echo(f"Accepted as submission {outcome.id}; published in {outcome.release}.{after}")


def history(context: typer.Context, data: Data = None) -> None:
    """Every submission: who, when, what and its state; and what each release brought."""
    record = Record(folder(context, data))
    for line in (*map(_sent, record.history()), *_editions(record.editions())):
        typer.echo(line)


def original(
    context: typer.Context,
    submission: Annotated[str, typer.Argument(metavar="ID", help="The submission's id, as in history.")],
    name: Annotated[str, typer.Argument(help="The file's name, as in history.")],
    output: Output,
    data: Data = None,
) -> None:
    """A file as it was received."""
    write(output, Record(folder(context, data)).original(submission, name))
    typer.echo(f"The original {name} of {submission} was written to {output}.")


def _report(path: Path, incoming: list[Incoming], found: Report) -> File:
    if path.suffix.lower() != WORKBOOK:
        return check_results.problems_csv(found.problems)
    if len(incoming) > 1:
        raise MaracdashError("Only one file can be marked at a time. Name a .csv report for several files.")
    return check_results.marked(incoming[0], found.problems, _today())


def _sent(sent: Sent) -> str:
    note = sent.note
    what = f"withdraws {note.withdraws}" if note.withdraws else ", ".join(file.name for file in note.files)
    why = f" ({note.why})" if note.why else ""
    by = f" by {sent.withdrawn_by.id}" if sent.withdrawn_by and sent.state is State.WITHDRAWN else ""
    return f"{note.id}  {note.accepted_at:%Y-%m-%d %H:%M}  {note.who}  {what}{why}  {sent.state}{by}"


def _editions(found: tuple[Edition, ...]) -> Iterator[str]:
    if found:
        yield "Releases"
    for each in found[:SHOWN_RELEASES]:
        changes = [*(f"+{note.id}" for note in each.added), *(f"-{note.id}" for note in each.removed)]
        yield f"  {each.entry.release.id}  {' '.join(changes) or 'worked out anew'}"
    if len(found) > SHOWN_RELEASES:
        yield f"  and {len(found) - SHOWN_RELEASES} earlier releases"


def _today() -> date:
    return datetime.now(UTC).date()
