"""Commands on the storage that several machines share: move a data folder there, check it, fetch from it."""

from __future__ import annotations

from typing import Annotated

import typer

from maracdash.accounts.audit import EventKind
from maracdash.cli.audit_trail import record_event
from maracdash.cli.options import DataOption, find_data_folder, name_data_folder, show_progress, use_data_folder
from maracdash.model.errors import MaracdashError
from maracdash.record import Record
from maracdash.shared_storage import SharedStorage

OWN = "The data folder {} is its own storage: nothing is shared. “maracdash storage move ADDRESS” moves it."


def build_storage_group() -> typer.Typer:
    """The group of commands on the storage."""
    group = typer.Typer(no_args_is_help=True, help="The storage that several machines share.")
    group.command(name="move")(move_storage)
    group.command(name="check")(check_storage)
    group.command(name="fetch")(fetch_release)
    group.command(name="mend")(mend_storage)
    return group


def move_storage(
    context: typer.Context,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="Such as s3://bucket/region; keys are variables.")],
    *,
    data: DataOption = None,
) -> None:
    """Move a data folder into an object store, which other machines can then serve from and send to."""
    storage = SharedStorage(name_data_folder(context, data))
    if held := storage.address:
        raise MaracdashError(f"The data folder {storage.folder} is a copy of the storage {held} already.")
    with show_progress() as tell:
        tell("Moving")
        sent = storage.move(address)
    record_event(context, data, EventKind.STORAGE_MOVED, address)
    typer.echo(
        f"{sent} files are in {address}, and {storage.folder} is a copy of it from now on. Set MARACDASH_STORAGE to "
        "this address for every other machine. Accounts stay where they are: several machines need MARACDASH_ACCOUNTS."
    )


def check_storage(context: typer.Context, *, data: DataOption = None) -> None:
    """Check that the storage answers, and that it refuses what two machines must not both do."""
    storage = SharedStorage(find_data_folder(context, data))
    if not storage.address:
        raise MaracdashError(OWN.format(storage.folder))
    storage.check()
    typer.echo(f"The storage {storage.address} answers, and keeps what two machines write apart.")


def fetch_release(context: typer.Context, *, data: DataOption = None) -> None:
    """Fetch the newest release; a server does that by itself every second."""
    storage = SharedStorage(use_data_folder(context, data))
    if not storage.address:
        raise MaracdashError(OWN.format(storage.folder))
    came = storage.fetch()
    typer.echo(
        f"{'Fetched' if came else 'There is nothing newer than'} {Record(storage.folder).release_id() or 'no release'}."
    )


def mend_storage(context: typer.Context, *, data: DataOption = None) -> None:
    """Send again the submissions that the storage has lost or damaged, from a machine that has them whole."""
    storage = SharedStorage(use_data_folder(context, data))
    if not storage.address:
        raise MaracdashError(OWN.format(storage.folder))
    sent = storage.mend()
    record_event(context, data, EventKind.STORAGE_MENDED, ", ".join(sent) or "nothing")
    typer.echo(f"Sent again: {', '.join(sent)}." if sent else "The storage has every submission that is here.")
