"""The grid's page, and that its bundle is there alone."""

from __future__ import annotations

import re
from pathlib import Path

from flask.testing import FlaskClient

from tests.support.upload_pages import served, token

BUNDLE = "dash_ag_grid"


def scripts(client: FlaskClient, path: str) -> list[str]:
    return re.findall(r'src="([^"]+)"', client.get(path).text)


def test_the_bundle_is_loaded_on_the_grids_page_and_on_no_other(client: FlaskClient):
    found = [each for each in scripts(client, "/upload/grid/") if BUNDLE in each]
    assert len(found) == 1
    assert client.get(found[0], buffered=True).status_code == 200
    for path in ("/", "/upload", "/upload/form"):
        assert not [each for each in scripts(client, path) if BUNDLE in each]


def test_the_page_carries_a_token_the_maracs_and_the_way_to_the_form(client: FlaskClient):
    page = client.get("/upload/grid/").text
    assert token(client, "/upload/grid/")
    assert "AM001" in page
    assert 'href="/upload/form"' in page
    assert page.count("<main") == 1
    assert client.get("/upload/grid").status_code == 303


def test_there_is_no_grid_where_nothing_is_taken(folder: Path):
    assert served(folder, uploads=False).test_client().get("/upload/grid/").status_code == 403
