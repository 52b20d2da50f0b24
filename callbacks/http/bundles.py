"""Bundles of the app's own files: one request for styles, one for what the first chart needs, one for everything else.

Their addresses change with their content, so a browser keeps them for a year.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, Response, abort

from maracdash.program_files import ASSETS_FOLDER

RULE = "/vendor/bundles/<name>"
START = "/vendor/bundles/"
KEPT_FOR_A_YEAR = {"Cache-Control": f"public, max-age={365 * 24 * 3600}, immutable"}
"""For files whose address changes with their content."""
KINDS = {".css": "text/css", ".js": "text/javascript"}
FIRST_SCRIPTS = ("adapter.js", "charts.js", "first-page.js")
"""In their order: the first chart is drawn by them before Dash is there."""
PLAIN_STYLES = "plain.css"
"""Where no script runs."""
OTHER_PAGES = ("upload", "form-", "vendor-", PLAIN_STYLES)
"""Beginnings of files that are no part of any bundle."""


@dataclass(frozen=True, kw_only=True)
class Bundles:
    """Addresses of the bundles, and their content by file name."""

    styles: str
    plain: str
    first: str
    rest: str
    files: Mapping[str, bytes]


def build_bundles() -> Bundles:
    """Read the files of the app."""
    scripts = [each for each in _list_files(".js") if each.name not in FIRST_SCRIPTS]
    files = {
        "styles": _name_bundle("site", ".css", _list_files(".css")),
        "plain": _name_bundle("plain", ".css", [ASSETS_FOLDER / PLAIN_STYLES]),
        "first": _name_bundle("first", ".js", (ASSETS_FOLDER / each for each in FIRST_SCRIPTS)),
        "rest": _name_bundle("rest", ".js", scripts),
    }
    addresses = {kind: f"{START}{name}" for kind, (name, _) in files.items()}
    return Bundles(**addresses, files=dict(files.values()))


def register(server: Flask, bundles: Bundles) -> None:
    """Serve them."""

    def serve_bundle(name: str) -> Response:
        content = bundles.files.get(name)
        if content is None:
            abort(404)
        return Response(content, headers=KEPT_FOR_A_YEAR, mimetype=KINDS[Path(name).suffix])

    server.add_url_rule(RULE, "bundle", serve_bundle)


def _list_files(ending: str) -> list[Path]:
    found = sorted(ASSETS_FOLDER.glob(f"*{ending}"))
    return [each for each in found if not each.name.startswith(OTHER_PAGES)]


def _name_bundle(start: str, ending: str, paths: Iterable[Path]) -> tuple[str, bytes]:
    content = b"\n".join(each.read_bytes() for each in paths)
    return f"{start}-{hashlib.sha256(content).hexdigest()[:16]}{ending}", content
