"""Commands on the audit: its events, and the proof that nobody changed them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated

import typer

from maracdash.accounts import audit
from maracdash.accounts.audit import Event, EventFilter, EventKind, write_details
from maracdash.cli.options import DataOption
from maracdash.cli.people import open_accounts
from maracdash.exports.audit import build_audit_file
from maracdash.model.errors import MaracdashError

NOTED = re.compile(r"([0-9]{1,9}):([0-9a-f]+)")
DAY = ["%Y-%m-%d"]
SinceOption = Annotated[datetime | None, typer.Option(formats=DAY, metavar="DAY", help="From this day on.")]
UntilOption = Annotated[datetime | None, typer.Option(formats=DAY, metavar="DAY", help="Up to this day.")]


def build_audit_group() -> typer.Typer:
    """The group of commands on the audit."""
    group = typer.Typer(no_args_is_help=True, help="Who did what: list it, and prove that nobody changed it.")
    group.command(name="list")(list_audit)
    group.command(name="verify")(verify_audit)
    return group


def list_audit(  # noqa: PLR0913 - the options of a command
    context: typer.Context,
    *,
    who: Annotated[str, typer.Option(metavar="EMAIL", help="Only what they did, or was done to them.")] = "",
    kind: Annotated[EventKind | None, typer.Option(help="Only events of this kind.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    csv: Annotated[bool, typer.Option("--csv", help="As CSV.")] = False,
    data: DataOption = None,
) -> None:
    """List the events, newest first; times are UTC."""
    chosen = EventFilter(
        who=who,
        kind=kind.value if kind else "",
        since=since.date() if since else None,
        until=until.date() if until else None,
    )
    found = audit.list_events(open_accounts(context, data), chosen)
    if csv:
        typer.echo(build_audit_file(found).content, nl=False)
        return
    for each in found:
        typer.echo(_describe_event(each))
    if not found:
        typer.echo("There are no such events.")


def verify_audit(
    context: typer.Context,
    *,
    holds: Annotated[
        str, typer.Option(metavar="NUMBER:HASH", help="An event noted before, which must still be the same.")
    ] = "",
    data: DataOption = None,
) -> None:
    """Work out every hash again. Exit code 1 if an event was changed or removed.

    Keep the last line somewhere else: with --holds it proves later that nobody replaced the whole audit.
    """
    noted = NOTED.fullmatch(holds)
    if holds and not noted:
        raise MaracdashError(
            f"“{holds}” is not the last line of an earlier “maracdash audit verify”: write a number, a colon and the "
            "letters and digits after it, as they were noted."
        )
    database = open_accounts(context, data)
    found = audit.verify_events(database)
    if found.problem:
        raise MaracdashError(f"The audit is damaged. {found.problem} {found.events:,} events before it are whole.")
    if noted and audit.event_hash(database, int(noted[1])) != noted[2]:
        raise MaracdashError(f"Event {noted[1]} is not the one that was noted: the audit was cut short or replaced.")
    typer.echo(f"The audit is whole: {found.events:,} events.")
    typer.echo(f"{found.events}:{found.last}")


def _describe_event(event: Event) -> str:
    told = (f"{event.at:%Y-%m-%d %H:%M:%S}", event.kind, event.who, event.subject, write_details(event.details))
    return "  ".join(filter(None, (*told, event.address)))
