"""A site under a path of its host: addresses that go out have the prefix once, whatever the proxy does with it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from callbacks.packing import ENCODING, Packed, unpack
from callbacks.pages.registry import PAGES
from maracdash.model.errors import MaracdashError
from maracdash.model.own_addresses import OWN_ADDRESSES
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


def test_components_and_changes_have_it(client: FlaskClient) -> None:
    changes = client.get("/marac/changes", query_string={"address": "/"}).text
    assert '"href":"/marac/region?' in changes
    assert '"href":"/region' not in changes


@pytest.mark.parametrize("path", ["/marac/", "/marac/changes"])
def test_what_lies_packed_has_it_too(client: FlaskClient, path: str) -> None:
    found = re.search(r'data-query="([^"]+)"', client.get("/marac/").text)
    assert found
    spelled_out = unescape(found[1])
    query = {"address": f"/?{spelled_out}"} if path.endswith("changes") else spelled_out
    plain = client.get(path, query_string=query)
    packed = client.get(path, query_string=query, headers={"Accept-Encoding": "zstd"})
    assert packed.headers["Content-Encoding"] == ENCODING
    assert unpack(Packed(packed.data)) == plain.data
    assert b'"/marac/region?' in plain.data
    assert b'"/region?' not in plain.data


def test_programs_find_the_next_page_and_the_server(client: FlaskClient) -> None:
    answer = client.get("/marac/api/v1/values?limit=5").json
    assert answer
    assert answer["next"].startswith("/marac/api/v1/values?limit=5&offset=5&")
    assert client.get(answer["next"]).status_code == 200
    assert client.get("/marac/api/v1/openapi.json").json["servers"] == [{"url": "/marac/api/v1"}]


def test_who_is_not_signed_in_is_led_to_the_sign_in_page_and_back(
    demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_apart(monkeypatch)
    accounts = f"sqlite:///{tmp_path}/accounts.sqlite"
    chosen = Settings(data=demonstration, path_prefix="/marac", sign_in="accounts", accounts=accounts)
    client = create_app(chosen).server.test_client()
    asked = client.get("/marac/region?quarter=2024-Q4", headers={"Accept": "text/html"})
    assert asked.headers["Location"] == "/marac/sign-in?next=%2Fregion%3Fquarter%3D2024-Q4"
    page = client.get(asked.headers["Location"])
    assert page.status_code == 200
    assert 'action="/marac/sign-in"' in page.text
    assert client.get("/marac/assets/style.css", buffered=True).status_code == 200


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


def test_every_address_of_the_app_is_known_as_its_own(demonstration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In OWN_ADDRESSES, so that a prefix is refused before anything is built."""
    set_apart(monkeypatch)
    oidc = {"oidc_issuer": "https://id.example.org", "oidc_client_id": "marac"}
    chosen = Settings(data=demonstration, sign_in="accounts", public=True, **oidc)
    rules = {each.rule.split("/")[1] for each in create_app(chosen).server.url_map.iter_rules()}
    assert (rules | {each.path.split("/")[1] for each in PAGES}) - {"", "<path:path>"} == OWN_ADDRESSES


@pytest.mark.parametrize("prefix", ["marac", "/marac/", "/a b", "//host", "/", '/"x'])
def test_a_prefix_that_is_no_path_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match="path_prefix"):
        Settings(path_prefix=prefix)
