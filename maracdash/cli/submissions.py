"""Commands on submissions: a template to fill in, a check, one meeting, the history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path, PurePath
from typing import Annotated

import typer

from maracdash.catalogue.fields import field_names
from maracdash.cli.loading import list_messages, read_file
from maracdash.cli.options import (
    DataOption,
    check_ending,
    current_user,
    find_data_folder,
    read_directory,
    show_progress,
    write_file,
)
from maracdash.exports import check_results
from maracdash.exports.files import File
from maracdash.intake import CheckResult, UploadedFile
from maracdash.intake.accept import sandbox
from maracdash.intake.accept.acceptance import accept_files, check_against_folder
from maracdash.intake.accept.submit import find_standing_submission, hash_files
from maracdash.intake.entry import meeting_entry, template
from maracdash.intake.preview.previews import preview_against_folder
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.errors import MaracdashError
from maracdash.model.people import LOCAL
from maracdash.record import Record, ReleaseDiff, SubmissionRecord, SubmissionState
from maracdash.words import uploads as words

OutputOption = Annotated[Path, typer.Option("-o", "--output", help="The file to write.")]
WORKBOOK_ENDING = ".xlsx"
TEMPLATE_ENDINGS = REPORT_ENDINGS = (WORKBOOK_ENDING, ".csv")
SHOWN_RELEASES = 20


def write_template(context: typer.Context, output: OutputOption, data: DataOption = None) -> None:
    """Write a workbook to fill in, with the Maracs of the data folder; or the header alone, as .csv."""
    check_ending(output, *TEMPLATE_ENDINGS)
    if output.suffix.lower() == WORKBOOK_ENDING:
        write_file(
            output,
            template.build_template_workbook(read_directory(find_data_folder(context, data)), _today()),
        )
    else:
        write_file(output, template.build_blank_csv())
    typer.echo(f"Template written to {output}.")


def check_files(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="The files of one submission.")],
    *,
    report: Annotated[
        Path | None, typer.Option(help="Where to write the problems: .csv, or .xlsx for the file itself, marked.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Check files, say what they would change, and keep nothing.

    Exit code 1 with errors; each problem on its own line of standard error.
    """
    if report and report.suffix.lower() not in REPORT_ENDINGS:
        raise typer.BadParameter("Name a .csv report, or .xlsx for the file itself, marked.", param_hint="--report")
    incoming, place = [read_file(path) for path in files], find_data_folder(context, data)
    with show_progress() as tell:
        found = check_against_folder(place, incoming, tell, sandbox.check_local_files, demonstration=False)
    for problem in list_messages(found):
        typer.echo(problem, err=True)
    for notice in found.notices:
        typer.echo(str(notice))
    for line in (words.write_unread_sheets(each.name, each.unread) for each in found.files if each.unread):
        typer.echo(line)
    for line in () if found.errors else words.write_preview_lines(preview_against_folder(place, found, Audience.FULL)):
        typer.echo(line)
    if report:
        write_file(report, _build_check_file(report, incoming, found).content)
        typer.echo(f"Check report written to {report}.")
    typer.echo(
        f"{words.count_noun(len(found.errors), 'error')} and {words.count_noun(len(found.questions), 'warning')}. "
        "Nothing was kept: this was a check."
    )
    if found.errors:
        raise typer.Exit(1)


