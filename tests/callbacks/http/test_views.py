"""The switch to what the public would see: it narrows what a person may see, and nothing ever widens it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from callbacks.audience import VIEW_COOKIE, build_view_switch, current_audience
from callbacks.http import views
from callbacks.identity import set_current_person
from layouts.html.page_frame import OWN_VIEW, PUBLIC_VIEW, VIEW_ADDRESS, ViewSwitch
from maracdash.model.audiences import Audience
from maracdash.model.people import LOCAL, PUBLIC, Person, Role

READER = Person(id="1", name="Ada", role=Role.READER, areas=frozenset({"F1"}))


@pytest.fixture
def people() -> list[Person]:
    """Whoever asks: the last of the list."""
    return [LOCAL]


@pytest.fixture
def client(people: list[Person]) -> Iterator[FlaskClient]:
    server = Flask(__name__)
    views.register(server)
    server.before_request(lambda: set_current_person(people[-1]))
    server.add_url_rule("/seen", "seen", lambda: Response(f"{current_audience()!r} {build_view_switch()}"))
    with server.test_client() as found:
        yield found


def switch(client: FlaskClient, view: str, **headers: str) -> int:
    return client.post(VIEW_ADDRESS, data={"view": view}, headers=headers).status_code


def test_a_reader_may_look_as_the_public_would_and_come_back(client: FlaskClient, people: list[Person]) -> None:
    people.append(READER)
    own = f"{Audience(areas=frozenset({'F1'}))!r} {ViewSwitch(public=False)}"
    assert client.get("/seen").text == own
    assert switch(client, PUBLIC_VIEW) == 303
    assert client.get("/seen").text == f"{Audience.SAFE!r} {ViewSwitch(public=True)}"
    assert switch(client, OWN_VIEW) == 303
    assert client.get("/seen").text == own


@pytest.mark.parametrize("cookie", ["own", "full", "public", ""])
def test_no_cookie_shows_the_public_more(client: FlaskClient, people: list[Person], cookie: str) -> None:
    people.append(PUBLIC)
    client.set_cookie(VIEW_COOKIE, cookie)
    assert client.get("/seen").text == f"{Audience.SAFE!r} None"


def test_somebody_whom_nobody_recognised_is_the_public() -> None:
    server = Flask(__name__)
    server.add_url_rule("/seen", "seen", lambda: Response(repr(current_audience())))
    assert server.test_client().get("/seen").text == repr(Audience.SAFE)


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_another_site_changes_nothing(client: FlaskClient, headers: dict[str, str]) -> None:
    assert switch(client, PUBLIC_VIEW, **headers) == 400
    assert client.get_cookie(VIEW_COOKIE) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("http://localhost/report?force=F1", "/report?force=F1"),
        ("http://localhost/", "/"),
        ("https://elsewhere.example/report", "/"),
        ("http://localhost//elsewhere.example", "/"),
        ("", "/"),
    ],
)
def test_it_goes_back_to_the_page_and_never_to_another_site(client: FlaskClient, before: str, after: str) -> None:
    answer = client.post(VIEW_ADDRESS, data={"view": PUBLIC_VIEW}, headers={"Referer": before})
    assert answer.headers["Location"] == after


def test_there_is_no_other_view(client: FlaskClient) -> None:
    assert switch(client, "full") == 400
