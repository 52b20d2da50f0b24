"""API tokens by HTTP: made once on one's account, taken for reading the API, and for nothing else."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from maracdash.accounts.api_tokens import list_api_tokens
from maracdash.accounts.audit import EventFilter, list_events
from maracdash.accounts.people import Access, find_account
from maracdash.model.people import Role
from tests.support.sign_in_pages import ADMINISTRATOR, PASSWORD, SignInApp, send

VALUES = "/api/v1/values?limit=1"


@pytest.fixture
def app(demonstration: Path, tmp_path: Path) -> SignInApp:
    made = SignInApp.of(demonstration, tmp_path)
    made.add("ada@example.org", ADMINISTRATOR)
    made.add("bo@example.org", Access(role=Role.READER, areas=frozenset({"AM003"})))
    return made


def make(client: FlaskClient, **fields: str):
    given = {"token_name": "report", "days": "90", "token_password": PASSWORD, **fields}
    return send(client, "/account/tokens", "/account", **given)


def token_in(text: str) -> str:
    found = re.search(r'value="(maracdash_[\w-]+)"', text)
    assert found
    return found[1]


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_token_is_shown_once_and_reads_what_its_owner_sees(app: SignInApp) -> None:
    browser = app.browser("bo@example.org")
    token = token_in(make(browser).text)
    assert token not in browser.get("/account").text
    script = app.server.test_client()
    answer = script.get("/api/v1/release", headers=bearer(token))
    assert answer.status_code == 200
    assert answer.json["data"][0]["audience"] == "mixed"
    assert "Full figures of AM003" in answer.json["marking"]
    assert script.head(VALUES, headers=bearer(token)).status_code == 200
    assert script.get(VALUES).status_code == 401


def test_an_ended_or_wrong_token_is_refused_even_with_a_cookie_or_where_the_public_may_come(
    app: SignInApp, demonstration: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    browser = app.browser("ada@example.org")
    token = token_in(make(browser).text)
    key = re.search(r'name="token" value="(\w+)"', browser.get("/account").text)
    assert key
    assert send(browser, "/account/tokens/end", "/account", token=key[1]).status_code == 303
    public = SignInApp.of(demonstration, tmp_path_factory.mktemp("public"), public=True)
    for client in (browser, app.server.test_client(), public.browser()):
        for wrong in (token, "", "x" * 10_000, "é"):
            answer = client.get(VALUES, headers=bearer(wrong))
            assert (answer.status_code, answer.content_type) == (401, "application/problem+json")
    assert public.browser().get("/api/v1/release", headers={"Accept": "*/*"}).status_code == 200


def test_a_token_opens_nothing_but_the_api_and_changes_nothing(app: SignInApp) -> None:
    token = token_in(make(app.browser("ada@example.org")).text)
    script = app.server.test_client()
    for rule in app.server.url_map.iter_rules():
        path = re.sub(r"<(int:)?[^>]+>", "1", rule.rule)
        opened = (
            "/assets",
            "/_dash-comp",
            "/upload/grid/_dash-comp",
            "/vendor",
            "/_fav",
            "/healthz",
            "/readyz",
            "/sign",
        )
        if path.startswith((*opened, "/session", "/invitation")):
            continue
        for method in sorted((rule.methods or set()) - {"OPTIONS"}):
            answer = script.open(path, method=method, headers=bearer(token), buffered=True)
            allowed = path.startswith("/api/") and method in ("GET", "HEAD")
            location = answer.headers.get("Location", "")
            refused = answer.status_code in (401, 403) or location.startswith("/sign-in")
            assert refused is not allowed, (method, path, answer.status_code, location)
    for method in ("post", "put", "delete"):
        answer = getattr(script, method)(VALUES, headers=bearer(token))
        assert (answer.status_code, answer.json["detail"][:18]) == (403, "A token only reads")


def test_making_one_asks_for_the_password_a_name_and_a_lifetime(app: SignInApp) -> None:
    browser = app.browser("bo@example.org")
    for wrong, said in (
        ({"token_password": "not this one at all"}, "token_password-problem"),
        ({"token_name": " "}, "Give the token a name"),
        ({"days": "3650"}, "A token lasts 30, 90 or 365 days."),
        ({"days": ""}, "A token lasts"),
    ):
        answer = make(browser, **wrong)
        assert answer.status_code == 422
        assert said in answer.text
        assert "maracdash_" not in answer.text
    assert "You have none." in browser.get("/account").text
    assert browser.post("/account/tokens", data={"token_name": "x", "days": "90"}).status_code == 400


def test_nobody_ends_the_token_of_another(app: SignInApp) -> None:
    own, other = app.browser("bo@example.org"), app.browser("ada@example.org")
    token = token_in(make(own).text)
    key = re.search(r'name="token" value="(\w+)"', own.get("/account").text)
    assert key
    assert send(other, "/account/tokens/end", "/account", token=key[1]).status_code == 404
    assert app.server.test_client().get(VALUES, headers=bearer(token)).status_code == 200


def test_what_a_script_takes_is_in_the_audit_with_the_tokens_name(app: SignInApp) -> None:
    token = token_in(make(app.browser("bo@example.org"), token_name="quarterly report").text)
    app.server.test_client().get(VALUES, headers=bearer(token))
    newest, *_ = list_events(app.database, EventFilter())
    assert (newest.kind, newest.who, newest.subject) == ("exported", "bo@example.org", "values.json")
    assert newest.details["token"] == "quarterly report"


def test_an_administrator_reads_how_many_there_are_and_ends_all_by_signing_out(app: SignInApp) -> None:
    token = token_in(make(app.browser("bo@example.org")).text)
    ada, page = app.browser("ada@example.org"), f"/people/{find_account(app.database, 'bo@example.org').id}"
    (held,) = list_api_tokens(app.database, find_account(app.database, "bo@example.org"), datetime.now(UTC))
    shown = ada.get(page).text
    assert "1 token for scripts" in shown
    assert f"report: ends {held.expires_at:%-d %B %Y}" in shown
    assert token not in shown
    assert send(ada, f"{page}/sessions", page).status_code == 303
    assert "their tokens for scripts have ended" in ada.get(f"{page}?changed=sessions").text
    assert "No tokens for scripts" in ada.get(page).text
    assert app.server.test_client().get(VALUES, headers=bearer(token)).status_code == 401


def test_signing_out_everywhere_ends_ones_own_tokens(app: SignInApp) -> None:
    browser = app.browser("bo@example.org")
    token = token_in(make(browser).text)
    send(browser, "/account/sessions", "/account")
    assert app.server.test_client().get(VALUES, headers=bearer(token)).status_code == 401
