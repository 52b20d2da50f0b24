"""What tests of accounts may ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from maracdash.accounts.audit import Actor
from maracdash.accounts.database import AccountsDatabase

ADMINISTRATOR = Actor(person="a1", who="ada@example.org", address="127.0.0.1")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[AccountsDatabase]:
    """Accounts without anybody: in a file, or at MARACDASH_TEST_ACCOUNTS, an empty database of PostgreSQL."""
    opened = AccountsDatabase(os.environ.get("MARACDASH_TEST_ACCOUNTS") or f"sqlite:///{tmp_path}/accounts.sqlite")
    yield opened
    opened.close()
