"""Copies of the accounts while they are in use: a file of SQLite, from whichever database and back into any."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, func, insert, make_url, select
from sqlalchemy.exc import ArgumentError

from maracdash.accounts.database import (
    AccountsDatabase,
    SchemaState,
    open_engine,
    read_schema_state,
)
from maracdash.accounts.engines import WRITES
from maracdash.accounts.failures import say_what_failed
from maracdash.accounts.shown_addresses import hide_secrets
from maracdash.accounts.tables import Base, OldestReaderRow
from maracdash.model.errors import MaracdashError, NewerFormatError, StorageError

BATCH = 1000
TABLES = tuple(each for each in Base.metadata.sorted_tables if each.name != OldestReaderRow.__tablename__)
"""Those that others point to come first; not that of the schema itself, which each database is made with."""
SNAPSHOT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
NEWER = "These accounts are of a newer version of maracdash, and that alone copies them whole. Install it first."
NOT_EMPTY = (
    "There are people or events in the accounts at {} already, and nothing is ever copied over them. Name an empty "
    "database in MARACDASH_ACCOUNTS."
)


def find_sqlite_file(address: str) -> Path | None:
    """Find the file of accounts that SQLite keeps; None for another engine, and for an address that is none."""
    try:
        url = make_url(address)
    except ArgumentError:
        return None
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def copy_accounts(address: str, to: Path) -> bool:
    """Copy them into a new file, as they are at one moment, though others write meanwhile; False where there are none.

    Raises StorageError, and NewerFormatError for accounts of a newer version, which are copied by that alone.
    """
    file = find_sqlite_file(address)
    if file is None:
        return _copy_from_server(address, to)
    if file.is_file():
        _copy_file(file, to)
    return file.is_file()


def check_empty(database: AccountsDatabase) -> None:
    """Check that accounts can be copied into a database. Raises MaracdashError where it has any, or is not reached."""
    if read_schema_state(database.address) is SchemaState.ABSENT:
        return
    with database.read() as session:
        if any(session.scalar(select(func.count()).select_from(each)) for each in TABLES):
            raise MaracdashError(NOT_EMPTY.format(hide_secrets(database.address)))


def load_accounts(file: Path, database: AccountsDatabase) -> int:
    """Load a copy, of this version or an older one, into a database that is empty; the number of people.

    All of it or, after an error, nothing; the file stays as it is. Raises MaracdashError.
    """
    if not file.is_file():
        raise StorageError(f"There are no accounts at {file}.")
    check_empty(database)
    with tempfile.TemporaryDirectory(prefix="maracdash-accounts-") as name:
        copy = Path(name) / "accounts.sqlite"
        _copy_file(file, copy)
        source = _open_file(copy, database.key)
        try:
            with source.connect() as reading, database.write() as session:
                _copy_tables(reading, session.connection())
        finally:
            source.dispose()
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Base.metadata.tables["accounts"])) or 0


def _copy_file(file: Path, to: Path) -> None:
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(to)) as copy:
            source.backup(copy)
            copy.execute("pragma journal_mode = delete")  # one file, without a second one beside it
    except sqlite3.Error as error:
        raise StorageError(f"The accounts at {file} cannot be copied: {error}.") from error


def _copy_from_server(address: str, to: Path) -> bool:
    state = read_schema_state(address)
    if state is SchemaState.ABSENT:
        return False
    if state is not SchemaState.CURRENT:
        raise StorageError(
            f"The accounts are of {'an older' if state is SchemaState.OLDER else 'a newer'} version of this program, "
            "and only the same one copies them whole. Start the dashboard with the newest version, then do it again."
        )
    with tempfile.TemporaryDirectory(prefix="maracdash-accounts-") as name:
        beside = Path(name) / "accounts.sqlite"
        target, source = _open_file(beside, bytes), create_engine(address)
        try:
            with (
                say_what_failed(address),
                source.connect().execution_options(**SNAPSHOT) as reading,
                target.execution_options(**{WRITES: True}).begin() as writing,
            ):
                _copy_tables(reading, writing)
        finally:
            source.dispose()
            target.dispose()
        _copy_file(beside, to)
    return True


def _open_file(file: Path, key: Callable[[], bytes]) -> Engine:
    """A file of accounts, new or of an older version, brought up to date. Raises NewerFormatError."""
    if file.is_file() and read_schema_state(f"sqlite:///{file}") is SchemaState.READABLE:
        raise NewerFormatError(NEWER)
    return open_engine(f"sqlite:///{file}", key)


def _copy_tables(reading: Connection, writing: Connection) -> None:
    for table in TABLES:
        rows = reading.execution_options(yield_per=BATCH).execute(select(table)).mappings()
        for batch in rows.partitions(BATCH):
            writing.execute(insert(table), [dict(each) for each in batch])
