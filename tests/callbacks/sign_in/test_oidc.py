"""OpenID Connect against a real provider on this machine, and answers that do not hold."""

from __future__ import annotations

import json
import warnings
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from authlib.integrations.flask_client import FlaskOAuth2App
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import RSAKey

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import oidc_provider_mock

from maracdash.accounts import audit, people
from maracdash.accounts.audit import EventFilter
from tests.support.sign_in_pages import INSTALLER, SignInApp

CLIENT, SECRET = "maracdash", "a secret of the client"
REFUSED = "Your organisation&#x27;s sign-in gave an answer that cannot be relied on"

pytestmark = pytest.mark.usefixtures("apart")


@contextmanager
def run_provider(**options: object) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with oidc_provider_mock.run_server_in_thread(**options) as server:
            yield f"http://localhost:{server.server_port}"


@pytest.fixture
def issuer() -> Iterator[str]:
    with run_provider() as address:
        for subject, claims in (
            ("bo", {"email": "bo@example.org", "email_verified": True}),
            ("stranger", {"email": "cy@example.org", "email_verified": True}),
            ("unverified", {"email": "bo@example.org", "email_verified": False}),
        ):
            requests.put(f"{address}/users/{subject}", json=claims, timeout=60).raise_for_status()
        yield address


@pytest.fixture
def app(issuer: str, demonstration: Path, tmp_path: Path) -> SignInApp:
    settings = {"oidc_issuer": issuer, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET, "second_factor": True}
    made = SignInApp.of(demonstration, tmp_path, **settings)
    people.add_person(made.database, INSTALLER, "bo@example.org", "Bo Hale", people.Access(role=people.Role.READER))
    return made


def go(browser: FlaskClient, subject: str, wanted: str = "/indicators") -> str:
    """Go to the provider, sign in there as somebody, and return the address that it leads back to."""
    there = browser.get("/sign-in/oidc", query_string={"next": wanted}).headers["Location"]
    back = requests.post(there, data={"sub": subject}, allow_redirects=False, timeout=60)
    assert back.status_code in (302, 303), back.text
    parts = urlsplit(back.headers["Location"])
    return f"{parts.path}?{parts.query}"


def test_somebody_who_was_added_signs_in_and_goes_where_they_wanted(app: SignInApp) -> None:
    browser = app.browser()
    answer = browser.get(go(browser, "bo"))
    assert answer.status_code == 303, answer.text
    assert answer.headers["Location"] == "/indicators"
    assert browser.get("/indicators").status_code == 200
    assert audit.list_events(app.database, EventFilter())[0].details == {"by": "OpenID Connect"}


def test_the_way_to_the_provider_is_protected(app: SignInApp, issuer: str) -> None:
    asked = urlsplit(app.browser().get("/sign-in/oidc").headers["Location"])
    query = parse_qs(asked.query)
    assert f"{asked.scheme}://{asked.netloc}" == issuer
    assert query["code_challenge_method"] == ["S256"]
    assert {"code_challenge", "state", "nonce"} <= set(query)
    assert query["redirect_uri"] == ["http://localhost/sign-in/oidc/back"]
    assert SECRET not in asked.query


@pytest.mark.parametrize("subject", ["stranger", "unverified"])
def test_only_people_who_were_added_sign_in_and_by_a_verified_address(app: SignInApp, subject: str) -> None:
    browser = app.browser()
    answer = browser.get(go(browser, subject))
    assert answer.status_code == 403
    assert "you are not among the people here" in answer.text
    assert browser.get("/indicators").status_code == 303


def test_the_deactivated_are_refused(app: SignInApp) -> None:
    browser = app.browser()
    browser.get(go(browser, "bo"))
    people.deactivate(app.database, INSTALLER, "bo@example.org")
    assert browser.get("/indicators").status_code == 303
    assert browser.get(go(browser, "bo")).status_code == 403


def test_an_answer_is_for_the_browser_that_asked_and_for_once(app: SignInApp) -> None:
    browser, other = app.browser(), app.browser()
    back = go(browser, "bo")
    assert other.get(back).status_code == 403
    assert browser.get(back).status_code == 303
    assert browser.get(back).status_code == 403


@pytest.mark.parametrize("claim", ["aud", "iss", "nonce", "exp", "signature", "none", "missing", "party"])
def test_a_token_that_is_not_for_this_sign_in_is_refused(
    app: SignInApp, monkeypatch: pytest.MonkeyPatch, claim: str
) -> None:
    """The provider's answer is changed on its way, and signed again with the provider's own key."""
    forge = _forger(monkeypatch, claim)
    browser = app.browser()
    answer = browser.get(go(browser, "bo"))
    assert forge, "nothing was forged"
    assert answer.status_code == 403
    assert REFUSED in answer.text
    assert browser.get("/indicators").status_code == 303


def _forger(monkeypatch: pytest.MonkeyPatch, claim: str) -> list[str]:
    """Forge ID tokens where Authlib reads what the provider sent: with a key of ours, which the key set then names."""
    key, forged = RSAKey.generate_key(2048, {"kid": "k1"}), []
    fetch = FlaskOAuth2App.fetch_access_token
    wrong = {"aud": "another-app", "iss": "https://evil.example", "nonce": "another", "exp": 1_000_000_000}

    def fetch_forged(self, *given: object, **more: object) -> dict[str, object]:
        token = fetch(self, *given, **more)
        claims = json.loads(_decode(token["id_token"]))
        if claim in wrong:
            claims[claim] = wrong[claim]
        if claim == "party":
            claims |= {"aud": "another-app", "azp": CLIENT}
        signed = jwt.encode({"alg": "RS256", "kid": "k1"}, claims, key)
        if claim == "signature":
            head, body, _ = signed.split(".")
            signed = ".".join(
                (head, body, jwt.encode({"alg": "RS256"}, claims, RSAKey.generate_key(2048)).split(".")[2])
            )
        if claim == "none":
            signed = f"{_encode(json.dumps({'alg': 'none'}))}.{signed.split('.')[1]}."
        forged.append(signed)
        if claim == "missing":
            return {name: said for name, said in token.items() if name != "id_token"}
        return {**token, "id_token": signed}

    monkeypatch.setattr(FlaskOAuth2App, "fetch_access_token", fetch_forged)
    monkeypatch.setattr(FlaskOAuth2App, "fetch_jwk_set", lambda *_, **__: {"keys": [key.as_dict(private=False)]})
    if claim == "control":
        wrong.clear()
    return forged


def test_the_forger_is_good_enough(app: SignInApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """With nothing wrong in it the same forged token is taken: each refusal above is for its claim alone."""
    forged = _forger(monkeypatch, "control")
    browser = app.browser()
    assert browser.get(go(browser, "bo")).status_code == 303
    assert forged


def test_a_provider_that_is_down_is_a_sentence(demonstration: Path, tmp_path: Path) -> None:
    settings = {"oidc_issuer": "http://localhost:9", "oidc_client_id": CLIENT}
    answer = SignInApp.of(demonstration, tmp_path, **settings).browser().get("/sign-in/oidc")
    assert answer.status_code == 403
    assert "cannot be reached at the moment" in answer.text


def test_the_sign_in_page_offers_it_and_keeps_where_to_go(app: SignInApp) -> None:
    page = app.browser().get("/sign-in?next=/region").text
    assert 'href="/sign-in/oidc?next=%2Fregion"' in page
    assert "Sign in with your organisation" in page


def _decode(token: str) -> bytes:
    body = token.split(".")[1]
    return urlsafe_b64decode(body + "=" * (-len(body) % 4))


def _encode(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")
