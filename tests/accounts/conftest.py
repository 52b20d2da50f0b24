"""What tests of accounts may ask for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from maracdash.accounts import invitations, people
from maracdash.accounts.audit import Actor
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.people import Access, Account
from maracdash.model.people import Role
from tests.support import postgresql

ADMINISTRATOR = Actor(person="a1", who="ada@example.org", address="127.0.0.1")
KEY = bytes(range(32))
PASSWORD = "tunnel harvest violet seven"
SQLITE = "sqlite"
POSTGRESQL = "postgresql"
FILE_ALONE = pytest.mark.parametrize("kind", [SQLITE])
"""Of tests that look into the file of SQLite."""
NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of database: every test of accounts holds for each."""
    return str(request.param)


@pytest.fixture
def address(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of an empty database; one with its tables for a test that asks for `database` too."""
    with_tables = "database" in request.fixturenames
    if kind == SQLITE:
        if with_tables:
            shutil.copy(request.getfixturevalue("file_with_tables"), tmp_path / "accounts.sqlite")
        return f"sqlite:///{tmp_path}/accounts.sqlite"
    return str(request.getfixturevalue("postgresql_address_with_tables" if with_tables else "postgresql_address"))


@pytest.fixture(scope="session")
def file_with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of SQLite brought up to date, to be copied: that takes longer than most tests."""
    path = tmp_path_factory.mktemp("accounts") / "accounts.sqlite"
    make_tables(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def database_with_tables(postgresql_server: Path) -> Iterator[str]:
    """The same in PostgreSQL, by its name."""
    address = postgresql.create_database(postgresql_server)
    make_tables(address)
    yield postgresql.find_name(address)
    postgresql.drop_database(postgresql_server, address)


@pytest.fixture
def postgresql_address_with_tables(postgresql_server: Path, database_with_tables: str) -> Iterator[str]:
    """The address of a copy of it."""
    address = postgresql.create_database(postgresql_server, database_with_tables)
    yield address
    postgresql.drop_database(postgresql_server, address)


@pytest.fixture
def database(address: str) -> Iterator[AccountsDatabase]:
    """Accounts without anybody."""
    opened = open_accounts(address)
    yield opened
    opened.close()


@pytest.fixture
def ada(database: AccountsDatabase) -> Account:
    """An administrator with a password."""
    return add_with_password(database, "ada@example.org", "Ada King", Access(role=Role.ADMINISTRATOR))


@pytest.fixture
def bo(database: AccountsDatabase, ada: Account) -> Account:  # noqa: ARG001 - there is always an administrator
    """Somebody who sends for one force and reads one Marac."""
    access = Access(role=Role.SUBMITTER, areas=frozenset({"F1", "M9"}))
    return add_with_password(database, "bo@example.org", "Bo Hale", access)


def make_tables(address: str) -> None:
    """Bring an empty database up to date, as the program does when it opens one first."""
    opened = open_accounts(address)
    opened.check()
    opened.close()


def open_accounts(address: str, key: bytes = KEY) -> AccountsDatabase:
    """Accounts at an address, with a key to seal by."""
    return AccountsDatabase(address, lambda: key)


def add_with_password(database: AccountsDatabase, email: str, name: str, access: Access) -> Account:
    """Somebody who was added, invited, and has chosen the password."""
    account = people.add_person(database, ADMINISTRATOR, email, name, access)
    token = invitations.invite(database, ADMINISTRATOR, account.id, NOW)
    return invitations.accept(database, token, PASSWORD, NOW)
