"""Commands on backups: make one while the site serves, restore it, and prove that it gives the same figures."""

from __future__ import annotations

import os
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from maracdash.accounts import copies
from maracdash.accounts.audit import EventKind
from maracdash.accounts.database import AccountsDatabase
from maracdash.cli.audit_trail import record_event
from maracdash.cli.options import DataOption, find_data_folder, name_data_folder, show_progress
from maracdash.cli.people import open_accounts
from maracdash.model.errors import BackupError, MaracdashError
from maracdash.record import BackupNote, Record, Verification, create_key
from maracdash.settings import ACCOUNTS_FILE, list_plain_settings, load_settings
from maracdash.words.uploads import count_noun

KeyOption = Annotated[
    Path | None, typer.Option("--key", metavar="FILE", help="The file of the key, for a backup that is encrypted.")
]
DamagedOption = Annotated[
    bool, typer.Option("--damaged", help="Do it though files of submissions are not as they were accepted.")
]
SHOWN_DAMAGES = 10
NOT_ENCRYPTED = (
    "It is not encrypted, and whoever has it has all full figures, the accounts and the key of second factors: keep it "
    "where only administrators come. With --recipient it is encrypted."
)
ACCOUNTS_LEFT = (
    "The figures are restored to {folder}; the accounts are not in the database of MARACDASH_ACCOUNTS, but in {file}. "
    "Mend what follows, then: maracdash user import {file}"
)


def create_backup_key(
    to: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write the key to.")],
) -> None:
    """Create the key that opens encrypted backups, and say its public part, which makes them."""
    public = create_key(to)
    typer.echo(
        f"The key is in {to}. Keep it apart from the backups and from this machine: without it no backup can be "
        "opened, and with it any.\nThe public part makes backups, as --recipient or MARACDASH_BACKUP_RECIPIENT:"
    )
    typer.echo(public)


def make_backup(
    context: typer.Context,
    to: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, which must not be there yet.")],
    *,
    recipient: Annotated[
        str,
        typer.Option(
            metavar="PUBLIC-KEY", help="Encrypt it for the key with this public part; else MARACDASH_BACKUP_RECIPIENT."
        ),
    ] = "",
    damaged: DamagedOption = False,
    data: DataOption = None,
) -> None:
    """Back up everything that cannot be made again, while the site serves and takes submissions."""
    folder, chosen = find_data_folder(context, data), load_settings()
    key = recipient or chosen.backup_recipient
    record_event(context, data, EventKind.BACKED_UP, to.name, encrypted="yes" if key else "no")
    address = chosen.model_copy(update={"data": folder}).accounts_address
    with show_progress() as tell, _copied_accounts(address) as copy:
        tell("Backing up")
        note = Record(folder).back_up(to, list_plain_settings(os.environ), key, (ACCOUNTS_FILE, copy), damaged=damaged)
    typer.echo(f"{_describe(note)} {'is' if len(note.files) == 1 else 'are'} in {to}.")
    _tell_damages(Record(folder), note)
    if not key:
        typer.echo(NOT_ENCRYPTED)


def restore_backup(
    context: typer.Context,
    backup: Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")],
    *,
    key: KeyOption = None,
    damaged: DamagedOption = False,
    data: DataOption = None,
) -> None:
    """Restore a backup into an empty data folder. Where anything is wrong with it nothing is changed.

    Where MARACDASH_ACCOUNTS names a database of PostgreSQL, it must be empty too, and people and audit go there.
    """
    folder = name_data_folder(context, data)
    server = _find_server(context, data)
    if server:
        copies.check_empty(server)
    with show_progress() as tell:
        tell("Restoring")
        note = Record(folder).restore(backup, key, damaged=damaged)
        if server and note.accounts:
            _move_accounts(folder, server)
    record_event(context, data, EventKind.RESTORED, backup.name, made_at=note.made_at.isoformat())
    typer.echo(f"{_describe(note)}, as of {note.made_at:%d %B %Y %H:%M} UTC, are in {folder}.")
    _tell_damages(Record(folder), note)
    for name, value in list_plain_settings(note.settings).items():  # a backup of before may have more
        typer.echo(f"It was made with {name}={value}")
    typer.echo(f"To prove that its figures are the same: maracdash verify --data {shlex.quote(str(folder))}")


