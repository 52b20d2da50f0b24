"""The first HTML holds the page that was asked for, and what Dash needs to take it over."""

from __future__ import annotations

import json
import re
import time
from html import unescape
from html.parser import HTMLParser
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

import pytest
from dash import Dash
from flask.testing import FlaskClient

from app import create_app
from callbacks.http import first_pages
from callbacks.pages import chart_page
from callbacks.pages.registry import PAGES
from maracdash import demo
from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files
from maracdash.model.quarters import Quarter
from maracdash.model.safe_rules import SafeRule
from maracdash.record import Record
from maracdash.settings import Settings, SignIn
from maracdash.store.releases.served_releases import POINTER_CHECK_SECONDS
from tests.support.dash_apps import set_apart

SLUGS = {"indicator": "repeat-rate", "section": "referrals", "dashboard": "overview"}
ADDRESSES = tuple(each.path.replace("<slug>", SLUGS.get(each.name, "")) for each in PAGES)
ANSWER = re.compile(r'<script id="first-answer" type="application/json">(.*?)</script>', re.DOTALL)
BODY = re.compile(r'<div id="first-page">(.*)<div id="react-entry-point"', re.DOTALL)


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


class Reading(HTMLParser):
    """Ids, texts, forms and controls of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.forms: dict[str, dict[str, str]] = {}
        self.controls: list[dict[str, str]] = []
        self.within = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.ids += [named["id"]] if "id" in named else []
        if tag == "form":
            self.within = named.get("id", "")
            self.forms[self.within] = {"action": named.get("action", "")}
        elif tag == "input" and named.get("type") == "hidden" and self.within:
            self.forms[self.within][named["name"]] = named["value"]
        elif named.get("form"):
            self.controls.append(named)


def read_answer(html: str) -> dict:
    found = ANSWER.search(html)
    assert found
    return json.loads(found[1])


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_page_is_there_as_html_and_as_the_layout_of_dash(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    body = BODY.search(answer.text)
    assert body
    assert body[1].count("<h1") == 1
    ids = Reading(body[1]).ids
    assert len(ids) == len(set(ids))
    held = read_answer(answer.text)
    root = held["layout"]["props"]
    location, place, store, _ = root["children"]["props"]["children"]
    assert (root["id"], location["props"]["id"], place["props"]["id"]) == ("root", "_pages_location", "_pages_content")
    assert f"<title>{store['props']['data']['title']}</title>" in answer.text
    assert held["dependencies"] == client.get("/_dash-dependencies").json


def test_a_page_is_asked_for_once(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    build = first_pages.build_page
    monkeypatch.setattr(first_pages, "build_page", lambda *given: asked.append(given[2]) or build(*given))
    client.get("/?view=trend")
    assert asked == ["/?view=trend"]


def test_finding_cards_and_table_stand_in_the_html(client: FlaskClient) -> None:
    html = client.get("/").text
    body = BODY.search(html)
    assert body
    assert body[1].count('class="headline"') == 5
    figure = re.search(r'data-figure="(\{[^"]*)"', body[1])
    assert figure
    table = re.search(r"<noscript>(<div[^>]*><table>.*?)</noscript>", body[1])
    assert table
    assert table[1].count("<tr>") > 5
    assert "table" not in str(read_answer(html)["layout"]).lower().split("points of the chart")[1][:200]


def test_what_a_reader_writes_cannot_end_a_script_or_an_attribute(client: FlaskClient) -> None:
    text = '</script><b>"&'
    html = client.get(f"/?{urlencode({'group': f'{text}~AM001,AM002'})}").text
    assert "<b>" not in html
    assert text in str(read_answer(html))


@pytest.mark.parametrize(
    ("address", "form", "value", "sent"),
    [
        (
            "/?marac=AM001&quarter=2024-Q4&view=trend",
            "choose-view",
            "table",
            {"action": "/", "marac": "AM001", "quarter": "2024-Q4"},
        ),
        (
            "/indicators/cases?marac=AM001&quarter=2024-Q4&indicator=repeat-rate",
            "choose-view",
            "trend",
            {"action": "/indicators/cases", "marac": "AM001", "quarter": "2024-Q4"},
        ),
        (
            "/heat-map?quarter=2024-Q4&own=AM001",
            "fill-content",
            "",
            {"action": "/heat-map", "quarter": "2024-Q4", "own": "AM001"},
        ),
    ],
)
def test_a_control_sends_the_rest_of_the_address_with_its_own_part(
    client: FlaskClient, address: str, form: str, value: str, sent: dict[str, str]
) -> None:
    page = Reading(client.get(address).text)
    assert page.forms[form] == sent
    assert any(each["form"] == form and each.get("value", "") == value for each in page.controls)
    assert {each["form"] for each in page.controls} <= set(page.forms)


@pytest.mark.parametrize("area", ["AF02", "AM007"])
@pytest.mark.parametrize(
    "path", ["/", "/profile", "/summary", "/what-changed", "/sections/referrals", "/dashboards/overview"]
)
def test_without_a_script_the_area_of_the_page_is_chosen_a_whole_force_too(
    client: FlaskClient, path: str, area: str
) -> None:
    html = client.get(f"{path}?marac={area}&quarter=2024-Q4").text
    (select,) = re.findall(r'<select form="\S+" name="marac".*?</select>', html, re.DOTALL)
    assert re.findall(r'<option value="(\w+)" selected', select) == [area]


def test_the_forces_of_a_form_without_a_script_are_all_shown(client: FlaskClient) -> None:
    html = client.get("/report?form=countries-forces&quarter=2024-Q4&force=AF01&force=AF02").text
    ticked = re.findall(r'value="(AF\d+)" checked name="force"', html)
    assert sorted(ticked) == ["AF01", "AF02"]


def test_what_is_no_page_stays_no_page(client: FlaskClient) -> None:
    assert client.get("/nowhere").status_code == 404
    assert client.get("/?marac=Atlantis").status_code == 404


def test_a_fault_is_told_with_its_status(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr(chart_page.words, "write_finding", fail)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "report the number" in answer.text


def test_a_stranger_is_given_no_page_where_people_sign_in(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_apart(monkeypatch)
    made = create_app(Settings(data=tmp_path, sign_in=SignIn.ACCOUNTS, https=True))
    answer = made.server.test_client().get("/", base_url="https://localhost")
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert "first-answer" not in answer.text


def spell_out(client: FlaskClient) -> str:
    found = re.search(r'data-query="([^"]+)"', client.get("/").text)
    assert found
    return f"/?{unescape(found[1])}"


def test_a_page_of_an_address_that_says_everything_is_made_once_for_all_who_see_the_same(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = spell_out(client)
    first = client.get(address).text
    monkeypatch.setattr(first_pages, "build_page", lambda *_: pytest.fail("it was made before"))
    second = client.get(address).text
    assert second == first
    with pytest.raises(pytest.fail.Exception, match="it was made before"):
        client.get(address.replace("quarter=2024-Q4", "quarter=2024-Q3"))


def test_pages_have_no_sign_as_no_callback_runs_in_the_background_whose_handles_it_would_guard(app: Dash) -> None:
    assert "end_id" not in app.server.test_client().get("/").text
    assert app.callback_map
    assert not [name for name, each in app.callback_map.items() if each.get("background")]


def test_whoever_sees_less_is_never_given_what_was_made_for_others(client: FlaskClient) -> None:
    address = spell_out(client)
    own = client.get(address).text
    client.post("/view", data={"view": "public"})
    public = client.get(address).text
    assert "Full figures. Official-sensitive" in own
    assert "Full figures. Official-sensitive" not in public
    client.post("/view", data={"view": "own"})
    assert client.get(address).text == own


def test_a_new_release_makes_it_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_apart(monkeypatch)
    country = [UploadedFile(each.name, each.content) for each in demo.build_country(12, 3, last=Quarter(2024, 4))]
    assert accept_files(tmp_path, country, "tests", accept_warnings=True, demonstration=True).id
    client = create_app(Settings(data=tmp_path)).server.test_client()
    address = spell_out(client)
    first = client.get(address).text
    assert client.get(address).text == first
    assert Record(tmp_path).set_safe_rule(SafeRule(smallest_base=30))
    time.sleep(POINTER_CHECK_SECONDS)
    second = client.get(address).text
    assert Record(tmp_path).release_id() in second
    assert Record(tmp_path).release_id() not in first
