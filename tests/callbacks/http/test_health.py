"""Alive and ready are two things."""

from __future__ import annotations

from pathlib import Path

from dash import Dash
from flask import Flask

from callbacks.context import AppContext
from callbacks.http import health
from maracdash.settings import Settings


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
