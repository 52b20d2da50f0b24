"""Bootstrap's stylesheet, from its package, at an address that changes with its version."""

from __future__ import annotations

from functools import cache, partial
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from flask import Flask, Response, send_file

PACKAGE = "bootstrap-flask"


@cache
def stylesheet_address() -> str:
    """The address to link to."""
    return f"/vendor/bootstrap-{version(PACKAGE)}.min.css"


def register(server: Flask) -> None:
    """Serve it."""
    path = Path(str(files("flask_bootstrap") / "static/bootstrap5/css/bootstrap.min.css"))
    server.add_url_rule(stylesheet_address(), "bootstrap", partial(_serve_stylesheet, path))


def _serve_stylesheet(path: Path) -> Response:
    return send_file(path, mimetype="text/css")
