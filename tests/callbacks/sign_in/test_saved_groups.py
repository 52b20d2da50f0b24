"""Groups kept with an account, by HTTP: saved, used, renamed and deleted by their owner, with the page's token."""

from __future__ import annotations

import html
import re
from pathlib import Path

from flask.testing import FlaskClient

from maracdash import queries
from maracdash.accounts.audit import EventFilter, list_events
from maracdash.accounts.people import find_account
from maracdash.accounts.saved_groups import list_saved_groups
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.reading.reader import Reader
from tests.support.sign_in_pages import SignInApp, send


def address(demonstration: Path, name: str = "Coast") -> str:
    listed = Reader(demonstration, Audience.FULL).ask(queries.DIRECTORY).at(Level.MARAC)
    return f"group={name}~{','.join(sorted(each.area.code for each in listed[:4]))}"


def save(client: FlaskClient, query: str):
    return send(client, f"/account/groups?{query}", f"/groups?{query}")


def owned(app: SignInApp, email: str = "bo@example.org") -> list[tuple[str, str]]:
    return [
        (each.group.name, each.id) for each in list_saved_groups(app.database, find_account(app.database, email).id)
    ]


def test_a_group_is_saved_listed_and_used(signing_in: SignInApp, demonstration: Path) -> None:
    bo, query = signing_in.browser("bo@example.org"), address(demonstration)
    assert "You have saved none yet" in bo.get("/groups").text
    answer = save(bo, query)
    assert answer.status_code == 303
    text = html.unescape(bo.get(answer.headers["Location"]).text)
    assert "The group is saved with your account." in text
    assert "Save it with your account" not in text
    elsewhere = html.unescape(signing_in.browser("bo@example.org").get("/groups").text)
    use = re.search(r'<a class="action" href="(/\?[^"]+)">Use “Coast”', elsewhere)
    assert use
    assert "&group=Coast~AM0" in use[1]
    assert bo.get(use[1]).status_code == 200


def test_a_name_that_is_taken_is_said_and_nothing_is_lost(signing_in: SignInApp, demonstration: Path) -> None:
    bo, query = signing_in.browser("bo@example.org"), address(demonstration)
    save(bo, query)
    other = f"{query.rpartition(',')[0]}"
    answer = save(bo, other)
    assert answer.status_code == 422
    assert "You have a group called “Coast” already." in answer.text
    assert 'href="#saved-name"' in answer.text
    assert answer.text.count(" checked") == 3
    assert len(owned(signing_in)) == 1


def test_a_group_is_renamed_and_deleted(signing_in: SignInApp, demonstration: Path) -> None:
    bo, query = signing_in.browser("bo@example.org"), address(demonstration)
    save(bo, query)
    save(bo, address(demonstration, "Hills"))
    (_, key), _ = owned(signing_in)
    wrong = send(bo, f"/account/groups/{key}/rename?{query}", f"/groups?{query}", name="hills")
    assert wrong.status_code == 422
    assert f'href="#saved-name-{key}"' in wrong.text
    assert 'value="hills"' in wrong.text
    assert send(bo, f"/account/groups/{key}/rename?{query}", "/groups", name="Shore").status_code == 303
    assert [name for name, _ in owned(signing_in)] == ["Hills", "Shore"]
    gone = send(bo, f"/account/groups/{key}/delete?{query}", "/groups")
    assert "changed=deleted" in gone.headers["Location"]
    assert [name for name, _ in owned(signing_in)] == ["Hills"]
    kinds = [each.kind for each in list_events(signing_in.database, EventFilter(who="bo@example.org"))]
    assert kinds[:4] == ["group deleted", "group renamed", "group saved", "group saved"]


def test_nobody_changes_a_group_of_somebody_else(signing_in: SignInApp, demonstration: Path) -> None:
    bo, ada = (signing_in.browser(f"{name}@example.org") for name in ("bo", "ada"))
    save(bo, address(demonstration))
    ((_, key),) = owned(signing_in)
    assert "Coast" not in ada.get("/groups").text
    for change in ("rename", "delete"):
        answer = send(ada, f"/account/groups/{key}/{change}", "/account", name="Mine")
        assert answer.status_code == 404
        assert "You have no such group." in answer.text
    assert [name for name, _ in owned(signing_in)] == ["Coast"]


def test_without_the_page_s_token_nothing_changes(signing_in: SignInApp, demonstration: Path) -> None:
    bo, query = signing_in.browser("bo@example.org"), address(demonstration)
    save(bo, query)
    ((_, key),) = owned(signing_in)
    for path in ("", f"/{key}/rename", f"/{key}/delete"):
        answer = bo.post(f"/account/groups{path}?{query}", data={"name": "Mine"})
        assert answer.status_code == 400
        assert "Nothing was changed." in answer.text
    assert [name for name, _ in owned(signing_in)] == ["Coast"]


def test_an_address_without_a_group_saves_none(signing_in: SignInApp) -> None:
    bo = signing_in.browser("bo@example.org")
    answer = send(bo, "/account/groups", "/account")
    assert answer.status_code == 404
    assert "There is no group in this address to save." in answer.text


def test_a_group_whose_maracs_these_figures_do_not_know_can_be_deleted(
    signing_in: SignInApp, demonstration: Path
) -> None:
    bo = signing_in.browser("bo@example.org")
    save(bo, address(demonstration))
    with signing_in.database.write() as session:
        session.connection().exec_driver_sql("UPDATE saved_groups SET members = 'GONE1'")
    text = bo.get("/groups").text
    assert "It cannot be used with these figures. There is no Marac called “GONE1” in this release." in text
    assert "Use “Coast”" not in text
    assert "Delete “Coast”" in text
