"""Copies of the accounts' database while it is in use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from maracdash.model.errors import StorageError


def find_sqlite_file(address: str) -> Path | None:
    """Find the file of accounts that SQLite keeps; None for another engine, and for an address that is none."""
    try:
        url = make_url(address)
    except ArgumentError:
        return None
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def copy_accounts(file: Path, to: Path) -> None:
    """Copy it whole, as it is at one moment, though others write meanwhile. Raises StorageError."""
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(to)) as copy:
            source.backup(copy)
            copy.execute("pragma journal_mode = delete")  # one file, without a second one beside it
    except sqlite3.Error as error:
        raise StorageError(f"The accounts at {file} cannot be copied: {error}.") from error
