"""Plotly's bundle: the small one of the assets, else that of its Python package."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from flask import Flask, Response, send_file

from maracdash.exports.chromium import SMALL_BUNDLE, WHEEL_BUNDLE

START = "/vendor/plotly-"


def address() -> str:
    """The address to link to, which changes when the file does."""
    path = find_bundle()
    return f"{START}{int(path.stat().st_mtime)}.min.js"


def find_bundle() -> Path:
    """The smaller file that is there."""
    return SMALL_BUNDLE if SMALL_BUNDLE.is_file() else WHEEL_BUNDLE


def register(server: Flask) -> None:
    """Serve it."""
    server.add_url_rule(address(), "plotly", partial(_serve_bundle, find_bundle()))


def _serve_bundle(path: Path) -> Response:
    return send_file(path, mimetype="text/javascript")
