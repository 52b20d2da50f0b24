"""Marks of read notifications are a person's own; of the public, who are anybody's browsers, none are kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.dash_apps import set_apart
from tests.support.sign_in_pages import ADMINISTRATOR, SignInApp, send, token_of

MARK_ALL, MARK_ONE = 'name="all"', 'name="read"'


@pytest.fixture(scope="module")
def public(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SignInApp]:
    """An app where people sign in, and the public may come too."""
    with pytest.MonkeyPatch.context() as patch:
        set_apart(patch)
        app = SignInApp.of(demonstration, tmp_path_factory.mktemp("accounts"), public=True)
        app.add("ada@example.org", ADMINISTRATOR, "Ada King")
        yield app
        app.database.close()


def test_the_public_reads_notices_without_marks(public: SignInApp, demonstration: Path) -> None:
    browser = public.browser()
    before = _list_marks(demonstration)
    page = browser.get("/notifications")
    assert "Release published" in page.text
    assert not any(word in page.text for word in (MARK_ALL, MARK_ONE, "not read", "Not read", "is read", "New:"))
    assert "Set-Cookie" not in page.headers
    assert browser.get("/notifications/count").json == {"unread": None}
    assert browser.get("/notifications?show=unread").text.count("<li") == page.text.count("<li")
    assert _list_marks(demonstration) == before


def test_a_mark_that_the_public_sends_is_refused_in_words_and_not_kept(public: SignInApp, demonstration: Path) -> None:
    browser, before = public.browser(), _list_marks(demonstration)
    token = token_of(browser.get("/sign-in").text)
    answer = browser.post("/notifications", data={"csrf_token": token, "all": "all"})
    assert answer.status_code == 403
    assert "kept for those who sign in" in answer.text
    assert _list_marks(demonstration) == before


def test_whoever_signs_in_has_marks(public: SignInApp) -> None:
    browser = public.browser("ada@example.org")
    assert all(word in browser.get("/notifications").text for word in (MARK_ALL, MARK_ONE, "not read", "New:"))
    send(browser, "/notifications", all="all")
    assert browser.get("/notifications/count").json == {"unread": 0}


def _list_marks(folder: Path) -> set[Path]:
    return {*folder.glob("read/*")}
