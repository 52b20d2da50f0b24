"""A site under a path of its host: addresses that go out have the prefix once, whatever the proxy does with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from maracdash.model.errors import MaracdashError
from maracdash.settings import Settings
from tests.support.dash_apps import set_apart


@pytest.fixture
def client(demonstration: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    set_apart(monkeypatch)
    return create_app(Settings(data=demonstration, path_prefix="/marac")).server.test_client()


@pytest.mark.parametrize("beginning", ["/marac", ""])
def test_the_proxy_may_leave_the_prefix_or_take_it(client: FlaskClient, beginning: str) -> None:
    page = client.get(f"{beginning}/notifications").text
    assert 'href="/marac/upload"' in page
    assert 'data-root="/marac"' in page
    assert "/marac/marac" not in page
    assert client.get(f"{beginning}/healthz").status_code == 200
    assert client.get("/marac").status_code == 200


def test_redirects_feeds_and_what_is_not_ours(client: FlaskClient) -> None:
    assert client.get("/marac/upload/").headers["Location"] == "/marac/upload"
    before = {"Referer": "http://localhost/marac/region?quarter=2024-Q4", "Host": "localhost"}
    changed = client.post("/marac/view", data={"view": "public"}, headers=before)
    assert changed.headers["Location"] == "/marac/region?quarter=2024-Q4"
    assert 'href="http://localhost/marac/notifications.atom' in client.get("/marac/notifications.atom").text


def test_components_and_changes_have_it_and_the_api_and_texts_do_not(client: FlaskClient) -> None:
    changes = client.get("/marac/changes", query_string={"address": "/"}).text
    assert '"href":"/marac/region?' in changes
    assert '"href":"/region' not in changes
    areas = client.get("/marac/api/v1/areas.json")
    assert areas.status_code == 200
    assert "/marac" not in areas.text


def test_a_name_that_looks_like_an_address_stays_a_text(client: FlaskClient) -> None:
    answer = client.get("/marac/notifications?marac=href%3D%22/x%22")
    assert "href=&quot;/marac/x" not in answer.text


@pytest.mark.parametrize("prefix", ["/report", "/upload/here", "/api", "/region", "/assets"])
def test_a_prefix_that_is_an_address_of_the_app_is_refused(
    demonstration: Path, monkeypatch: pytest.MonkeyPatch, prefix: str
) -> None:
    set_apart(monkeypatch)
    with pytest.raises(MaracdashError, match=r"MARACDASH_PATH_PREFIX is .* Choose another, such as /marac\."):
        create_app(Settings(data=demonstration, path_prefix=prefix))


@pytest.mark.parametrize("prefix", ["marac", "/marac/", "/a b", "//host", "/", '/"x'])
def test_a_prefix_that_is_no_path_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match="path_prefix"):
        Settings(path_prefix=prefix)
