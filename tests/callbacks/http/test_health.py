"""Alive and ready are two things."""

from __future__ import annotations

from pathlib import Path

import pytest
from dash import Dash
from flask import Flask

from callbacks.context import AppContext
from callbacks.http import health
from callbacks.identity import EXTENSION
from maracdash.accounts.database import AccountsDatabase
from maracdash.settings import Settings
from maracdash.store import free_space


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


def test_with_no_room_it_is_ready_and_says_that_nothing_can_be_sent(app: Dash, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(free_space, "LEAST_FREE_MB", 10**12)
    answer = app.server.test_client().get("/readyz")
    assert answer.status_code == 200
    assert answer.text.splitlines()[1].startswith("No figures can be sent at the moment")
