"""Packs of every Marac of a region: started, followed, stopped, taken up again by another process, and taken away."""

from __future__ import annotations

import io
import re
import shutil
import time
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient
from pptx import Presentation

from app import create_app
from maracdash import queries
from maracdash.model.audiences import Audience
from maracdash.pack_runs import runs, writing
from maracdash.reading.board_packs import list_pack_areas
from maracdash.reading.reader import Reader
from maracdash.settings import Settings, SignIn

ASKED = "/board-pack?item=trend:cases&title=Our+board"


@pytest.fixture
def client(app: Dash, demonstration: Path) -> Iterator[FlaskClient]:
    yield app.server.test_client()
    shutil.rmtree(demonstration / runs.FOLDER, ignore_errors=True)


@pytest.fixture
def maracs(demonstration: Path) -> list[str]:
    reader = Reader(demonstration, Audience.FULL)
    start = reader.ask(queries.DEFAULT_SELECTION)
    _, found = list_pack_areas(reader, start.marac, start.quarter)
    return [each.name for each in found]


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A program that dies before its first pack."""
    asked: list[str] = []
    monkeypatch.setattr("callbacks.board_packs.everyone.carry_on", lambda _, run, *__: asked.append(run.id))
    return asked


def start(client: FlaskClient) -> str:
    page = client.get(ASKED).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    action = unescape(re.search(r'action="(/board-pack/all[^"]+)"', page)[1])
    answer = client.post(action, data={"csrf_token": token})
    assert answer.status_code == 303
    return answer.headers["Location"]


def cancel(client: FlaskClient, path: str) -> None:
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).text)[1]
    assert client.post(f"{path}/cancel", data={"csrf_token": token}).status_code == 303


def follow(client: FlaskClient, path: str) -> list[int]:
    """How many were written each time, to the end."""
    seen = []
    until = time.monotonic() + 300
    while time.monotonic() < until:
        told = client.get(f"{path}/progress").json
        seen.append(told["written"])
        if not told["running"]:
            return seen
        time.sleep(0.05)
    raise AssertionError(seen)


def test_every_marac_of_the_region_has_its_pack_and_the_bar_only_grows(client: FlaskClient, maracs: list[str]) -> None:
    path = start(client)
    seen = follow(client, path)
    assert seen == sorted(seen)
    assert seen[-1] == len(maracs) > 1
    page = client.get(path).text
    assert f"All {len(maracs)} packs are written." in page
    answer = client.get(f"{path}/packs.zip")
    assert re.search(r"filename=\S+_board-packs_2024-Q4[.]zip", answer.headers["Content-Disposition"])
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        packs = [Presentation(io.BytesIO(archive.read(name))) for name in archive.namelist()]
    said = [" ".join(s.text_frame.text for s in pack.slides[0].shapes if s.has_text_frame) for pack in packs]
    assert [name in each for name, each in zip(maracs, said, strict=True)] == [True] * len(maracs)
    assert all(pack.slides[0].shapes.title.text == "Our board" for pack in packs)


def test_a_run_goes_on_after_the_program_was_started_again(
    demonstration: Path, client: FlaskClient, stopped: list[str], monkeypatch: pytest.MonkeyPatch, maracs: list[str]
) -> None:
    path = start(client)
    [key] = stopped
    assert client.get(f"{path}/progress").json["written"] == 0
    run = next(each for each in runs._list_runs(demonstration) if each.id == key)
    runs.keep_pack(demonstration, run, 1, b"as it was written before")
    assert client.get(f"{path}/progress").json["written"] == 1
    monkeypatch.setattr("callbacks.board_packs.everyone.carry_on", writing.carry_on)
    again = create_app(Settings(data=demonstration)).server.test_client()
    again._cookies = client._cookies
    assert follow(again, path)[-1] == len(maracs)
    with zipfile.ZipFile(io.BytesIO(again.get(f"{path}/packs.zip").data)) as archive:
        assert archive.read(archive.namelist()[0]) == b"as it was written before"


def test_a_run_that_is_stopped_writes_no_more_and_leaves_no_pack(
    demonstration: Path, client: FlaskClient, stopped: list[str]
) -> None:
    path = start(client)
    run = next(each for each in runs._list_runs(demonstration) if each.id == stopped[0])
    runs.keep_pack(demonstration, run, 1, b"a pack")
    cancel(client, path)
    assert "The packs were stopped and removed." in client.get(path).text
    writing.carry_on(demonstration, run, Reader(demonstration, Audience.FULL), None, "")
    assert list((demonstration / runs.FOLDER / run.id).glob("*.pptx")) == []
    assert client.get(f"{path}/packs.zip").status_code == 404


def test_a_run_is_shown_to_whoever_asked_for_it_alone_and_the_newest_is_kept(
    app: Dash, client: FlaskClient, stopped: list[str]
) -> None:
    path = start(client)
    assert path in client.get(ASKED).text
    stranger = app.server.test_client()
    for each in (path, f"{path}/progress", f"{path}/packs.zip"):
        answer = stranger.get(each)
        assert (answer.status_code, "There are no such packs." in answer.text) == (404, True)
    newer = start(client)
    assert client.get(path).status_code == 404
    assert client.get(newer).status_code == 200
    assert len(stopped) >= 2


def test_a_marac_without_a_pack_is_named_with_the_reason(
    demonstration: Path, client: FlaskClient, stopped: list[str], maracs: list[str]
) -> None:
    path = start(client)
    run = next(each for each in runs._list_runs(demonstration) if each.id == stopped[0])
    runs.keep_reason(demonstration, run, 2, "There are no figures for it.")
    for place in (1, *range(3, len(maracs) + 1)):
        runs.keep_pack(demonstration, run, place, b"a pack")
    assert f"{maracs[1]}: There are no figures for it." in unescape(client.get(path).text)
    with zipfile.ZipFile(io.BytesIO(client.get(f"{path}/packs.zip").data)) as archive:
        assert archive.read("not-written.txt").decode() == f"{maracs[1]}: There are no figures for it."


def test_a_form_of_another_site_and_an_empty_pack_start_nothing(client: FlaskClient, stopped: list[str]) -> None:
    assert client.post("/board-pack/all?item=trend:cases").status_code == 400
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(ASKED).text)[1]
    answer = client.post("/board-pack/all?chosen=yes", data={"csrf_token": token})
    assert (answer.status_code, "at least one dashboard" in answer.text) == (400, True)
    assert stopped == []


def test_the_public_is_offered_the_pack_of_one_marac_alone(demonstration: Path) -> None:
    public = create_app(Settings(data=demonstration, sign_in=SignIn.PUBLIC)).server.test_client()
    assert "/board-pack/all" not in public.get(ASKED).text
    answer = public.post("/board-pack/all?item=trend:cases")
    assert (answer.status_code, "for those who sign in" in answer.text) == (400, True)


@pytest.mark.usefixtures("stopped")
def test_under_a_path_of_its_host_a_run_is_followed_there(demonstration: Path) -> None:
    client = create_app(Settings(data=demonstration, path_prefix="/marac")).server.test_client()
    page = client.get(f"/marac{ASKED}").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    action = unescape(re.search(r'action="(/marac/board-pack/all[^"]+)"', page)[1])
    location = client.post(action, data={"csrf_token": token}).headers["Location"]
    assert location.startswith("/marac/board-pack/all/")
    assert f'data-href="{location}/progress"' in client.get(location).text
    assert client.get(f"{location}/progress").json["running"]
    shutil.rmtree(demonstration / runs.FOLDER)
