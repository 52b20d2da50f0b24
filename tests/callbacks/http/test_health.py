"""Alive and ready are two things."""

from __future__ import annotations

import time
from pathlib import Path

import duckdb
import pytest
from dash import Dash
from flask import Flask

from callbacks.context import AppContext
from callbacks.http import health
from callbacks.identity import EXTENSION
from maracdash.accounts.database import AccountsDatabase
from maracdash.model.errors import StorageError
from maracdash.settings import Settings
from maracdash.shared_storage import SharedStorage
from maracdash.store import free_space
from maracdash.store.folder_names import FORMAT_FILE
from maracdash.store.releases import publish
from maracdash.store.storages.object_files import QUICK_SECONDS
from tests.support import small_country
from tests.support.object_stores import S3Server


def test_with_data_it_is_alive_and_ready(app: Dash) -> None:
    client = app.server.test_client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200
    assert client.get("/readyz").text.startswith("ready release-")


def test_without_data_it_is_alive_and_says_what_is_missing(tmp_path: Path) -> None:
    server = Flask("empty")
    health.register(server, AppContext.of(Settings(data=tmp_path)))
    assert server.test_client().get("/healthz").status_code == 200
    answer = server.test_client().get("/readyz")
    assert answer.status_code == 503
    assert "No data has been loaded yet." in answer.text


def test_without_its_accounts_it_is_not_ready_and_says_every_reason(tmp_path: Path) -> None:
    (tmp_path / "accounts.sqlite").write_text("no database at all, " * 100, encoding="utf-8")
    context = AppContext.of(Settings(data=tmp_path, sign_in="accounts"))
    server = Flask("locked")
    server.extensions[EXTENSION] = AccountsDatabase(context.settings.accounts_address, context.record.lasting_key)
    health.register(server, context)
    answer = server.test_client().get("/readyz")
    assert answer.status_code == 503
    first, second = answer.text.splitlines()
    assert "No data has been loaded yet." in first
    assert "The accounts cannot be reached." in second


def test_why_it_is_not_ready_is_said_without_a_path_which_the_log_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    small_country.fill(tmp_path)
    for each in tmp_path.glob("*releases/*.duckdb"):
        each.unlink()
    words = f'IO Error: Cannot open file "{tmp_path}/releases/.building-1.duckdb": Permission denied'

    def refuse(*_: object) -> None:
        raise duckdb.IOException(words)

    monkeypatch.setattr(publish, "build_release", refuse)
    (tmp_path / "file").touch()
    address = f"sqlite:///{tmp_path}/file/accounts.sqlite"
    context = AppContext.of(Settings(data=tmp_path, sign_in="accounts", accounts=address))
    server = Flask("pathless")
    server.extensions[EXTENSION] = AccountsDatabase(address, context.record.lasting_key)
    health.register(server, context)
    answer = server.test_client().get("/readyz")
    assert answer.status_code == 503
    first, second = answer.text.splitlines()
    assert "could not be rebuilt: The accepted data could not be published" in first
    assert "The file of the accounts cannot be written" in second
    assert str(tmp_path) not in answer.text
    assert "IO Error" not in answer.text
    assert words in caplog.text
    assert f"{tmp_path}/file/accounts.sqlite" in caplog.text


@pytest.mark.parametrize(
    ("stated", "said"), [('{"format": 999}', "a newer version"), ("{", "cannot be read"), (None, "cannot be read")]
)
def test_a_format_that_is_not_known_is_said_without_a_path(tmp_path: Path, stated: str | None, said: str) -> None:
    file = tmp_path / FORMAT_FILE
    file.mkdir() if stated is None else file.write_text(stated, encoding="utf-8")
    server = Flask("newer")
    health.register(server, AppContext.of(Settings(data=tmp_path)))
    answer = server.test_client().get("/readyz")
    assert answer.status_code == 503
    assert said in answer.text
    assert str(tmp_path) not in answer.text


def test_with_no_room_it_is_ready_and_says_that_nothing_can_be_sent(app: Dash, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(free_space, "MIN_FREE_MB", 10**12)
    answer = app.server.test_client().get("/readyz")
    assert answer.status_code == 200
    assert answer.text.splitlines()[1].startswith("No figures can be sent at the moment")


def test_a_storage_is_not_asked_and_what_its_watch_learned_last_is_said(
    tmp_path: Path, storage_address: str, s3: S3Server
) -> None:
    small_country.fill(tmp_path / "own")
    SharedStorage(tmp_path / "own").move(storage_address)
    SharedStorage(tmp_path / "new").use(storage_address)
    clients = {}
    for name in ("own", "new"):
        server = Flask(name)
        health.register(server, AppContext.of(Settings(data=tmp_path / name, uploads=True)))
        clients[name] = server.test_client()
    assert "\n" not in clients["own"].get("/readyz").text.strip()
    begun = time.monotonic()
    with s3.stopped():
        assert "\n" not in clients["own"].get("/readyz").text.strip()
        assert clients["new"].get("/readyz").text == "No release has been fetched from the storage yet.\n"
        assert time.monotonic() - begun < QUICK_SECONDS, "nobody waited for it"
        for name in clients:
            with pytest.raises(StorageError):
                SharedStorage(tmp_path / name).fetch()
    assert "No figures can be sent at the moment" in clients["own"].get("/readyz").text
    told = clients["new"].get("/readyz")
    assert told.status_code == 503
    assert "could not be fetched: the storage does not answer" in told.text
