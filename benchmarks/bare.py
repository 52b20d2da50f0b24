"""The least that a server can answer: bytes of a given number, and a page with one chart and nothing around it.

`BARE_FIGURE` names a file with the figure as JSON, `BARE_BUNDLE` one with plotly.js, `BARE_HTML` one with a whole page.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Bare</title></head><body><div id="graph"></div>
<script src="/plotly.js"></script><script>Plotly.newPlot("graph", %s);</script></body></html>"""
CACHED = "public, max-age=31536000"
Start = Callable[[str, list[tuple[str, str]]], Any]


def app(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """`/bytes/<n>`, `/plotly.js`, `/page`, or the page with one chart."""
    path = environ["PATH_INFO"]
    length = int(environ.get("CONTENT_LENGTH") or 0)
    environ["wsgi.input"].read(length)
    if path.startswith("/bytes/"):
        return _respond(
            start, "application/json", b"0" * int(path.removeprefix("/bytes/")), ("Cache-Control", "no-store")
        )
    if path == "/plotly.js":
        packed = ("Content-Encoding", "gzip")
        return _respond(start, "text/javascript", _read_bundle(), packed, ("Cache-Control", CACHED))
    if path == "/page":
        return _respond(start, "text/html", _read_html(), ("Cache-Control", "no-store"))
    return _respond(start, "text/html", _build_page(), ("Cache-Control", "no-store"))


def _respond(start: Start, kind: str, body: bytes, *headers: tuple[str, str]) -> list[bytes]:
    start("200 OK", [("Content-Type", kind), ("Content-Length", str(len(body))), *headers])
    return [body]


@cache
def _read_bundle() -> bytes:
    return gzip.compress(Path(os.environ["BARE_BUNDLE"]).read_bytes(), 6)


@cache
def _read_html() -> bytes:
    return Path(os.environ["BARE_HTML"]).read_bytes()


@cache
def _build_page() -> bytes:
    return (PAGE % Path(os.environ["BARE_FIGURE"]).read_text(encoding="utf-8")).encode()
