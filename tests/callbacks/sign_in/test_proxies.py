"""A header that names a person counts only when it comes from the proxy."""

from __future__ import annotations

from pathlib import Path

import pytest

from maracdash.accounts import audit, people
from maracdash.accounts.audit import EventFilter
from tests.support.sign_in_pages import INSTALLER, SignInApp

HEADER = "X-Remote-User"
PROXY, ELSEWHERE = "10.0.0.5", "192.0.2.9"
SETTINGS = {"sign_in": "proxy", "proxy_header": HEADER, "proxy_networks": "10.0.0.0/24, fd00::/8", "host": "127.0.0.1"}

pytestmark = pytest.mark.usefixtures("apart")


@pytest.fixture
def app(demonstration: Path, tmp_path: Path) -> SignInApp:
    made = SignInApp.of(demonstration, tmp_path, **SETTINGS)
    made.add("bo@example.org")
    return made


def ask(app: SignInApp, address: str, headers: dict[str, str], path: str = "/indicators"):
    return app.server.test_client().get(path, headers=headers, environ_overrides={"REMOTE_ADDR": address})


@pytest.mark.parametrize("address", [PROXY, "::ffff:10.0.0.5", "fd00::1"])
def test_the_proxy_is_believed(app: SignInApp, address: str) -> None:
    assert ask(app, address, {HEADER: "BO@example.org"}).status_code == 200


@pytest.mark.parametrize("address", [ELSEWHERE, "127.0.0.1", "::1", ""])
def test_a_forged_header_is_refused_and_in_the_audit(app: SignInApp, address: str) -> None:
    answer = ask(app, address, {HEADER: "bo@example.org"})
    assert answer.status_code == 403
    assert "Only the proxy in front of this dashboard can say who you are" in answer.text
    assert audit.list_events(app.database, EventFilter())[0].kind == "refused"


def test_an_address_passed_on_does_not_make_the_proxy(demonstration: Path, tmp_path: Path) -> None:
    app = SignInApp.of(demonstration, tmp_path, **SETTINGS, proxies=1)
    app.add("bo@example.org")
    forged = {HEADER: "bo@example.org", "X-Forwarded-For": PROXY, "X-Forwarded-Proto": "https"}
    assert ask(app, ELSEWHERE, forged).status_code == 403
    assert ask(app, PROXY, {**forged, "X-Forwarded-For": ELSEWHERE}).status_code == 200


def test_without_the_header_nobody_is_let_in(app: SignInApp) -> None:
    assert ask(app, PROXY, {}).status_code == 401
    assert ask(app, PROXY, {}, "/healthz").status_code == 200


@pytest.mark.parametrize("named", ["cy@example.org", "bo@example.org,ada@example.org", "x" * 3000])
def test_strangers_are_refused(app: SignInApp, named: str) -> None:
    assert ask(app, PROXY, {HEADER: named}).status_code == 403


def test_the_deactivated_are_refused(app: SignInApp) -> None:
    people.deactivate(app.database, INSTALLER, "bo@example.org")
    assert ask(app, PROXY, {HEADER: "bo@example.org"}).status_code == 403


def test_there_is_no_password_to_try(app: SignInApp) -> None:
    assert ask(app, PROXY, {HEADER: "bo@example.org"}, "/sign-in").status_code == 404
