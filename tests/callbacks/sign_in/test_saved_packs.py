"""Packs kept with an account, by HTTP: saved, opened and deleted by their owner, with the page's token."""

from __future__ import annotations

import re
from html import unescape

import pytest
from dash import Dash
from flask.testing import FlaskClient

from maracdash.accounts.people import find_account
from maracdash.accounts.saved_packs import list_saved_packs
from tests.support.sign_in_pages import SignInApp, send

QUERY = "item=trend:cases&item=dashboard:children&title=Our+board"


def save(client: FlaskClient, name: str = "Quarterly board", query: str = QUERY):
    return send(client, f"/account/packs?{query}", f"/board-pack?{query}", **{"pack-name": name})


def owned(app: SignInApp) -> list[tuple[str, str]]:
    person = find_account(app.database, "bo@example.org").id
    return [(each.name, each.id) for each in list_saved_packs(app.database, person)]


def test_a_pack_is_saved_and_opened_from_elsewhere(signing_in: SignInApp) -> None:
    bo = signing_in.browser("bo@example.org")
    assert "You have saved none yet." in bo.get("/board-pack").text
    answer = save(bo)
    assert answer.status_code == 303
    assert "The pack is saved with your account." in bo.get(answer.headers["Location"]).text
    elsewhere = unescape(signing_in.browser("bo@example.org").get("/board-pack").text)
    link = re.search(r'href="([^"]+)">Open “Quarterly board”', elsewhere)[1]
    assert "quarter=" not in link
    opened = bo.get(link).text
    checked = re.findall(r'value="([^"]*)"[^>]* checked', opened)
    assert checked == ["trend:cases", "dashboard:children"]
    assert "<li>Our board</li>" in opened


def test_a_wrong_name_is_said_beside_its_field_and_nothing_is_lost(signing_in: SignInApp) -> None:
    bo = signing_in.browser("bo@example.org")
    answer = save(bo, " ")
    assert answer.status_code == 422
    assert "Give the pack a name" in answer.text
    assert 'href="#pack-name"' in answer.text
    assert answer.text.count(" checked") == 2
    assert owned(signing_in) == []


def test_only_its_owner_with_the_page_s_token_deletes_a_pack(signing_in: SignInApp) -> None:
    bo, ada = (signing_in.browser(f"{name}@example.org") for name in ("bo", "ada"))
    save(bo)
    ((_, key),) = owned(signing_in)
    assert "Quarterly board" not in ada.get("/board-pack").text
    assert send(ada, f"/account/packs/{key}/delete", "/board-pack").status_code == 404
    refused = bo.post(f"/account/packs/{key}/delete")
    assert (refused.status_code, "Nothing was changed." in refused.text) == (400, True)
    assert len(owned(signing_in)) == 1
    gone = send(bo, f"/account/packs/{key}/delete?{QUERY}", "/board-pack")
    assert "changed=deleted" in gone.headers["Location"]
    assert "item=trend:cases" in gone.headers["Location"]
    assert owned(signing_in) == []


@pytest.mark.parametrize("path", ["/account/packs", "/account/packs/x/delete"])
def test_where_nobody_signs_in_the_address_is_what_is_kept(app: Dash, path: str) -> None:
    client = app.server.test_client()
    assert "keep the link, or it is gone" in client.get("/board-pack").text
    assert client.post(path).status_code == 403
