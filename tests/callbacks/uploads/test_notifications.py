"""Notices: listed, read and unread for each browser, filtered by Marac, counted, and as a feed."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files
from maracdash.store.storages.data_folder import FolderFiles
from tests.support.upload_pages import served, token

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _changed(folder: Path) -> None:
    """A second release, which changes one Marac."""
    content = b"marac,quarter,entries,cases,repeats\nAM001,2024-Q4,3,150,20\n"
    assert accept_files(folder, [UploadedFile("q4.csv", content)], "Bea", accept_warnings=True, demonstration=True).id


def unread(client: FlaskClient) -> int:
    return client.get("/notifications/count").json["unread"]


def test_notices_are_read_one_by_one_or_together_and_by_this_browser_alone(folder: Path):
    server = served(folder)
    ours, theirs = server.test_client(), server.test_client()
    everything = unread(ours)
    assert everything > 1
    fields = {"csrf_token": token(ours, "/notifications")}
    first = re.search(r'<button(?=[^>]*name="read")[^>]*value="([^"]+)"', ours.get("/notifications").text)
    assert first
    ours.post("/notifications", data={**fields, "read": first[1]})
    assert (unread(ours), unread(theirs)) == (everything - 1, everything)
    assert first[1] not in ours.get("/notifications?show=unread").text
    ours.post("/notifications", data={**fields, "unread": first[1]})
    assert unread(ours) == everything
    ours.post("/notifications", data={**fields, "all": "all"})
    assert unread(ours) == 0
    assert "Everything is read." in ours.get("/notifications").text


def test_only_known_notices_are_marked_and_only_by_our_own_form(client: FlaskClient, folder: Path):
    everything = unread(client)
    assert client.post("/notifications", data={"all": "all"}).status_code == 400
    client.post("/notifications", data={"csrf_token": token(client, "/notifications"), "read": "made up"})
    assert unread(client) == everything
    assert not any("made up" in each.read_text() for each in folder.glob("read/*"))


@pytest.mark.parametrize("address", ["/notifications", "/notifications.atom"])
def test_where_the_storage_is_silent_it_says_so_and_no_fault_is_reported(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, address: str
):
    def refuse(*_: object) -> None:
        raise OSError("The storage s3://ours does not answer")

    monkeypatch.setattr(FolderFiles, "find_version", refuse)
    answer = client.get(address)
    assert answer.status_code == 503
    assert "cannot be read or marked at the moment" in answer.text
    assert "s3://ours" not in answer.text
    assert "s3://ours" in caplog.text
    assert "Traceback" not in caplog.text


def test_a_filter_keeps_what_is_about_the_marac_or_all(client: FlaskClient):
    page = client.get("/notifications?marac=AM001").text
    assert "Release published" in page
    kept = re.findall(r'<li[^>]* id="([^"]+)"', page)
    assert any("AM001" in each for each in kept)
    assert not any(re.search(r"AM0(?!01)\d\d", each) for each in kept)


def test_the_feed_holds_the_same_as_the_page(client: FlaskClient):
    answer = client.get("/notifications.atom?marac=AM001")
    assert answer.mimetype == "application/atom+xml"
    titles = [each.findtext(f"{ATOM}title") for each in ET.fromstring(answer.data).iter(f"{ATOM}entry")]
    assert "Figures changed" in titles
    assert len(titles) == len(re.findall(r'<li[^>]* id="', client.get("/notifications?marac=AM001").text))


def test_readers_of_a_deployment_that_only_shows_are_told_too(folder: Path):
    client = served(folder, uploads=False).test_client()
    page = client.get("/notifications").text
    assert "Release published" in page
    assert 'href="/upload"' not in page
