"""The database of accounts: opened at first use, brought up to date then, and never written by two at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from enum import StrEnum
from pkgutil import resolve_name
from typing import Any

from filelock import FileLock
from sqlalchemy import Connection, Engine, create_engine, inspect, select, text
from sqlalchemy.orm import Session

from maracdash.accounts.engines import WAIT_SECONDS, WRITES, check_address, connect, find_file
from maracdash.accounts.failures import report_failure, say_what_failed
from maracdash.accounts.tables import SCHEMA_REVISION, OldestReaderRow

MIGRATIONS = "maracdash.accounts.migrations.run:run_migrations"
"""By its name, so that alembic is loaded where the schema is to be changed: 11 MB that a server need not hold."""


class AccountsDatabase:
    """Accounts at an address of SQLAlchemy's. Safe between threads, and to fork before it is used: it opens late."""

    def __init__(self, address: str, key: Callable[[], bytes]) -> None:
        """`key` gets the key that secrets are sealed by, whenever it is needed; it may raise StorageError."""
        self.address = address
        self.key = key
        self._opening = threading.Lock()
        self._engine: Engine | None = None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that only reads. Raises StorageError where the database cannot be reached."""
        with say_what_failed(self.address), Session(self._open()) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that writes, all of it or, after an error, nothing. Others who write wait."""
        engine = self._open().execution_options(**{WRITES: True})
        with say_what_failed(self.address), Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    def check(self) -> None:
        """Check that it answers, and bring it up to date. Raises StorageError, and NewerFormatError."""
        with self.read() as session:
            session.execute(text("SELECT 1"))

    def close(self) -> None:
        """Close every connection."""
        with self._opening:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    def _open(self) -> Engine:
        with self._opening:
            if self._engine is None:
                self._engine = open_engine(self.address, self.key)
            return self._engine


class SchemaState(StrEnum):
    """State of the schema of a database: not there yet, of this version, or of another.

    One that is `READABLE` is of a newer version that only added to it: this one goes on with it as it is.
    """

    ABSENT = "absent"
    CURRENT = "current"
    OLDER = "older"
    READABLE = "readable"
    NEWER = "newer"


def read_schema_state(address: str) -> SchemaState:
    """Read the state of a database, and leave it as it is. Raises StorageError where it cannot be reached."""
    engine = create_engine(check_address(address))
    file = find_file(engine)
    if file is not None and not file.is_file():
        return SchemaState.ABSENT
    try:
        with say_what_failed(address), engine.connect() as connection:
            return _find_state(connection)
    finally:
        engine.dispose()


def open_engine(address: str, key: Callable[[], bytes]) -> Engine:
    """Open a database, brought up to date. Raises StorageError and NewerFormatError; nothing stays open then."""
    engine = connect(address)
    try:
        with say_what_failed(address):
            upgrade(engine, key)
    except OSError as error:
        engine.dispose()
        raise report_failure(address, error) from error
    except BaseException:
        engine.dispose()
        raise
    return engine


def upgrade(engine: Engine, key: Callable[[], bytes]) -> None:
    """Bring the schema up to date; the first of several processes does it. Raises NewerFormatError.

    Whoever writes to PostgreSQL is alone, on whichever machine; SQLite's own lock does not last through every step.
    """
    with _upgrade_lock(engine), engine.execution_options(**{WRITES: True}).connect() as connection:
        if _find_state(connection) not in (SchemaState.CURRENT, SchemaState.READABLE):
            resolve_name(MIGRATIONS)(connection, key)
            connection.commit()


def _find_state(connection: Connection) -> SchemaState:
    revision = _read_revision(connection)
    if revision is None:
        return SchemaState.ABSENT
    if revision == SCHEMA_REVISION:
        return SchemaState.CURRENT
    if revision < SCHEMA_REVISION:
        return SchemaState.OLDER
    oldest = connection.scalar(select(OldestReaderRow.revision))
    return SchemaState.READABLE if oldest and oldest <= SCHEMA_REVISION else SchemaState.NEWER


def _read_revision(connection: Connection) -> str | None:
    """Read the revision that alembic wrote down; None before the first."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def _upgrade_lock(engine: Engine) -> Any:
    path = find_file(engine)
    return FileLock(f"{path}.lock", timeout=WAIT_SECONDS) if path else nullcontext()
