"""Audit by HTTP: it has what people do who sign in, and does not grow by what strangers ask for."""

from __future__ import annotations

import logging
import re
from html import unescape
from http import HTTPStatus
from pathlib import Path

import pytest

from maracdash.accounts.audit import Event, EventFilter, list_events
from maracdash.exports import chart_images, charts
from maracdash.exports.files import File
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
    assert events(app) == before
    logged = [each.getMessage() for each in caplog.records if "127.0.0.1" in each.getMessage()]
    if address.startswith("/upload"):
        assert answer.headers["Location"].startswith("/sign-in"), "who was signed out goes on where they were"
    else:
        assert answer.status_code == HTTPStatus.OK
        assert any("took" in each for each in logged)


@pytest.mark.parametrize("address", ADDRESSES)
def test_people_who_sign_in_are_in_the_audit(app: SignInApp, address: str) -> None:
    browser = app.browser("reader@example.org")
    before = len(events(app))
    answer = browser.get(address, buffered=True)
    (newest, *_) = events(app)
    assert len(events(app)) == before + 1
    assert (newest.kind, newest.who) == ("exported" if answer.status_code == 200 else "refused", "reader@example.org")


def test_a_picture_that_a_page_shows_is_not_a_file_that_is_taken(
    app: SignInApp, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = File(name="a.svg", content=b"<svg/>", media_type="image/svg+xml")
    monkeypatch.setattr(chart_images, "find_executable", lambda: "chromium")
    monkeypatch.setattr(charts, "build_bare_chart_file", lambda _: picture)
    browser = app.browser("reader@example.org")
    before = events(app)
    with caplog.at_level(logging.INFO, "maracdash"):
        screen = unescape(browser.get("/meeting?item=compare:cases&at=1").text)
        shown = browser.get(re.search(r'<img[^>]* src="([^"]+)"', screen)[1])
    assert shown.data == picture.content
    assert "attachment" not in shown.headers.get("Content-Disposition", "")
    assert events(app) == before
    assert "took" not in caplog.text


@pytest.mark.parametrize("name", ["chart.svg", "table.html", "table.csv"])
def test_a_chart_or_table_that_is_taken_from_a_page_is_recorded(
    app: SignInApp, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    picture = File(name="a.svg", content=b"<svg/>", media_type="image/svg+xml")
    monkeypatch.setattr(charts, "build_chart_file", lambda *_, **__: picture)
    before = len(events(app))
    with caplog.at_level(logging.INFO, "maracdash"):
        assert app.browser("reader@example.org").get(f"/export/{name}").status_code == 200
    assert "took" in caplog.text
    assert [each.kind for each in events(app)][: len(events(app)) - before].count("exported") == 1
