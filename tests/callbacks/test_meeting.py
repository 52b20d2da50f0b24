"""Meeting mode: one finding a screen, and actions that are kept with the Marac and come back."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient
from pptx import Presentation

from app import create_app
from maracdash import catalogue
from maracdash.settings import Settings, SignIn
from maracdash.store.folder_names import ACTIONS_FOLDER
from tests.support.sign_in_pages import send

QUERY = "item=compare:cases&item=trend:repeat-rate&item=funnel:repeat-rate"
PAGE = f"/meeting?{QUERY}"


@pytest.fixture
def client(app: Dash, demonstration: Path) -> Iterator[FlaskClient]:
    yield app.server.test_client()
    shutil.rmtree(demonstration / ACTIONS_FOLDER, ignore_errors=True)


def read(client: FlaskClient, at: int) -> str:
    answer = client.get(f"{PAGE}&at={at}")
    assert answer.status_code == 200
    return unescape(answer.text)


def note(client: FlaskClient, at: int, **fields: str):
    return send(client, f"/meeting/actions?{QUERY}&at={at}", f"{PAGE}&at={at}", **fields)


def findings(client: FlaskClient) -> list[str]:
    outline = unescape(client.get(f"/board-pack?{QUERY}").text)
    return re.findall(r"<li>([^<]+)</li>", outline.partition("Outline")[2])[1:4]


def test_each_screen_has_one_finding_of_the_pack_with_its_picture_and_its_tables(client: FlaskClient) -> None:
    said = findings(client)
    for at, finding in enumerate(said, start=1):
        text = read(client, at)
        assert re.findall("<h1[^>]*>([^<]+)</h1>", text) == [finding]
        assert f"Finding {at} of 3" in text
        assert "<table>" in text
        assert 'href="#behind">Table, source and actions<' in text
        assert 'id="behind"' in text
    pictures = [re.search(r'src="(/export/[^"]+)"', read(client, at))[1] for at in (1, 2, 3)]
    assert ["view=trend" in pictures[1], "view=funnel" in pictures[2]] == [True, True]
    assert all(each.startswith("/export/bare-chart.svg?") for each in pictures)


def test_a_screen_has_the_caveats_of_its_indicator(client: FlaskClient) -> None:
    screen = unescape(client.get("/meeting?item=compare:cases-with-children&item=trend:cases&at=1").text)
    assert all(f">{each}<" in screen for each in catalogue.indicator("cases-with-children").notes)
    assert "under-reported" not in unescape(
        client.get("/meeting?item=compare:cases-with-children&item=trend:cases&at=2").text
    )


def test_links_lead_from_screen_to_screen(client: FlaskClient) -> None:
    first, last = read(client, 0), read(client, 3)
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    assert 'rel="prev"' in last
    assert 'rel="next"' not in last


def test_an_action_comes_back_at_the_next_meeting_and_in_the_next_pack(client: FlaskClient) -> None:
    said = findings(client)
    answer = note(client, 2, what="Ask the police", who="Bo", due="2031-04-01")
    assert answer.status_code == 303
    assert "Ask the police" in read(client, 2)
    assert "Ask the police" in read(client, 3), "of the same indicator"
    assert "Ask the police" not in read(client, 1)
    opening = read(client, 0)
    assert "So far: 0 actions are done, 1 is open." in opening
    assert said[1] in opening
    slides = Presentation(io.BytesIO(client.get(f"/export/pack.pptx?{QUERY}").data)).slides
    assert slides[1].shapes.title.text == "Actions since our last meeting"
    [table] = [shape.table for shape in slides[1].shapes if shape.has_table]
    cells = [cell.text for cell in table.rows[1].cells]
    assert cells[:4] == ["Ask the police", "Bo", "1 April 2031", "open"]


def test_an_action_is_done_not_done_after_all_and_removed(client: FlaskClient) -> None:
    note(client, 1, what="Ask the police")
    for change, said in (("done", "done on"), ("reopen", ": open."), ("remove", "No action has been noted yet.")):
        address = re.search(rf'action="(/meeting/actions/[^"]+/{change}[^"]+)"', read(client, 1))[1]
        assert send(client, address, f"{PAGE}&at=1").status_code == 303
        assert said in read(client, 1)


@pytest.mark.parametrize(
    ("fields", "said", "field"),
    [
        ({"what": " "}, "Say what is to be done.", "what"),
        ({"what": "x" * 201}, "at most 200 letters", "what"),
        ({"what": "x", "who": "y" * 61}, "at most 60 letters", "who"),
        ({"what": "x", "due": "soon"}, "not a day", "due"),
    ],
)
def test_what_cannot_be_noted_is_said_and_nothing_is_lost(
    client: FlaskClient, fields: dict[str, str], said: str, field: str
) -> None:
    answer = note(client, 1, **fields)
    assert answer.status_code == 422
    text = unescape(answer.text)
    assert said in text
    assert f'href="#{field}"' in text
    assert "No action has been noted yet." in text


@pytest.mark.parametrize("at", ["4", "-1", "x", "\u0661", "9" * 4500], ids=["4", "-1", "x", "arabic", "digits"])
def test_a_screen_that_is_none_is_refused(client: FlaskClient, at: str) -> None:
    assert client.get(f"{PAGE}&at={at}").status_code == 404


def test_without_the_page_s_token_nothing_is_noted(client: FlaskClient) -> None:
    assert client.post(f"/meeting/actions?{QUERY}&at=1", data={"what": "x"}).status_code == 400
    assert "No action has been noted yet." in read(client, 1)


def test_the_public_sees_findings_and_neither_sees_nor_notes_actions(client: FlaskClient, demonstration: Path) -> None:
    note(client, 1, what="Ask the police")
    public = create_app(Settings(data=demonstration, sign_in=SignIn.PUBLIC)).server.test_client()
    text = read(public, 1)
    assert "Finding 1 of 3" in text
    assert not any(each in text for each in ("Ask the police", "Actions", "<form"))
    assert ">Table and source<" in text
    assert "Actions since" not in read(public, 0)
    assert public.post(f"/meeting/actions?{QUERY}&at=1", data={"what": "x"}).status_code == 404
    slides = Presentation(io.BytesIO(public.get(f"/export/pack.pptx?{QUERY}").data)).slides
    assert "Actions since our last meeting" not in [slide.shapes.title.text for slide in slides]
