"""A page is one record: what is in it makes the page, its place in the menu and the check of its addresses."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from dash import Dash, html

from app import create_app
from callbacks.context import AppContext
from callbacks.pages.page_record import Page, PageContent, find_page
from callbacks.pages.registry import PAGES
from callbacks.pages.selections import resolve_selection
from layouts.html import menus
from maracdash import queries
from maracdash.model.audiences import Audience
from maracdash.model.errors import NotFoundError
from maracdash.model.selection import Selection
from maracdash.queries.query import Query
from maracdash.reading.reader import Reader
from maracdash.settings import Settings
from maracdash.store.releases.served_releases import Releases

UPDATE = "/_dash-update-component"
Postcard = tuple[Selection, str]


def resolve(context: AppContext, address: str) -> Postcard:
    """A postcard goes to somebody."""
    to = dict(parse_qsl(urlsplit(address).query)).get("to", "everybody")
    if to == "nobody":
        raise NotFoundError("Nobody reads postcards.")
    return resolve_selection(context, address), to


def draw(context: AppContext, _: str, postcard: Postcard) -> PageContent:
    """The newest cases, and a greeting."""
    selection, to = postcard
    cases = context.reader.ask(queries.COMPARISON, selection).own.value.number
    return PageContent(content=[html.H1(f"Dear {to}, {cases:.0f} cases")], selection=selection, title=f"To {to}")


POSTCARD = Page(name="postcard", path="/postcard", title="Postcard", word="Postcards", resolve=resolve, draw=draw)

LARGE = [("/region", queries.REGION_VIEW), ("/report", queries.OVERVIEW_REPORT)]


@pytest.fixture
def with_postcards(demonstration: Path, apart: None) -> Dash:  # noqa: ARG001 - an app beside the one of the run
    """An app with one page more."""
    return create_app(Settings(data=demonstration, deployment="Alderland Maracs"), (*PAGES, POSTCARD))


def called(app: Dash, path: str, search: str = "") -> dict[str, Any]:
    """What the router shows at an address."""
    (output,) = [each for each in app.callback_map if "_pages_content.children" in each and "_pages_store" in each]
    given = {"pathname": path, "search": search}
    body = {
        "output": output,
        "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
        "inputs": [{**each, "value": given.get(each["property"], "")} for each in app.callback_map[output]["inputs"]],
        "changedPropIds": ["_pages_location.pathname"],
    }
    answer = app.server.test_client().post(UPDATE, json=body)
    assert answer.status_code == 200
    return dict(answer.get_json()["response"])


def test_a_page_that_is_added_is_opened_checked_and_in_the_menu(with_postcards: Dash) -> None:
    client = with_postcards.server.test_client()
    assert client.get("/postcard?to=Ada&indicator=cases").status_code == 200
    refused = client.get("/postcard?to=nobody")
    assert (refused.status_code, "Nobody reads postcards." in refused.text) == (404, True)
    assert client.get("/postcard?marac=Atlantis").status_code == 404
    shown = str(called(with_postcards, "/postcard", "?to=Ada&indicator=cases"))
    assert "Dear Ada, " in shown
    assert "To Ada – Alderland Maracs" in shown
    overview = str(called(with_postcards, "/", "?quarter=2024-Q2"))
    assert "/postcard?marac=" in overview
    changed = client.get("/changes", query_string={"address": "/?quarter=2024-Q2"}).get_json()
    assert changed["to-postcard"]["href"].startswith("/postcard?marac=")
    assert changed["to-postcard"]["href"].endswith("&quarter=2024-Q2")
    assert 'href="/postcard?marac=' in client.get("/upload").text


def test_addresses_names_titles_and_words_are_unique() -> None:
    for name in ("path", "name", "title"):
        assert len({getattr(page, name) for page in PAGES}) == len(PAGES)
    words = [page.word for page in PAGES if page.word]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("page", PAGES, ids=lambda each: each.name)
def test_a_page_is_found_at_its_path_and_nowhere_else(page: Page[Any]) -> None:
    path = page.path.replace("<slug>", "anything")
    assert find_page(PAGES, path) is page
    assert find_page(PAGES, f"{path}-else") is not page or "<slug>" in page.path


def test_a_family_is_named_after_a_page_of_the_menu_and_each_form_has_a_word() -> None:
    families = {page.family for page in PAGES if page.family}
    assert families <= {page.name for page in PAGES if page.word}
    for family in families:
        forms = [page.form for page in PAGES if page.family == family]
        assert len(set(forms)) == len(forms) > 1
        assert all(forms)


def test_forms_of_a_page_link_to_each_other_with_the_same_area(app: Dash) -> None:
    shown = str(called(app, "/heat-map", "?within=all&quarter=2024-Q2"))
    assert "'aria-label': 'Forms of this page'" in shown
    assert re.search(r"'/region\?quarter=2024-Q2&own=\w+&indicator=[\w-]+&within=all'", shown)
    assert "Forms of this page" not in str(called(app, "/data-quality"))


@pytest.mark.parametrize("page", PAGES, ids=lambda each: each.name)
def test_an_address_means_something_before_any_large_question_is_put(
    demonstration: Path, page: Page[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    put: list[object] = []
    ask = Reader.ask
    monkeypatch.setattr(
        Reader, "ask", lambda self, query, *given, **named: put.append(query) or ask(self, query, *given, **named)
    )
    slugs = {"indicator": "cases", "section": "referrals", "dashboard": "children"}
    context = AppContext.of(Settings(data=demonstration), outside_requests=Audience.FULL)
    page.resolve(context, page.path.replace("<slug>", slugs.get(page.name, "")))
    large = {queries.REGION_VIEW, queries.HEAT_MAP, queries.AREA_PROFILE, queries.OVERVIEW_REPORT, queries.TIDY_TABLE}
    assert not large & set(put)


@pytest.mark.parametrize(
    ("path", "query"),
    [("/region", queries.REGION_VIEW), ("/report", queries.OVERVIEW_REPORT), ("/heat-map", queries.HEAT_MAP)],
    ids=["region", "report", "heat-map"],
)
def test_a_large_question_is_put_once_for_a_page(
    app: Dash, path: str, query: Query[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    put: list[object] = []
    ask = Releases.query

    def counted(self: Releases, question: Any, *given: Any, **named: Any) -> Any:
        put.extend(given[:1])
        return ask(self, question, *given, **named)

    monkeypatch.setattr(Releases, "query", counted)
    app.server.test_client().get(path)
    assert put.count(query) == 1
    put.clear()
    called(app, path)
    assert put.count(query) == 1


def test_a_page_refuses_a_parameter_that_is_given_twice(with_postcards: Dash) -> None:
    shown = json.dumps(called(with_postcards, "/", "?quarter=2024-Q3&quarter=2024-Q4"), ensure_ascii=False)
    assert "is not a quarter. Write it like 2024-Q1." in shown
    once = json.dumps(called(with_postcards, "/", "?quarter=2024-Q4"), ensure_ascii=False)
    assert "is not a quarter" not in once


def test_the_forms_of_all_maracs_keep_the_indicator_from_one_to_the_next(app: Dash) -> None:
    client = app.server.test_client()
    paths = ("/region", "/map", "/heat-map", "/groups", "/peers")
    for path in paths:
        shown = unescape(client.get(f"{path}?indicator=mental-health").text)
        forms = shown[shown.index(f'aria-label="{menus.FORMS}"') :].partition("</nav>")[0]
        ways = dict(re.findall(r'href="(/[a-z-]+)\?([^"]*)"', forms))
        assert set(ways) >= {"/region", "/map", "/heat-map", "/groups"}, path
        assert all(parse_qs(query)["indicator"] == ["mental-health"] for query in ways.values()), (path, ways)


def test_the_heat_maps_own_choices_keep_the_indicator_of_the_other_forms(app: Dash) -> None:
    client = app.server.test_client()
    assert "indicator=mental-health" in client.get("/heat-map?indicator=mental-health").text
    answer = client.get("/heat-map?indicator=moon")
    assert (answer.status_code, "moon" in answer.text) == (404, True)
