"""Checks of what a deployment keeps: submissions and their storage, releases, accounts, and what is secret."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

from maracdash.accounts import people
from maracdash.accounts.copies import find_sqlite_file
from maracdash.accounts.database import AccountsDatabase, SchemaState, read_schema_state
from maracdash.accounts.server_checks import list_faults, list_risks, read_server_state
from maracdash.cli.findings import Finding, look, mend, ok
from maracdash.cli.lost_keys import explain_lost_key
from maracdash.model.audiences import Audience
from maracdash.model.errors import NoReleaseError
from maracdash.model.people import Role
from maracdash.record import Record
from maracdash.settings import Settings, SignIn
from maracdash.shared_storage import SharedStorage

OTHERS = stat.S_IRWXG | stat.S_IRWXO
"""Rights to a file of whoever does not own it."""
SECRET_FILES = ("signing-key", "accounts.sqlite")
BACKWARDS = timedelta(minutes=5)
SHOWN_DAMAGES = 5
NOT_FETCHED = (
    "This machine has fetched no release from the storage yet. “maracdash storage fetch” does, or says why it cannot; "
    "so does the server when it starts."
)


def check_secret_files(chosen: Settings, _: Record) -> Iterator[Finding]:
    """Check that nobody else on this machine can read what is secret."""
    for path in (chosen.data / name for name in SECRET_FILES):
        if path.is_file() and path.stat().st_mode & OTHERS:
            yield mend(f"Other users of this machine may have read {path}: chmod 600 it, and think of what they saw.")


def check_storage(chosen: Settings, record: Record) -> Iterator[Finding]:
    """Check the storage that machines share: that it answers, keeps writers apart, and has lost nothing."""
    storage = SharedStorage(record.folder)
    if chosen.storage:
        storage.check_use(chosen.storage)
    address = storage.address or chosen.storage
    if not address:
        return
    storage.check(address)
    yield ok(f"The storage {address} answers, and keeps what two machines write apart.")
    if not storage.address:
        yield look("The data folder is no copy of that storage yet. It becomes one at the next start.")
    losses = storage.list_losses() if storage.address else ()
    yield from map(mend, losses[:SHOWN_DAMAGES])
    if len(losses) > SHOWN_DAMAGES:
        yield mend(f"{len(losses) - SHOWN_DAMAGES} more submissions are lost or damaged in the storage too.")
    if chosen.sign_in_mode in (SignIn.ACCOUNTS, SignIn.PROXY) and find_sqlite_file(chosen.accounts_address):
        yield look(
            "The accounts are on this machine alone. Where several machines serve one site, set MARACDASH_ACCOUNTS to "
            "a PostgreSQL database that all of them use."
        )


def check_release(_: Settings, record: Record) -> Iterator[Finding]:
    """Check that the release can be read, is of now and holds all that counts."""
    held = record.submissions() if not record.holds_safe_alone() else ()
    audiences = (Audience.SAFE,) if record.holds_safe_alone() else (Audience.FULL, Audience.SAFE)
    try:
        release = [record.release_note(each) for each in audiences][-1]
    except NoReleaseError as error:
        if SharedStorage(record.folder).address and not record.release_id():
            yield look(NOT_FETCHED)
        else:
            yield look(str(error)) if not held else mend(str(error))
        return
    yield ok(f"The release {release.id} can be read. Submissions and withdrawals held: {len(held)}.")
    if release.published_at.replace(tzinfo=UTC) > datetime.now(UTC) + BACKWARDS:
        yield mend(
            f"The clock of this machine says {datetime.now(UTC):%d %B %Y %H:%M} UTC, and the release was made after "
            "that. Set the clock and keep it by NTP: codes, sessions and ended quarters depend on it."
        )
    if held and not record.up_to_date():
        yield look("The release lacks something that counts by now. “maracdash serve” publishes it when it starts.")


def check_kept_files(_: Settings, record: Record) -> Iterator[Finding]:
    """Check that the kept files are as they were accepted."""
    damages = record.list_damages()
    for each in damages[:SHOWN_DAMAGES]:
        yield (look(f"{each.said} It is withdrawn, so no figure is made of it.") if each.withdrawn else mend(each.said))
    if len(damages) > SHOWN_DAMAGES:
        yield mend(f"{len(damages) - SHOWN_DAMAGES} more files of submissions are damaged too.")


def check_accounts(chosen: Settings, record: Record) -> Iterator[Finding]:
    """Check that people can sign in, and that their accounts are whole."""
    if chosen.sign_in_mode not in (SignIn.ACCOUNTS, SignIn.PROXY):
        return
    state = read_schema_state(chosen.accounts_address)
    if state is SchemaState.NEWER:
        yield mend("The accounts were written by a newer version of maracdash. Install that version or a later one.")
    elif state is SchemaState.READABLE:
        yield look("A newer version of maracdash has brought the accounts up to date. This one can go on with them.")
    elif state is SchemaState.OLDER:
        yield look("The accounts are of an older version, and the next start brings them up to date. Back up first.")
    elif state is SchemaState.ABSENT:
        yield look("Nobody can sign in yet. Add the first: maracdash user add EMAIL --name NAME --admin")
    else:
        yield from _check_administrators(chosen, record)
    yield from _check_accounts_server(chosen)
    file = find_sqlite_file(chosen.accounts_address)
    if file is not None and file.is_file() and file.stat().st_mode & OTHERS and file.parent != chosen.data.absolute():
        yield mend(f"Other users of this machine may have read {file}: chmod 600 it, and think of what they saw.")


def _check_accounts_server(chosen: Settings) -> Iterator[Finding]:
    if find_sqlite_file(chosen.accounts_address) is None and (state := read_server_state(chosen.accounts_address)):
        yield from map(mend, list_faults(state))
        yield from map(look, list_risks(state))


def _check_administrators(chosen: Settings, record: Record) -> Iterator[Finding]:
    with closing(AccountsDatabase(chosen.accounts_address, record.lasting_key)) as database:
        known = people.list_people(database)
    if any(each.active and each.access.role is Role.ADMINISTRATOR for each in known):
        yield ok(f"The accounts can be read: {len(known)} people.")
    else:
        yield look("There is no administrator. Add one: maracdash user add EMAIL --name NAME --admin")
    if reason := explain_lost_key(chosen, record):
        yield mend(reason)
