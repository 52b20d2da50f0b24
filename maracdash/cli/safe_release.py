"""Commands on what is safe to share: its rule, and the safe release alone for a process that serves the public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from maracdash.accounts.audit import EventKind
from maracdash.cli.audit_trail import record_event
from maracdash.cli.options import DataOption, find_data_folder, tell_storage
from maracdash.model.errors import DamagedRuleError, MaracdashError
from maracdash.model.safe_rules import USUAL_RULE, SafeRule, is_looser, may_stand_beside
from maracdash.record import Record

EARLIER_HIDDEN = (
    "Earlier releases were made by another rule. Whoever sees safe figures is not shown them any more: the two "
    "together would tell more than either. What was seen or copied before cannot be taken back."
)


def set_safe_rule(  # noqa: PLR0913 - one option for each part of the rule
    context: typer.Context,
    *,
    withheld_up_to: Annotated[
        int | None, typer.Option(min=1, help="Counts from 1 to this are withheld; 7 unless it was set.")
    ] = None,
    rounded_to: Annotated[
        int | None, typer.Option(min=1, help="Larger counts are rounded to the nearest of this; 5 unless it was set.")
    ] = None,
    smallest_base: Annotated[
        int | None, typer.Option(min=1, help="A percentage needs so many cases; 25 unless it was set.")
    ] = None,
    fewest_maracs: Annotated[
        int | None, typer.Option(min=1, help="A figure of a larger area needs so many Maracs; 3 unless it was set.")
    ] = None,
    public: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID", help="A submission of figures that are public already: they are shared as they are."
        ),
    ] = None,
    not_public: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Such a submission whose figures are protected after all.")
    ] = None,
    looser: Annotated[bool, typer.Option("--looser", help="Set a rule that protects less than the usual one.")] = False,
    data: DataOption = None,
) -> None:
    """Say by which rule figures are made safe to share; with options, change it and publish by it."""
    record = Record(find_data_folder(context, data))
    given = {
        "withheld_up_to": withheld_up_to,
        "rounded_to": rounded_to,
        "smallest_base": smallest_base,
        "fewest_maracs": fewest_maracs,
    }
    changes = {name: number for name, number in given.items() if number is not None}
    rule = _read_rule(record, is_set_again=bool(changes))
    kept = [each for each in (*rule.public_submissions, *(public or ())) if each not in (not_public or ())]
    wanted = _build_rule(rule, changes, kept)
    _check_not_looser(rule, wanted, agreed=looser)
    if wanted != rule or not record.up_to_date():
        tell_storage(record.folder)
        release = record.set_safe_rule(wanted)
        record_event(context, data, EventKind.SETTING_CHANGED, "safe-rule", rule=wanted.words)
        said = "The rule was changed" if wanted != rule else "The rule is in force now"
        typer.echo(f"{said}{f'; published in {release}' if release else ''}.")
        if not may_stand_beside(rule, wanted):
            typer.echo(EARLIER_HIDDEN)
    typer.echo(wanted.words)
    for each in wanted.public_submissions:
        typer.echo(f"Public already, and shared as it is: the published figures of submission {each}.")


def _build_rule(rule: SafeRule, changes: Mapping[str, int], public: Sequence[str]) -> SafeRule:
    """Change a rule. Raises MaracdashError for one that protects nothing."""
    try:
        return replace(rule, **changes, public_submissions=tuple(dict.fromkeys(public)))
    except ValueError as error:
        raise MaracdashError(f"That is no rule: {error}. Nothing was changed.") from error


def _check_not_looser(rule: SafeRule, wanted: SafeRule, *, agreed: bool) -> None:
    """Check that a change protects no less than the usual rule, unless that was agreed. Raises MaracdashError."""
    if is_looser(wanted, USUAL_RULE) and wanted != rule and not agreed:
        raise MaracdashError(
            f"That rule protects less than the usual one, which the tests of this program attack: {USUAL_RULE.words} "
            "Nothing was changed. If your partnership has decided so, repeat with --looser."
        )


def _read_rule(record: Record, *, is_set_again: bool) -> SafeRule:
    """The rule of before; the usual one where that is damaged and is set again."""
    try:
        return record.safe_rule()
    except DamagedRuleError:
        if not is_set_again:
            raise
        return USUAL_RULE


def publish_safe_release(
    context: typer.Context,
    to: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The data folder of the process that serves the public.")
    ],
    data: DataOption = None,
) -> None:
    """Copy the safe release, and nothing else, to a folder that the public is served from."""
    release = Record(find_data_folder(context, data)).copy_safe_release(to)
    typer.echo(
        f"The safe figures of {release} are in {to}, and are served there until the next copy. Repeat this after each "
        "publication: nothing newer comes there by itself."
    )
