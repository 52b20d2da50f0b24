"""Commands on the storage that several machines share: move a data folder there, check it, fetch from it."""

from __future__ import annotations

from typing import Annotated

import typer

from maracdash.accounts.audit import EventKind
from maracdash.cli.audit_trail import record_event
from maracdash.cli.options import DataOption, name_data_folder, show_progress, use_data_folder
from maracdash.model.errors import MaracdashError
from maracdash.record import Record
from maracdash.settings import load_settings
from maracdash.shared_storage import SharedStorage

KEPT_APART = "The storage {} answers, and keeps what two machines write apart."
NO_COPY = "The data folder {} is no copy of it, and was not changed: “maracdash storage move {}” moves it there."
PROVE = "“maracdash storage check ADDRESS” proves a store before."
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
    record_event(context, data, EventKind.STORAGE_MOVED, storage.address)
    typer.echo(
        f"{sent} files are in {storage.address}, and {storage.folder} is a copy of it from now on. Set "
        "MARACDASH_STORAGE to this address for every other machine. Accounts stay where they are: several machines "
        "need MARACDASH_ACCOUNTS."
    )


def check_storage(
    context: typer.Context,
    address: Annotated[
        str,
        typer.Argument(
            metavar="ADDRESS", help="A store to be proved; else MARACDASH_STORAGE, else that of the folder."
        ),
    ] = "",
    *,
    data: DataOption = None,
) -> None:
    """Check that the storage answers, and that it refuses what two machines must not both do.

    Nothing of the data folder is changed: a store can be proved before figures are moved there.
    """
    storage = SharedStorage(name_data_folder(context, data))
    proved = address or _find_address(storage)
    if not proved:
        raise MaracdashError(f"{OWN.format(storage.folder)} {PROVE}")
    storage.check(proved)
    typer.echo(KEPT_APART.format(proved))
    if not storage.is_at(proved):
        typer.echo(NO_COPY.format(storage.folder, proved))


def _find_address(storage: SharedStorage) -> str:
    """The storage that is set, which must be that of a folder that is a copy. Raises MaracdashError."""
    named = load_settings().storage
    if named and storage.address:
        storage.use(named)
    return named or storage.address


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
    """Send again the submissions that the storage has lost or damaged, from a machine that has them whole.

    Where its pointer names no release that is there, the figures are published again.
    """
    storage = SharedStorage(use_data_folder(context, data))
    if not storage.address:
        raise MaracdashError(OWN.format(storage.folder))
    mended = storage.mend()
    subject = ", ".join(each for each in (*mended.sent, mended.release) if each)
    record_event(context, data, EventKind.STORAGE_MENDED, subject or "nothing")
    sent = ", ".join(mended.sent)
    typer.echo(f"Sent again: {sent}." if sent else "The storage has every submission that is here.")
    if mended.release:
        typer.echo(f"Published again, as {mended.release}: the pointer named no release that was there.")
