"""Plotly's bundle: the small one of the assets, else that of its Python package."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response

from callbacks.http.bundles import KEPT_FOR_A_YEAR
from callbacks.http.packed_answers import respond_packed
from callbacks.packing import Packed, pack
from maracdash.exports.chromium import SMALL_BUNDLE, WHEEL_BUNDLE

START = "/vendor/plotly-"
FACTORY = (b"self : this, () => {", b"}));")
"""How the function that holds all of it begins and ends."""
CALLED_AT_ONCE = (b"self : this, (() => {", b"})));")
"""The same in parentheses: browsers compile it while they read it, on another core, and not again when it is called."""


@cache
def address() -> str:
    """The address to link to, which changes when the content does."""
    return f"{START}{hashlib.sha256(read_bundle()).hexdigest()[:16]}.min.js"


def find_bundle() -> Path:
    """The smaller file that is there."""
    return SMALL_BUNDLE if SMALL_BUNDLE.is_file() else WHEEL_BUNDLE


def read_bundle() -> bytes:
    """Read it, made quick to start."""
    return hasten(find_bundle().read_bytes())


def hasten(script: bytes) -> bytes:
    """Let browsers compile the script once; one that is built in another way stays as it is."""
    begin, end = FACTORY
    script = script.rstrip()
    if script.count(begin) != 1 or not script.endswith(end):
        return script
    begin_now, end_now = CALLED_AT_ONCE
    return script.removesuffix(end).replace(begin, begin_now) + end_now


def register(server: Flask) -> None:
    """Serve it."""
    server.add_url_rule(address(), "plotly", _serve_bundle)


def _serve_bundle() -> Response:
    return respond_packed(_pack_bundle(), "text/javascript", KEPT_FOR_A_YEAR)


@cache
def _pack_bundle() -> Packed:
    return pack(read_bundle())
