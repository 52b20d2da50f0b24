"""Commands on notices: the list, and the digest by e-mail."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from maracdash import queries, settings
from maracdash.cli.options import DataOption, find_data_folder
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.errors import MaracdashError
from maracdash.model.notices import Notification, filter_notifications
from maracdash.model.people import LOCAL
from maracdash.notices import collect_notices as everything
from maracdash.notices import digests, smtp
from maracdash.reading.reader import Reader
from maracdash.words.uploads import count_noun

MaracOption = Annotated[str, typer.Option(help="Only notices about this Marac (code or name) or about all.")]
WEEK = 7


def list_notices(context: typer.Context, *, marac: MaracOption = "", data: DataOption = None) -> None:
    """List the notices, newest first."""
    found = _find_notices(find_data_folder(context, data), marac)
    for each in found:
        typer.echo(f"{each.when:%Y-%m-%d %H:%M}  {each.kind}  {each.text}")
    if not found:
        typer.echo("There are no notices.")


def email_digest(
    context: typer.Context,
    to: Annotated[list[str], typer.Option(help="An address; may be repeated.")],
    *,
    marac: MaracOption = "",
    days: Annotated[int, typer.Option(min=1, help="How far back.")] = WEEK,
    data: DataOption = None,
) -> None:
    """Send the notices of the last days by e-mail, through the server of the MARACDASH_SMTP settings."""
    server = smtp.configured_server()
    if server is None:
        raise MaracdashError(f"No mail server is set: set {smtp.SMTP_PREFIX}HOST and {smtp.SMTP_PREFIX}SENDER.")
    since = datetime.now(UTC) - timedelta(days=days)
    found = tuple(each for each in _find_notices(find_data_folder(context, data), marac) if each.when >= since)
    if not found:
        typer.echo(f"Nothing happened in {count_noun(days, 'day')}: no message was sent.")
        return
    name = settings.load_settings().deployment
    digests.send_digest(digests.build_digest(found, deployment=name, page="", sender=server.sender, to=to), server)
    typer.echo(f"{count_noun(len(found), 'notice')} sent to {', '.join(to)}.")


def _find_notices(place: Path, marac: str) -> tuple[Notification, ...]:
    reader = Reader(place, Audience.FULL)
    found = everything(reader, datetime.now(UTC).date(), settings.load_settings().due_days, LOCAL)
    if not marac:
        return found
    return filter_notifications(found, reader.ask(queries.DIRECTORY).find_one(Level.MARAC, marac).code)
