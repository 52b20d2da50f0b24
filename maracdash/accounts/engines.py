"""Engines of SQLAlchemy's for the accounts. Whichever it is, whoever will write waits for the one before."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from maracdash.accounts.shown_addresses import hide_secrets
from maracdash.model.errors import MaracdashError, StorageError
from maracdash.private_folders import make_private_folder

WAIT_SECONDS = 20
LOG = logging.getLogger("maracdash.accounts")
PRAGMAS = (f"busy_timeout = {WAIT_SECONDS * 1000}", "journal_mode = WAL", "foreign_keys = ON", "secure_delete = ON")
"""What is deleted is overwritten: secrets that lay open once would stay in free pages."""
WRITES = "maracdash_writes"
WRITE_LOCK = 7_266_021
"""Number of the advisory lock that whoever writes to PostgreSQL holds until all of it is written."""
PATIENCE = {"connect_timeout": "10"}
"""Seconds after which a server of PostgreSQL that does not answer is given up, unless the address says otherwise."""


def connect(address: str) -> Engine:
    """Make an engine of an address. Raises MaracdashError for one that is none."""
    url = check_address(address)
    if url.get_backend_name() == "postgresql":
        engine = create_engine(url.update_query_dict(PATIENCE | dict(url.query)), pool_pre_ping=True)
        event.listen(engine, "begin", _begin_postgresql)
        return engine
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        _create_private_file(find_file(engine))
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def check_address(address: str) -> URL:
    """Check that an engine can be made of an address. Raises MaracdashError."""
    try:
        url = make_url(address)
        url.get_dialect().import_dbapi()
    except (ArgumentError, ImportError, ValueError) as error:
        shown = hide_secrets(address) if isinstance(error, ImportError) else "of MARACDASH_ACCOUNTS"
        raise MaracdashError(
            f"The address {shown} of the accounts cannot be used. Write sqlite:////folder/accounts.sqlite, or "
            "postgresql+psycopg://user@host/name."
        ) from error
    return url


def find_file(engine: Engine) -> Path | None:
    """The file that SQLite keeps; None for another engine."""
    name = engine.url.database if engine.dialect.name == "sqlite" else None
    return Path(name) if name and name != ":memory:" else None


def _create_private_file(path: Path | None) -> None:
    """The file is its owner's alone: whoever reads it has the second factors of everybody."""
    if path is None:
        return
    try:
        make_private_folder(path.parent)
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        LOG.warning("the accounts at %s cannot be written: %s", path, error)
        raise StorageError(f"The file of the accounts cannot be written: {error.strerror}.") from error


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


def _begin_postgresql(connection: Connection) -> None:
    """Whoever will write is alone, as with SQLite: what is read and then changed was changed by nobody meanwhile.

    Rules over several rows, such as that one administrator stays, hold by that alone.
    """
    if connection.get_execution_options().get(WRITES):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")
