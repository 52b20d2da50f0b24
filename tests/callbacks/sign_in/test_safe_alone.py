"""A folder that publish-safe made holds the safe release alone: whoever asks is given that, and told that it is all."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from maracdash.model.audiences import Audience
from maracdash.reading.readers import Readers
from maracdash.record import Record
from maracdash.store.releases.served_releases import POINTER_CHECK_SECONDS
from maracdash.words.sources import SAFE_ALONE
from tests.support.dash_apps import set_apart
from tests.support.sign_in_pages import ADMINISTRATOR, SignInApp

SAFE, FULL = "Safe to share", "Full figures"
SWITCH = "Show as the public would see it"


@pytest.fixture(scope="module")
def public(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SignInApp]:
    """An app where people sign in, and the public may come too, on such a folder."""
    place = tmp_path_factory.mktemp("safe")
    Record(demonstration).copy_safe_release(place / "data")
    with pytest.MonkeyPatch.context() as patch:
        set_apart(patch)
        app = SignInApp.of(place / "data", place, public=True)
        app.add("ada@example.org", ADMINISTRATOR, "Ada King")
        app.add("bo@example.org")
        yield app
        app.database.close()


@pytest.mark.parametrize("who", ["ada@example.org", "bo@example.org", ""])
@pytest.mark.parametrize("path", ["/", "/data-quality", "/region", "/readyz"])
def test_everybody_is_answered(public: SignInApp, who: str, path: str) -> None:
    with public.browser(who).get(path) as answer:
        assert answer.status_code == 200


@pytest.mark.parametrize(("who", "told"), [("ada@example.org", True), ("bo@example.org", True), ("", False)])
def test_it_is_marked_as_safe_and_whoever_could_see_more_is_told_that_there_is_none(
    public: SignInApp, who: str, *, told: bool
) -> None:
    browser = public.browser(who)
    page, table = browser.get("/notifications").text, browser.get("/export/table.csv").text
    assert SAFE in page
    assert SAFE in table
    assert FULL not in page + table
    assert (SAFE_ALONE in page) is told
    assert SWITCH not in page


def test_where_there_are_full_figures_nothing_of_it_is_said(signing_in: SignInApp) -> None:
    page = signing_in.browser("ada@example.org").get("/notifications").text
    assert FULL in page
    assert SWITCH in page
    assert SAFE_ALONE not in page


def test_a_folder_that_comes_to_hold_full_figures_shows_them(demonstration: Path, tmp_path: Path) -> None:
    Record(demonstration).copy_safe_release(tmp_path)
    readers = Readers(tmp_path)
    assert readers.of(Audience.FULL).audience == Audience.SAFE
    shutil.copytree(demonstration / "releases", tmp_path / "releases")
    time.sleep(POINTER_CHECK_SECONDS)
    assert readers.of(Audience.FULL).audience == Audience.FULL
