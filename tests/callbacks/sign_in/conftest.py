"""Apps where people sign in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from callbacks.identity import EXTENSION
from maracdash.accounts.database import AccountsDatabase
from tests.support.dash_apps import set_apart
from tests.support.sign_in_pages import ADMINISTRATOR, SignInApp

KEY = bytes(range(32))


@pytest.fixture(scope="module")
def app_of_module(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SignInApp]:
    """The app with accounts, where a second factor is not asked for."""
    with pytest.MonkeyPatch.context() as patch:
        set_apart(patch)
        yield SignInApp.of(demonstration, tmp_path_factory.mktemp("accounts"))


@pytest.fixture
def signing_in(app_of_module: SignInApp, tmp_path: Path) -> Iterator[SignInApp]:
    """The same with people of its own: Ada administers, Bo reads."""
    database = AccountsDatabase(f"sqlite:///{tmp_path}/people.sqlite", lambda: KEY)
    app_of_module.server.extensions[EXTENSION] = database
    app_of_module.add("ada@example.org", ADMINISTRATOR, "Ada King")
    app_of_module.add("bo@example.org")
    yield app_of_module
    database.close()
