"""The upload pages alone, as an app of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dash import Dash, html
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from callbacks import notifications, uploads
from callbacks.context import AppContext
from callbacks.http import bootstrap_css, headers, sessions
from callbacks.identity import set_current_person
from callbacks.uploads import grid
from maracdash.model.people import LOCAL
from maracdash.settings import Settings
from maracdash.web_server.body_limits import MAX_BODY_BYTES


def served(folder: Path, **settings: object) -> Flask:
    """Only the upload pages: the one app of the run is somebody else's."""
    app = Dash("uploads-under-test", assets_folder=str(Path(__file__).parents[2] / "assets"))
    app.layout = html.Div()
    app.server.config.update(MAX_CONTENT_LENGTH=MAX_BODY_BYTES)
    context = AppContext.of(Settings(data=folder, deployment="Alderland", **settings))
    app.server.before_request(lambda: set_current_person(LOCAL))
    sessions.register(app.server, context.record)
    uploads.register(app, context)
    notifications.register(app, context)
    grid.register(app, context)
    bootstrap_css.register(app.server)
    headers.register(app.server, app.csp_hashes())
    return app.server


def token(client: FlaskClient, path: str = "/upload/file") -> str:
    """The token of a page's form."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


def accept(client: FlaskClient, path: str, fields: Mapping[str, object], **how: Any) -> TestResponse:
    """Accept a checked upload as its page does, which sends along what it had shown."""
    shown = re.search(r'name="seen" value="([^"]+)"', client.get(path).text)
    return client.post(f"{path}/accept", data={"seen": shown[1] if shown else "", **fields}, **how)
