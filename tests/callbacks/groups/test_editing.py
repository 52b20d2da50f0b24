"""The page of groups: a form whose answer is an address, with nothing lost by an error, whatever comes in."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from dash import Dash
from flask.testing import FlaskClient

from app import create_app
from callbacks.pages import regions
from callbacks.pages.page_record import build_family
from callbacks.pages.registry import PAGES
from layouts.html import menus
from maracdash import queries
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.reading.reader import Reader
from maracdash.settings import Settings, SignIn


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


@pytest.fixture(scope="module")
def maracs(demonstration: Path) -> list[str]:
    return [each.area.code for each in Reader(demonstration, Audience.FULL).ask(queries.DIRECTORY).at(Level.MARAC)]


@pytest.fixture(scope="module")
def forces(demonstration: Path) -> list[str]:
    return [each.area.code for each in Reader(demonstration, Audience.FULL).ask(queries.DIRECTORY).at(Level.FORCE)]


def ticked(text: str) -> list[str]:
    return re.findall(r'<input type="checkbox" id="m-[^"]+" name="m" value="([^"]+)" checked', text)


def send(client: FlaskClient, *members: str, name: str = "Coast", more: str = "marac=&quarter=2024-Q3"):
    parts = "&".join(f"m={quote(each)}" for each in members)
    return client.get(f"/groups?{more}&name={quote(name)}&{parts}")


def test_every_open_marac_and_force_can_be_ticked_by_its_force(
    client: FlaskClient, maracs, forces, demonstration: Path
) -> None:
    text = client.get("/groups").text
    boxes = re.findall(r'<input type="checkbox" id="m-[^"]+" name="m" value="([^"]+)"', text)
    known = Reader(demonstration, Audience.FULL).ask(queries.DIRECTORY)
    closed = {each.area.code for each in known.at(Level.MARAC) if each.valid_to and each.valid_to < date(2024, 10, 1)}
    assert closed
    assert sorted(boxes) == sorted({*maracs, *forces} - closed)
    assert ticked(text) == []
    assert text.count("<fieldset>") == len(forces)
    assert re.search(r'<form(?=[^>]* action="/groups")(?=[^>]* method="get")', text)
    assert "is compared with its similar group" in text
    assert "Nobody signs in here, so a group lives in its address alone" in text


def test_the_form_s_answer_is_an_address_with_the_group_in_it(client: FlaskClient, maracs) -> None:
    answer = send(client, *maracs[:4], more="quarter=2024-Q3&indicator=repeat-rate&view=trend")
    assert answer.status_code == 303
    query = {key: value[0] for key, value in parse_qs(urlsplit(answer.headers["Location"]).query).items()}
    assert (query["quarter"], query["indicator"], query["view"]) == ("2024-Q3", "repeat-rate", "trend")
    assert query["group"].startswith("Coast~")
    text = client.get(answer.headers["Location"]).text
    assert sorted(ticked(text)) == sorted(maracs[:4])
    assert "“Coast” has 4 Maracs" in html.unescape(text)
    assert 'value="Coast"' in text
    page = client.get(answer.headers["Location"].replace("/groups", "/export/table.csv")).data.decode("utf-8-sig")
    assert "Coast" in page


def test_a_group_in_use_is_used_shared_and_left(client: FlaskClient, maracs) -> None:
    address = send(client, *maracs[:4]).headers["Location"]
    text = html.unescape(client.get(address).text)
    links = re.findall(r'<a class="action" href="([^"]+)"', text)
    assert links[0].startswith("/?")
    assert "group=Coast~" in links[0]
    assert links[1].startswith("/indicators/")
    assert "group=Coast~" in links[1]
    assert links[2].startswith("/groups?")
    assert "group=" not in links[2]
    share = re.search(r'id="share" type="text" value="([^"]+)"', text)
    assert share
    assert share[1] == f"http://localhost{links[0]}"
    for each in links:
        assert client.get(each).status_code == 200


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Give the group a name"),
        (" \t ", "Give the group a name"),
        ("x" * 41, "This name has 41 letters"),
        ("a\u202eb", "letters that cannot be seen"),
    ],
)
def test_a_name_that_cannot_be_is_a_sentence_and_nothing_ticked_is_lost(
    client: FlaskClient, maracs, name: str, sentence: str
) -> None:
    answer = send(client, *maracs[:3], name=name)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert sorted(ticked(answer.text)) == sorted(maracs[:3])
    assert 'href="#name"' in answer.text
    assert f'value="{" ".join(name.split())}"' in answer.text


def test_what_was_in_use_stays_in_use_where_the_form_is_wrong(client: FlaskClient, maracs) -> None:
    address = send(client, *maracs[:4]).headers["Location"]
    answer = client.get(f"{address}&name=&m={maracs[7]}")
    assert answer.status_code == 422
    assert "In use: Coast" in answer.text
    assert ticked(answer.text) == [maracs[7]]


def test_none_too_many_and_strangers_are_sentences(client: FlaskClient, maracs, monkeypatch) -> None:
    nothing = send(client)
    assert (nothing.status_code, "No Marac and no force is ticked" in nothing.text) == (422, True)
    stranger = send(client, maracs[0], "X9<script>")
    assert stranger.status_code == 422
    assert "There is no Marac called “X9&lt;script&gt;”" in stranger.text
    assert ticked(stranger.text) == [maracs[0]]
    monkeypatch.setattr("callbacks.groups.editing.MAX_MEMBERS", 5)
    many = send(client, *maracs[:6])
    assert "6 Maracs and forces are ticked; a group has at most 5." in many.text
    assert sorted(ticked(many.text)) == sorted(maracs[:6])


def test_a_whole_force_takes_the_place_of_its_maracs(client: FlaskClient, demonstration: Path) -> None:
    known = Reader(demonstration, Audience.FULL).ask(queries.DIRECTORY)
    marac = known.at(Level.MARAC)[0]
    answer = send(client, marac.area.code, marac.parent)
    assert answer.headers["Location"].endswith(f"group=Coast~{marac.parent}")


HOSTILE = [
    "name=%00&m=%00",
    "name=~&m=~",
    "name=a~b&m=AF01,AF02",
    "name=&m=*",
    "m=" + "&m=".join("A" * 3 for _ in range(500)),
    "name=" + "x" * 3000,
    "group=%3Cscript%3E~AF01",
    "group=Coast~",
    "group=~~~&name=a&m=b",
    "group=Coast~NOWHERE",
    "marac=NOWHERE&name=a",
    "quarter=1066-Q1",
    "including=perhaps",
    "release=release-of-nothing",
    "name=%E2%80%AEabc&m=AF01",
    "changed=%3Cb%3E",
]


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("path", ["/groups", "/peers"])
def test_a_hostile_address_is_answered_in_words(client: FlaskClient, path: str, query: str) -> None:
    answer = client.get(f"{path}?{query}")
    assert answer.status_code in {200, 303, 404, 422}, answer.text[-500:]
    assert "<script>" not in answer.text
    assert "Something went wrong" not in answer.text
    assert "<h1" in answer.text or answer.status_code == 303


def test_without_an_account_nothing_is_saved(client: FlaskClient, maracs) -> None:
    for path in ("/account/groups", "/account/groups/x/rename", "/account/groups/x/delete"):
        answer = client.post(f"{path}?group=Coast~{maracs[0]}")
        assert answer.status_code == 403
        assert "nobody is signed in here" in answer.text


@pytest.mark.usefixtures("apart")
def test_the_public_makes_groups_of_safe_figures(demonstration: Path, maracs) -> None:
    public = create_app(Settings(data=demonstration, sign_in=SignIn.PUBLIC)).server.test_client()
    address = send(public, *maracs[:4]).headers["Location"]
    text = public.get(address).text
    assert "Safe to share" in text
    assert "a group lives in its address alone" in text


def test_the_chart_page_and_all_maracs_lead_here(client: FlaskClient) -> None:
    changes = client.get("/changes?address=" + quote("/?indicator=repeat-rate")).text
    assert "/groups?" in changes
    assert "/peers?" in changes


def test_groups_stand_among_the_forms_of_all_maracs(client: FlaskClient) -> None:
    """Their link is no link of the router, which does not know the page."""
    for path, word in (("/groups", "Groups"), ("/peers", "")):
        menu = re.search(r'<nav[^>]* class="family".*?</nav>', client.get(path).text, re.DOTALL)
        assert menu
        assert [html.unescape(each) for each in re.findall(r">([^<>]+)</a>", menu[0])][-1] == "Groups"
        assert re.findall(r'aria-current="page"[^>]*>([^<]+)</a>', menu[0]) == ([word] if word else [])
    family = build_family(PAGES, regions.PAGE)
    (menu,) = menus.build_family_menu(family, "region", None, {})
    kinds = {link.children: type(link).__name__ for item in menu.children.children for link in [item.children]}
    assert (kinds["Groups"], kinds["Heat map"]) == ("A", "Link")
