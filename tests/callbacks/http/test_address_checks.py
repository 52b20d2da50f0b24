"""Every address answers with a status that is true, and words that say what to do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from dash import Dash

from app import create_app
from maracdash.settings import Settings
from tests.support.dash_apps import set_apart

NOWHERE = {
    "/nowhere": "There is no page at this address.",
    "/indicators/no-such-thing": "There is no indicator called “no-such-thing”.",
    "/?indicator=no-such-thing": "There is no indicator called “no-such-thing”.",
    "/?marac=Atlantis": "Atlantis",
    "/?quarter=1999-Q1": "There are no figures for 1999-Q1.",
    "/?quarter=soon": "“soon” is not a quarter. Write it like 2024-Q1.",
    "/?view=upside-down": "There is no view called “upside-down”.",
    "/export/table.csv?marac=Atlantis": "Atlantis",
    "/export/chart.png?quarter=1999-Q1": "There are no figures for 1999-Q1.",
    "/export/chart.gif": "",
}


@pytest.mark.parametrize(
    "path", ["/", "/?view=trend", "/indicators", "/indicators/cases", "/data-quality", "/accessibility"]
)
def test_known_addresses_are_found(app: Dash, path: str) -> None:
    assert app.server.test_client().get(path).status_code == 200


@pytest.mark.parametrize(("path", "said"), NOWHERE.items())
def test_unknown_addresses_are_not_found_and_say_so(app: Dash, path: str, said: str) -> None:
    answer = app.server.test_client().get(path)
    assert answer.status_code == 404
    assert said in answer.text
    assert "Traceback" not in answer.text


def test_a_query_may_use_any_word(app: Dash) -> None:
    assert app.server.test_client().get("/?page=x&context=y&slug=z&self=1").status_code == 200


HINT = "Or send the first files here, with Upload."


@pytest.mark.parametrize(("settings", "hints"), [({}, 1), ({"uploads": False}, 0), ({"sign_in": "public"}, 0)])
def test_on_an_empty_site_whoever_may_send_is_told_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Mapping[str, object], hints: int
) -> None:
    set_apart(monkeypatch)
    answer = create_app(Settings(data=tmp_path / "new", **settings)).server.test_client().get("/")
    assert answer.status_code == 503
    assert "No data has been loaded yet. Load some with “maracdash load FILE”" in answer.text
    assert answer.text.count(HINT) == answer.text.count('<a href="/upload">Upload</a>') == hints
