"""What tests of accounts may ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from maracdash.accounts import invitations, people
from maracdash.accounts.audit import Actor
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.people import Access, Account
from maracdash.model.people import Role

ADMINISTRATOR = Actor(person="a1", who="ada@example.org", address="127.0.0.1")
KEY = bytes(range(32))
PASSWORD = "tunnel harvest violet seven"
FILE_ALONE = pytest.mark.skipif("MARACDASH_TEST_ACCOUNTS" in os.environ, reason="looks into the file of SQLite")
NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[AccountsDatabase]:
    """Accounts without anybody: in a file, or at MARACDASH_TEST_ACCOUNTS, a database of PostgreSQL that is emptied."""
    server = os.environ.get("MARACDASH_TEST_ACCOUNTS", "")
    if server:
        _empty(server)
    opened = open_accounts(server or f"sqlite:///{tmp_path}/accounts.sqlite")
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


def open_accounts(address: str, key: bytes = KEY) -> AccountsDatabase:
    """Accounts at an address, with a key to seal by."""
    return AccountsDatabase(address, lambda: key)


def _empty(server: str) -> None:
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()


def add_with_password(database: AccountsDatabase, email: str, name: str, access: Access) -> Account:
    """Somebody who was added, invited, and has chosen the password."""
    account = people.add_person(database, ADMINISTRATOR, email, name, access)
    token = invitations.invite(database, ADMINISTRATOR, account.id, NOW)
    return invitations.accept(database, token, PASSWORD, NOW)
