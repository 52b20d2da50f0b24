"""Commands that tell what happened: notices, and the digest by e-mail."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from maracdash import queries, settings
from maracdash.cli.options import Data, folder
from maracdash.model.areas import Level
from maracdash.model.errors import MaracdashError
from maracdash.model.notices import Notice, about
from maracdash.notices import digests, smtp
from maracdash.notices import notices as everything
from maracdash.reading.reader import Reader

Marac = Annotated[str, typer.Option(help="Only what is about this Marac, by code or name, or about all.")]
WEEK = 7


def notices(context: typer.Context, *, marac: Marac = "", data: Data = None) -> None:
    """What happened, newest first."""
    found = _found(folder(context, data), marac)
    for each in found:
        typer.echo(f"{each.when:%Y-%m-%d %H:%M}  {each.kind}  {each.text}")
    if not found:
        typer.echo("There is nothing to tell.")


def digest(
    context: typer.Context,
    to: Annotated[list[str], typer.Option(help="An address; may be repeated.")],
    *,
    marac: Marac = "",
    days: Annotated[int, typer.Option(min=1, help="How far back.")] = WEEK,
    data: Data = None,
) -> None:
    """Send the notices of the last days by e-mail, through the server of the MARACDASH_SMTP settings."""
    server = smtp.server()
    if server is None:
        raise MaracdashError(f"No mail server is set: set {smtp.SMTP}HOST and {smtp.SMTP}SENDER.")
    since = datetime.now(UTC) - timedelta(days=days)
    found = tuple(each for each in _found(folder(context, data), marac) if each.when >= since)
    if not found:
        typer.echo(f"Nothing happened in {days} days: no message was sent.")
        return
    name = settings.load().deployment
    digests.send(digests.digest(found, deployment=name, page="", sender=server.sender, to=to), server)
    typer.echo(f"{len(found)} notices sent to {', '.join(to)}.")


def _found(place: Path, marac: str) -> tuple[Notice, ...]:
    reader = Reader(place)
    found = everything(reader, datetime.now(UTC).date(), settings.load().due_days)
    if not marac:
        return found
    return about(found, reader.ask(queries.directory).one(Level.MARAC, marac).code)
