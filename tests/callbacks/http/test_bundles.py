"""Bundles of the app's files: all of them, once, kept for as long as they are the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from dash import Dash

from callbacks.http import bundles, plotly_bundle
from maracdash.exports.chromium import SMALL_BUNDLE, WHEEL_BUNDLE
from maracdash.program_files import ASSETS_FOLDER

SERVER_PAGES = re.compile(r"(upload|form-|vendor-).*")


def test_every_script_and_style_of_the_pages_is_in_one_bundle() -> None:
    built = bundles.build_bundles()
    held = b"".join(built.files.values())
    for path in ASSETS_FOLDER.iterdir():
        if path.suffix in (".js", ".css") and not SERVER_PAGES.fullmatch(path.name):
            assert held.count(path.read_bytes()) == 1, path.name


def test_the_page_asks_for_them_and_a_browser_keeps_them(app: Dash) -> None:
    client = app.server.test_client()
    page = client.get("/").text
    addresses = {*re.findall(r'(?:src|href)="(/vendor/[^"]+)"', page)}
    assert len([each for each in addresses if each.startswith(bundles.START)]) == 4
    assert plotly_bundle.address() in addresses
    for each in addresses:
        answer = client.get(each, buffered=True)
        assert answer.status_code == 200, each
        assert "max-age=31536000" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", [SMALL_BUNDLE, WHEEL_BUNDLE])
def test_plotlys_bundle_is_compiled_once(path: Path) -> None:
    """A function in parentheses is taken for one that is called at once; else nothing of the script is changed."""
    script = path.read_bytes().rstrip()
    hastened = plotly_bundle.hasten(script)
    assert len(hastened) == len(script) + 2
    assert hastened.replace(b"(() => {", b"() => {", 1).removesuffix(b"})));") + b"}));" == script
    assert plotly_bundle.hasten(hastened) == hastened
    assert plotly_bundle.hasten(b"var Plotly = {};") == b"var Plotly = {};"


def test_no_other_bundle_is_there(app: Dash) -> None:
    assert app.server.test_client().get(f"{bundles.START}site-0.css").status_code == 404


def test_another_content_has_another_address(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    for each in ASSETS_FOLDER.iterdir():
        (tmp_path / each.name).write_bytes(each.read_bytes())
    before = bundles.build_bundles()
    (tmp_path / "style.css").write_text("main { color: red; }")
    monkeypatch.setattr(bundles, "ASSETS_FOLDER", tmp_path)
    after = bundles.build_bundles()
    assert (before.first, before.rest, before.plain) == (after.first, after.rest, after.plain)
    assert before.styles != after.styles