def verify_backup(
    context: typer.Context,
    backup: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A backup; without one the data folder itself.")
    ] = None,
    *,
    key: KeyOption = None,
    data: DataOption = None,
) -> None:
    """Prove that kept files are as they were, and that the figures follow from them. Changes nothing."""
    with show_progress() as tell:
        tell("Building the figures again")
        if backup is None:
            found = _verify_folder(find_data_folder(context, data))
        else:
            with tempfile.TemporaryDirectory(prefix="maracdash-verify-") as name:
                copy = Record(Path(name))
                copy.restore(backup, key, damaged=True)  # what is damaged is found with all else
                found = copy.verify()
    for line in _describe_verification(found):
        typer.echo(line)


def _verify_folder(folder: Path) -> Verification:
    """Verify a data folder. Raises MaracdashError where nothing is kept in it: another may have been meant."""
    record = Record(folder)
    if not record.submissions() and not record.release_id() and not record.holds_safe_alone():
        raise MaracdashError(
            f"There is nothing to verify in the data folder {folder}: no figures were ever kept in it. Name another "
            "with --data or MARACDASH_DATA."
        )
    return record.verify()


@contextmanager
def _copied_accounts(address: str) -> Iterator[Path | None]:
    """A copy of the accounts for as long as it is needed, where there are any."""
    with tempfile.TemporaryDirectory(prefix="maracdash-backup-") as name:
        copy = Path(name) / ACCOUNTS_FILE
        yield copy if copies.copy_accounts(address, copy) else None


def _find_server(context: typer.Context, data: Path | None) -> AccountsDatabase | None:
    """The accounts where they are no file, which comes back by itself with the folder."""
    opened = open_accounts(context, data)
    return opened if copies.find_sqlite_file(opened.address) is None else None


def _move_accounts(folder: Path, server: AccountsDatabase) -> None:
    file = folder / ACCOUNTS_FILE
    try:
        copies.load_accounts(file, server)
    except MaracdashError as error:
        raise BackupError(f"{ACCOUNTS_LEFT.format(folder=folder, file=file)}. {error}") from error
    file.unlink()


def _tell_damages(record: Record, note: BackupNote) -> None:
    """Say what is damaged and in it all the same: of a withdrawn submission, or by choice."""
    damages = record.list_damages(note.files)
    for each in damages[:SHOWN_DAMAGES]:
        typer.echo(f"DAMAGED {each.said}")
    if len(damages) > SHOWN_DAMAGES:
        typer.echo(f"DAMAGED And {count_noun(len(damages) - SHOWN_DAMAGES, 'more file')}.")


def _describe(note: BackupNote) -> str:
    what = count_noun(len(note.files), "file")
    release = f", with release {note.release}" if note.release else ", with no release"
    return f"{what}{release}{' and the accounts' if note.accounts else ''}"


def _describe_verification(found: Verification) -> Iterator[str]:
    kept = count_noun(found.submissions, "submission or withdrawal", "submissions and withdrawals")
    yield f"As they were: {kept}, with {count_noun(found.originals, 'original file')}."
    if not found.release:
        yield "Nothing was ever published, so there are no figures to compare."
        return
    yield (
        f"Release {found.release} was built again from them: all {found.rows:,} rows of its full and its safe figures "
        "are the same."
    )
    if found.later:
        came = count_noun(found.later, "submission or withdrawal", "submissions and withdrawals")
        yield f"After that release came {came}, in no release yet: the next load or start publishes them all."
