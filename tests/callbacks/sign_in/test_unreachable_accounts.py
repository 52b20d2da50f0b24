"""While the database of the accounts does not answer, whoever has a session is told so, wherever they go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from callbacks.identity import EXTENSION
from maracdash.accounts.database import AccountsDatabase
from tests.support.dash_apps import set_apart
from tests.support.sign_in_pages import ADMINISTRATOR, SignInApp

NOBODY_LISTENS = "postgresql+psycopg://maracdash@127.0.0.1:1/maracdash"


@pytest.fixture(scope="module")
def signed_in(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A browser that signed in before the database went away."""
    with pytest.MonkeyPatch.context() as patch:
        set_apart(patch)
        app = SignInApp.of(demonstration, tmp_path_factory.mktemp("accounts"), public=True, uploads=True)
        app.add("ada@example.org", ADMINISTRATOR, "Ada King")
        browser = app.browser("ada@example.org")
        app.database.close()
        app.server.extensions[EXTENSION] = AccountsDatabase(NOBODY_LISTENS, lambda: bytes(32))
        yield browser


@pytest.mark.parametrize(
    "path",
    ["/", "/account", "/sign-in", "/people", "/audit", "/invitation/none", "/upload", "/upload/file", "/notifications"],
)
def test_it_is_said_in_words_with_503(signed_in: FlaskClient, path: str) -> None:
    answer = signed_in.get(path)
    assert answer.status_code == 503
    assert "The accounts cannot be reached. Try again in a minute" in answer.text
