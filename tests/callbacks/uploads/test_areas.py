"""Areas: shown, taken away as files, changed and sent back."""

from __future__ import annotations

import io
import re
import time
from pathlib import Path

from flask.testing import FlaskClient

from maracdash.store.submissions.manifests import read_manifests
from tests.support.upload_pages import accept, token


def send(client: FlaskClient, *files: tuple[str, bytes]):
    data = {"csrf_token": token(client), "files": [(io.BytesIO(content), name) for name, content in files]}
    return client.post("/upload/file", data=data, content_type="multipart/form-data", follow_redirects=True)


def test_what_is_held_is_shown(client: FlaskClient):
    page = client.get("/upload/areas").text
    assert re.search(r"<caption>3\d Maracs</caption>", page)
    assert "Lists of similar forces" in page
    assert "Women aged 16 and over" in page


def test_the_files_come_back_without_a_problem(client: FlaskClient):
    names = ("areas.csv", "populations.csv", "similar.csv")
    files = [(name, client.get(f"/upload/areas/{name}").data) for name in names]
    answer = send(client, *files)
    assert re.search(r"<h1[^>]*>(No problems: r|R)eady to accept", answer.text)
    assert answer.request.path.startswith("/upload/file/")


def test_a_marac_is_renamed_and_closed_by_its_file(client: FlaskClient, folder: Path):
    header, *rows = client.get("/upload/areas/areas.csv").data.decode("utf-8-sig").splitlines()
    row = next(each for each in rows if each.startswith("AM001,")).split(",")
    row[1], row[7] = "Birchford and district", "2026-09-30"
    answer = send(client, ("areas.csv", f"{header}\r\n{','.join(row)}\r\n".encode()))
    fields = {"csrf_token": token(client), "warning": "all", "reason": "Renamed"}
    accept(client, answer.request.path, fields)
    assert len(read_manifests(folder)) == 2
    page = wait_until_shown(client, "Birchford and district")
    assert "30 September 2026" in page


def wait_until_shown(client: FlaskClient, name: str) -> str:
    """The page of areas as soon as it shows the name: a worker looks for a new release twice a second."""
    until = time.monotonic() + 60
    while name not in (page := client.get("/upload/areas").text):
        assert time.monotonic() < until, page
        time.sleep(0.1)
    return page
