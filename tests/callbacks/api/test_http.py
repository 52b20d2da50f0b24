"""The API as HTTP: formats that agree, tags, refusals as JSON with a plain sentence, and hostile parameters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient

from callbacks.api.resources import RESOURCES
from maracdash.accounts.people import Access
from maracdash.model.people import Role
from tests.support.api import as_text, read_csv, read_json, read_parquet
from tests.support.sign_in_pages import SignInApp

NAMES = [each.name for each in RESOURCES]
VALUES = "/api/v1/values"


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


@pytest.mark.parametrize("name", NAMES)
def test_formats_agree(client: FlaskClient, name: str, tmp_path: Path) -> None:
    more = "?quarter=2024-Q4&limit=500" if name == "values" else ""
    rows = read_json(client, f"/api/v1/{name}{more}")["data"]
    written = read_csv(client.get(f"/api/v1/{name}.csv{more}").data)
    typed = read_parquet(client.get(f"/api/v1/{name}.parquet{more}").data, tmp_path)
    assert rows
    moments = {key for key in rows[0] if key.endswith("_at")} - {"data_as_at"}
    texts = [{key: as_text(value) for key, value in row.items()} for row in rows]
    assert [row | dict.fromkeys(moments) for row in texts] == [row | dict.fromkeys(moments) for row in written]
    plain = [{key: value if _is_plain(value) else str(value) for key, value in row.items()} for row in typed]
    assert [row | dict.fromkeys(moments) for row in rows] == [row | dict.fromkeys(moments) for row in plain]


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("address", "accept", "found"),
    [
        ("", None, "application/json"),
        ("", "*/*", "application/json"),
        ("", "text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ("", "text/csv", "text/csv; charset=utf-8"),
        ("", "application/vnd.apache.parquet, application/json;q=0.5", "application/vnd.apache.parquet"),
        ("?format=csv", "application/json", "text/csv; charset=utf-8"),
        (".parquet", "text/csv", "application/vnd.apache.parquet"),
        (".json?format=json", None, "application/json"),
    ],
)
def test_the_format_is_that_asked_for(client: FlaskClient, name: str, address: str, accept: str | None, found: str):
    answer = client.get(f"/api/v1/{name}{address}", headers={"Accept": accept} if accept else {})
    assert (answer.status_code, answer.content_type) == (200, found)
    assert "Accept" in answer.headers["Vary"]


REFUSALS = {
    f"{VALUES}?limit=0": (400, "whole number from 1 to 5000"),
    f"{VALUES}?limit=5001": (400, "whole number from 1 to 5000"),
    f"{VALUES}?limit=1e3": (400, "whole number"),
    f"{VALUES}?limit=%D9%A1": (400, "whole number"),
    f"{VALUES}?offset=-1": (400, "whole number from 0"),
    f"{VALUES}?offset={'9' * 5000}": (400, "cannot be read"),
    f"{VALUES}?limit=5&limit=6": (400, "given more than once"),
    f"{VALUES}?limit=5&limit=5": (400, "given more than once"),
    f"{VALUES}?wndow=year": (400, "There is no parameter “wndow” here."),
    f"{VALUES}?a%00b=year": (400, "There is no parameter “a?b” here."),
    f"{VALUES}?window=month": (400, "There is no window called “month”. Choose one of: year, quarter."),
    f"{VALUES}?level=parish": (400, "There is no level called"),
    f"{VALUES}?quarter=2024": (400, "is not a quarter. Write it like 2024-Q1."),
    f"{VALUES}?quarter=%D9%A2%D9%A0%D9%A2%D9%A4-Q1": (400, "is not a quarter"),
    f"{VALUES}?area=": (400, "is empty"),
    f"{VALUES}?area=a%00b": (400, "cannot be read"),
    f"{VALUES}?area=%E2%80%AE": (400, "cannot be read"),
    f"{VALUES}?area={'x' * 100_000}": (400, "cannot be read"),
    f"{VALUES}?{'&'.join(f'area={each}' for each in range(501))}": (400, "more than 500 values"),
    f"{VALUES}?format=xml": (400, "There is no format called “xml”."),
    f"{VALUES}.csv?format=json": (400, "Say it once."),
    f"{VALUES}?quarter=1999-Q1": (404, "There are no figures for 1999-Q1."),
    f"{VALUES}?area=Atlantis": (404, "called “Atlantis” in this release."),
    f"{VALUES}?area=%F0%9F%92%A9": (404, "in this release."),
    f"{VALUES}?area=%FF%FE": (404, "in this release."),
    f"{VALUES}?area=%ED%A0%80": (404, "in this release."),
    f"{VALUES}?area=1%27%20or%201=1": (404, "in this release."),
    f"{VALUES}?indicator=nothing": (404, "There is no indicator called “nothing”."),
    f"{VALUES}?section=nothing": (404, "There is no section called “nothing”."),
    f"{VALUES}.xml": (404, "/api/v1/openapi.json says what there is."),
    "/api/v1/areas?quarter=2024-Q4": (400, "There is no parameter “quarter” here."),
    "/api": (404, ""),
    "/api/": (404, "There is nothing at this address."),
    "/api/v1": (404, "There is nothing at this address."),
    "/api/v2/values": (404, "There is nothing at this address."),
    "/api/v1/values/": (404, "There is nothing at this address."),
}


@pytest.mark.parametrize(("address", "said"), REFUSALS.items(), ids=lambda each: str(each)[:60])
def test_a_refusal_is_json_with_a_sentence(client: FlaskClient, address: str, said: tuple[int, str]) -> None:
    answer = client.get(address, headers={"Accept": "text/html,*/*;q=0.8"}, follow_redirects=True)
    assert (answer.status_code, answer.content_type) == (said[0], "application/problem+json"), answer.text[:300]
    assert answer.json["status"] == said[0]
    assert said[1] in answer.json["detail"]
    assert answer.json["detail"].isprintable()
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_header_that_no_format_fits_is_406(client: FlaskClient) -> None:
    answer = client.get(VALUES, headers={"Accept": "application/xml"})
    assert answer.status_code == 406
    assert "application/json, text/csv, application/vnd.apache.parquet" in answer.json["detail"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(client: FlaskClient, method: str) -> None:
    answer = getattr(client, method)(VALUES)
    assert (answer.status_code, answer.content_type) == (405, "application/problem+json")


@pytest.mark.parametrize("name", NAMES)
def test_head_is_get_without_a_body(client: FlaskClient, name: str) -> None:
    whole, head = client.get(f"/api/v1/{name}"), client.head(f"/api/v1/{name}")
    assert head.status_code == 200
    assert head.data == b""
    for each in ("ETag", "Content-Type", "Cache-Control", "Link", "Content-Length"):
        assert head.headers.get(each) == whole.headers.get(each)


@pytest.mark.parametrize("address", [f"{VALUES}?limit=9", f"{VALUES}.csv", f"{VALUES}.parquet", "/api/v1/areas"])
def test_what_somebody_has_is_not_sent_again(client: FlaskClient, address: str) -> None:
    first = client.get(address)
    assert first.headers["Cache-Control"] == "private, no-cache"
    tag = first.headers["ETag"]
    for sent in (tag, f'"other", {tag}'):
        again = client.get(address, headers={"If-None-Match": sent, "Accept-Encoding": "gzip"})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert client.get(address, headers={"If-None-Match": 'W/"other"'}).status_code == 200


def test_tags_differ_by_address_format_and_audience(demonstration: Path, tmp_path: Path) -> None:
    app = SignInApp.of(demonstration, tmp_path, public=True)
    for number, code in enumerate(("AM001", "AM002")):
        app.add(f"{number}@example.org", Access(role=Role.READER, areas=frozenset({code})))
    browsers = [app.browser(), app.browser("0@example.org"), app.browser("1@example.org")]
    addresses = (VALUES, f"{VALUES}?limit=5", f"{VALUES}.csv", f"{VALUES}?format=csv", f"{VALUES}?limit=6")
    anything = {"Accept": "*/*"}
    tags = [each.get(address, headers=anything).headers["ETag"] for each in browsers for address in addresses]
    assert len({*tags}) == len(tags)


def test_a_stranger_is_told_to_sign_in_as_json(demonstration: Path, tmp_path: Path) -> None:
    app = SignInApp.of(demonstration, tmp_path)
    stranger = app.browser()
    for address in (VALUES, "/api/v1/openapi.json", "/api/v1/nothing", f"{VALUES}.csv"):
        for method in ("get", "head"):
            answer = getattr(stranger, method)(address)
            assert (answer.status_code, answer.content_type) == (401, "application/problem+json")
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert "Sign in" in stranger.get(VALUES).json["detail"]


def test_whoever_sees_as_the_public_does_is_given_what_it_sees(demonstration: Path, tmp_path: Path) -> None:
    app = SignInApp.of(demonstration, tmp_path)
    app.add("a@example.org")
    client = app.browser("a@example.org")
    full = read_json(client, "/api/v1/release")
    client.set_cookie("maracdash-view", "public")
    safe = read_json(client, "/api/v1/release")
    assert [each["data"][0]["audience"] for each in (full, safe)] == ["full", "safe"]
    assert safe["data"][0]["rule"].startswith("Counts of 1 to 7 are withheld")
    assert safe["marking"].startswith("Safe to share")


def test_what_leaves_is_in_the_audit_and_what_stays_is_not(demonstration: Path, tmp_path: Path) -> None:
    app = SignInApp.of(demonstration, tmp_path)
    app.add("a@example.org", Access(role=Role.ADMINISTRATOR, everywhere=True))
    client = app.browser("a@example.org")
    tag = client.get(f"{VALUES}.csv").headers["ETag"]
    client.head(f"{VALUES}.parquet")
    client.get(f"{VALUES}.json", headers={"If-None-Match": tag})
    client.get(f"{VALUES}.csv", headers={"If-None-Match": tag})
    page = client.get("/audit?kind=exported").text
    assert re.findall(r"values\.\w+", page) == ["values.csv", "values.json"][::-1]
