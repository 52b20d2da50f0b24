"""A copy of the accounts is a file of SQLite, whole as of one moment, from each kind of database and back into each."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text

from maracdash.accounts import audit, copies, people, saved_groups
from maracdash.accounts.audit import EventKind
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.people import Account
from maracdash.accounts.tables import SCHEMA_REVISION, Base
from maracdash.model.errors import MaracdashError, NewerFormatError, StorageError
from maracdash.model.groups import GroupChoice
from tests.accounts.conftest import ADMINISTRATOR, NOW, SQLITE, open_accounts
from tests.accounts.test_database import make_newer
from tests.accounts.test_sealed_secrets import make_old_accounts


@pytest.fixture
def filled(database: AccountsDatabase, bo: Account) -> AccountsDatabase:
    """Somebody in each table that people fill."""
    saved_groups.save_group(database, ADMINISTRATOR, bo.id, GroupChoice(name="Coast", members=("M1", "M2")), NOW)
    return database


@pytest.fixture
def back(tmp_path: Path) -> Iterator[AccountsDatabase]:
    """An empty file of accounts, elsewhere."""
    opened = open_accounts(f"sqlite:///{tmp_path}/back/accounts.sqlite")
    yield opened
    opened.close()


def read_tables(database: AccountsDatabase) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in the order of its key."""
    with database.read() as session:
        return {
            each.name: [tuple(row) for row in session.execute(select(each).order_by(*each.primary_key)).all()]
            for each in Base.metadata.sorted_tables
        }


def test_a_copy_has_every_row_and_is_loaded_into_either(
    filled: AccountsDatabase, back: AccountsDatabase, address: str, tmp_path: Path
) -> None:
    before = read_tables(filled)
    assert all(before[each] for each in ("accounts", "account_areas", "saved_groups", "events"))
    assert copies.copy_accounts(address, tmp_path / "copy")
    assert copies.load_accounts(tmp_path / "copy", back) == 2
    assert read_tables(back) == before
    assert audit.verify_events(back) == audit.verify_events(filled)
    with pytest.raises(StorageError) as raised, back.write() as session:
        session.execute(text("DELETE FROM events"))
    assert "never changed or removed" in str(raised.value.__cause__)


def test_a_file_is_loaded_into_an_empty_database_of_each_kind(database: AccountsDatabase, tmp_path: Path) -> None:
    """Accounts move so from the file to a server; a file of an older version too, and it stays as it was."""
    old = tmp_path / "old.sqlite"
    make_old_accounts(old)
    held = old.read_bytes()
    assert copies.load_accounts(old, database) == 2
    assert [each.email for each in people.list_people(database)] == ["bo@example.org", "cy@example.org"]
    assert old.read_bytes() == held


def test_nothing_is_loaded_over_anybody(filled: AccountsDatabase, tmp_path: Path) -> None:
    make_old_accounts(tmp_path / "old.sqlite")
    before = read_tables(filled)
    with pytest.raises(MaracdashError, match="nothing is ever copied over them"):
        copies.load_accounts(tmp_path / "old.sqlite", filled)
    assert read_tables(filled) == before


def test_a_damaged_copy_changes_nothing(database: AccountsDatabase, tmp_path: Path) -> None:
    (tmp_path / "damaged").write_bytes(b"no database" * 100)
    before = read_tables(database)
    with pytest.raises(StorageError, match="cannot be copied"):
        copies.load_accounts(tmp_path / "damaged", database)
    assert read_tables(database) == before


def test_a_copy_is_of_one_moment_though_others_write(filled: AccountsDatabase, address: str, tmp_path: Path) -> None:
    """Each person comes with an event: a copy with the one and not the other is of two moments."""
    stop = threading.Event()

    def write() -> None:
        own, number = open_accounts(address), 0
        while not stop.is_set():
            number += 1
            people.add_person(own, ADMINISTRATOR, f"p{number}@example.org", "P", people.Access(role=people.Role.READER))
        own.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for each in range(5):
            assert copies.copy_accounts(address, tmp_path / f"{each}")
    finally:
        stop.set()
        writer.join()
    for each in range(5):
        with closing(sqlite3.connect(tmp_path / f"{each}")) as copy:
            (people_held,) = copy.execute("select count(*) from accounts").fetchone()
            (added,) = copy.execute("select count(*) from events where kind = ?", [EventKind.PERSON_ADDED]).fetchone()
            assert people_held == added > 0
    assert filled.address == address


def test_where_there_are_no_accounts_there_is_no_copy(address: str, tmp_path: Path) -> None:
    assert not copies.copy_accounts(address, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize("oldest", ["9999", SCHEMA_REVISION])
def test_accounts_of_a_newer_version_are_copied_by_that_alone(
    database: AccountsDatabase, kind: str, tmp_path: Path, oldest: str
) -> None:
    """What it added would be left out: a file is copied as it is, a server's tables are not."""
    make_newer(database, oldest)
    if kind == SQLITE:
        assert copies.copy_accounts(database.address, tmp_path / "copy")
        other = open_accounts(f"sqlite:///{tmp_path}/other.sqlite")
        with pytest.raises(NewerFormatError):
            copies.load_accounts(tmp_path / "copy", other)
        other.close()
        return
    with pytest.raises(StorageError, match="a newer version"):
        copies.copy_accounts(database.address, tmp_path / "copy")
