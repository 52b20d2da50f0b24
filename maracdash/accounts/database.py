"""The database of accounts: opened at first use, brought up to date then, and never written by two at once."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from enum import StrEnum
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from filelock import FileLock
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session

from maracdash.accounts.tables import SCHEMA_REVISION
from maracdash.model.errors import MaracdashError, StorageError

MIGRATIONS = "maracdash.accounts.migrations.run:run_migrations"
"""By its name, so that alembic is loaded where the schema is to be changed: 11 MB that a server need not hold."""
WAIT_SECONDS = 20
PRAGMAS = (f"busy_timeout = {WAIT_SECONDS * 1000}", "journal_mode = WAL", "foreign_keys = ON", "secure_delete = ON")
"""What is deleted is overwritten: secrets that lay open once would stay in free pages."""
WRITES = "maracdash_writes"
UPGRADE_LOCK = 7_266_021
"""Number of PostgreSQL's advisory lock while the schema is brought up to date."""


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
        with _say_what_failed(), Session(self._open()) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that writes, all of it or, after an error, nothing. Others who write wait."""
        engine = self._open().execution_options(**{WRITES: True})
        with _say_what_failed(), Session(engine, expire_on_commit=False) as session, session.begin():
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
                engine = _connect(self.address)
                with _say_what_failed():
                    upgrade(engine, self.key)
                self._engine = engine
            return self._engine


class SchemaState(StrEnum):
    """State of the schema of a database: not there yet, of this version, or of another."""

    ABSENT = "absent"
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"


def read_schema_state(address: str) -> SchemaState:
    """Read the state of a database, and leave it as it is. Raises StorageError where it cannot be reached."""
    engine = create_engine(_checked(address))
    file = _file_of(engine)
    if file is not None and not file.is_file():
        return SchemaState.ABSENT
    try:
        with _say_what_failed(), engine.connect() as connection:
            revision = _read_revision(connection)
    finally:
        engine.dispose()
    if revision is None:
        return SchemaState.ABSENT
    if revision == SCHEMA_REVISION:
        return SchemaState.CURRENT
    return SchemaState.OLDER if revision < SCHEMA_REVISION else SchemaState.NEWER


def upgrade(engine: Engine, key: Callable[[], bytes]) -> None:
    """Bring the schema up to date; the first of several processes does it. Raises NewerFormatError."""
    with _upgrade_lock(engine), engine.execution_options(**{WRITES: True}).connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({UPGRADE_LOCK})"))
        if _read_revision(connection) != SCHEMA_REVISION:
            resolve_name(MIGRATIONS)(connection, key)
            connection.commit()


def _read_revision(connection: Connection) -> str | None:
    """Read the revision that alembic wrote down; None before the first."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def _upgrade_lock(engine: Engine) -> Any:
    path = _file_of(engine)
    return FileLock(f"{path}.lock", timeout=WAIT_SECONDS) if path else nullcontext()


def _connect(address: str) -> Engine:
    engine = create_engine(_checked(address), pool_pre_ping=not address.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        _create_private_file(_file_of(engine))
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _checked(address: str) -> URL:
    """The address, if an engine can be made of it. Raises MaracdashError."""
    try:
        url = make_url(address)
        url.get_dialect().import_dbapi()
    except (ArgumentError, ImportError) as error:
        shown = make_url(address).render_as_string() if isinstance(error, ImportError) else "of MARACDASH_ACCOUNTS"
        raise MaracdashError(
            f"The address {shown} of the accounts cannot be used. Write sqlite:////folder/accounts.sqlite, or "
            "postgresql+psycopg://user@host/name and install psycopg."
        ) from error
    return url


def _file_of(engine: Engine) -> Path | None:
    name = engine.url.database if engine.dialect.name == "sqlite" else None
    return Path(name) if name and name != ":memory:" else None


def _create_private_file(path: Path | None) -> None:
    """The file is its owner's alone: whoever reads it has the second factors of everybody."""
    if path is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise StorageError(f"The accounts at {path} cannot be written: {error.strerror}.") from error


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions are begun below, as this driver begins them too late
    cursor = connection.cursor()
    for each in PRAGMAS:
        cursor.execute(f"PRAGMA {each}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Whoever will write takes the lock at once: two who both read first would shut each other out."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _say_what_failed() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        raise StorageError("The accounts cannot be reached. Try again in a minute; nothing was changed.") from error