def send_meeting(
    context: typer.Context,
    marac: Annotated[str, typer.Argument(help="The Marac's code or name.")],
    day: Annotated[str, typer.Argument(metavar="DATE", help="Such as 2024-04-03, or 3/4/2024: day first.")],
    counts: Annotated[list[str], typer.Argument(metavar="FIELD=COUNT...", help="Such as cases=12 repeats=3.")],
    *,
    accept_warnings: Annotated[bool, typer.Option("--accept-warnings", help="Accept despite warnings.")] = False,
    data: DataOption = None,
) -> None:
    """Send one meeting; it is added to the meetings held for its quarter."""
    place = find_data_folder(context, data)
    area = read_directory(place).find_one(Level.MARAC, marac)
    pairs = [each.partition("=")[::2] for each in counts]
    values = dict(pairs)
    twice = next((name for name in values if [each for each, _ in pairs].count(name) > 1), "")
    if twice:
        raise MaracdashError(f"The field “{twice}” is given twice. Give it once.")
    unknown = sorted(set(values) - set(template.template_columns()))
    if unknown:
        raise MaracdashError(f"There is no field “{unknown[0]}”. There are {', '.join(field_names())}.")
    when = meeting_entry.read_day(day)
    with Record(place).lock():  # nobody else may add a meeting of the quarter between the reading and the keeping
        file = meeting_entry.build_meeting_file(place, area.code, when, values, sender=LOCAL)
        replaces = meeting_entry.is_meeting_held(place, area.code, when, sender=LOCAL)
        if replaces and not accept_warnings and not find_standing_submission(place, hash_files([file])):
            raise MaracdashError(
                f"A meeting of {area.name} on {when:%-d %B %Y} is held already. Sending this one would replace it and "
                "remove every count that it leaves out. Nothing was kept; repeat with --accept-warnings if it is right."
            )
        outcome = accept_files(place, [file], current_user(), accept_warnings=accept_warnings, brings_back=True)
    for problem in list_messages(outcome.report):
        typer.echo(problem, err=True)
    if not outcome.id:
        raise MaracdashError("The meeting was not kept. Correct it, or repeat with --accept-warnings if it is right.")
    following = meeting_entry.predict_next_meeting(
        when, meeting_entry.meeting_frequency(read_directory(place), area.code)
    )
    after = f" The next one is likely on {following:%-d %B %Y}." if following else ""
    said = "This meeting was accepted before, as" if outcome.again else "Accepted as"
    typer.echo(f"{said} submission {outcome.id}; published in {outcome.release}.{after}")


def show_history(context: typer.Context, data: DataOption = None) -> None:
    """List every submission (who, when, what, state), and the submissions that each release added or removed."""
    record = Record(find_data_folder(context, data))
    for line in (*map(_submission_line, record.submissions()), *_release_lines(record.release_diffs())):
        typer.echo(line)


def write_original(
    context: typer.Context,
    submission: Annotated[str, typer.Argument(metavar="ID", help="The submission's id, as in history.")],
    name: Annotated[str, typer.Argument(help="The file's name, as in history.")],
    output: OutputOption,
    data: DataOption = None,
) -> None:
    """Write a file as it was received."""
    content = Record(find_data_folder(context, data)).original(submission, name, LOCAL)
    if PurePath(name).suffix:
        check_ending(output, PurePath(name).suffix.lower())
    write_file(output, content)
    typer.echo(f"The original {name} of {submission} was written to {output}.")


def _build_check_file(path: Path, incoming: list[UploadedFile], found: CheckResult) -> File:
    if path.suffix.lower() != WORKBOOK_ENDING:
        return check_results.build_problems_file(found.problems)
    if len(incoming) > 1:
        raise MaracdashError("Only one file can be marked at a time. Name a .csv report for several files.")
    return check_results.build_marked_workbook(incoming[0], found.problems, _today())


def _submission_line(sent: SubmissionRecord) -> str:
    manifest = sent.manifest
    what = f"withdraws {manifest.withdraws}" if manifest.withdraws else ", ".join(file.name for file in manifest.files)
    why = f" ({manifest.why})" if manifest.why else ""
    by = f" by {sent.withdrawn_by.id}" if sent.withdrawn_by and sent.state is SubmissionState.WITHDRAWN else ""
    return f"{manifest.id}  {manifest.accepted_at:%Y-%m-%d %H:%M}  {manifest.who}  {what}{why}  {sent.state}{by}"


def _release_lines(found: tuple[ReleaseDiff, ...]) -> Iterator[str]:
    if found:
        yield "Releases"
    for each in found[:SHOWN_RELEASES]:
        changes = [*(f"+{manifest.id}" for manifest in each.added), *(f"-{manifest.id}" for manifest in each.removed)]
        yield f"  {each.entry.release.id}  {' '.join(changes) or 'worked out again'}"
    if len(found) > SHOWN_RELEASES:
        yield f"  and {words.count_noun(len(found) - SHOWN_RELEASES, 'earlier release')}"


def _today() -> date:
    return datetime.now(UTC).date()
