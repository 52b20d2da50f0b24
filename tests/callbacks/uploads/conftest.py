"""An app of its own on a copy of the demonstration, so that what is sent here stays here."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from dash import Dash, html
from flask import Flask
from flask.testing import FlaskClient

from callbacks import uploads
from callbacks.context import Context
from callbacks.http import bootstrap_css, headers, sessions
from callbacks.pages import notifications
from callbacks.uploads import grid
from maracdash.settings import Settings


@pytest.fixture
def folder(demonstration: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration."""
    return Path(shutil.copytree(demonstration, tmp_path / "data"))


def served(folder: Path, **settings: object) -> Flask:
    """Only the upload pages: the one app of the run is somebody else's."""
    app = Dash("uploads-under-test", assets_folder=str(Path(__file__).parents[3] / "assets"))
    app.layout = html.Div()
    app.server.config.update(MAX_CONTENT_LENGTH=64 * 1024)
    context = Context.of(Settings(data=folder, deployment="Alderland", **settings))
    sessions.register(app.server, context.record)
    uploads.register(app, context)
    notifications.register(app, context)
    grid.register(app, context)
    bootstrap_css.register(app.server)
    headers.register(app.server, app.csp_hashes())
    return app.server


@pytest.fixture
def client(folder: Path) -> FlaskClient:
    """A browser of somebody."""
    return served(folder).test_client()


def token(client: FlaskClient, path: str = "/upload/file") -> str:
    """The token of a page's form."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]
