"""Audit by HTTP: it has what people do who sign in, and does not grow by what strangers ask for."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from maracdash.accounts.audit import Event, EventFilter, list_events
from tests.support.sign_in_pages import SignInApp

ADDRESSES = ("/api/v1/sections.csv", "/export/table.csv", "/upload", "/upload/x")


@pytest.fixture(scope="module")
def app(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> SignInApp:
    """An app that is open to the public, with a reader."""
    made = SignInApp.of(demonstration, tmp_path_factory.mktemp("accounts"), public=True, uploads=True)
    made.add("reader@example.org")
    return made


def events(app: SignInApp) -> tuple[Event, ...]:
    return list_events(app.database, EventFilter())


@pytest.mark.parametrize("address", ADDRESSES)
def test_strangers_grow_the_log_and_not_the_audit(
    app: SignInApp, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    before = events(app)
    with caplog.at_level(logging.INFO):
        answer = app.browser().get(address, buffered=True)
    assert answer.status_code == (200 if address.startswith(("/api", "/export")) else 403)
    assert events(app) == before
    logged = [each.getMessage() for each in caplog.records if "127.0.0.1" in each.getMessage()]
    assert any("took" in each or address in each for each in logged)


@pytest.mark.parametrize("address", ADDRESSES)
def test_people_who_sign_in_are_in_the_audit(app: SignInApp, address: str) -> None:
    browser = app.browser("reader@example.org")
    before = len(events(app))
    answer = browser.get(address, buffered=True)
    (newest, *_) = events(app)
    assert len(events(app)) == before + 1
    assert (newest.kind, newest.who) == ("exported" if answer.status_code == 200 else "refused", "reader@example.org")
