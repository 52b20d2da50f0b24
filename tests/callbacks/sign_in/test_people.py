"""Pages of people and of the audit: administrators' alone, and each change does what it says."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest

from maracdash.accounts import audit, people
from maracdash.accounts.audit import Actor, EventFilter, EventKind
from maracdash.accounts.people import Access
from maracdash.accounts.tables import AccountRow
from maracdash.model.people import Role
from tests.support.sign_in_pages import PASSWORD, SignInApp, send, token_of

GETS = ("/people", "/people/{bo}", "/audit", "/audit/events.csv")
POSTS = (
    "/people",
    "/people/{bo}",
    *(f"/people/{{bo}}/{each}" for each in ("invite", "deactivate", "activate", "second-factor")),
)


@pytest.mark.parametrize("path", GETS)
def test_only_administrators_look_after_people(signing_in: SignInApp, path: str) -> None:
    path = path.format(bo=people.find_account(signing_in.database, "bo@example.org").id)
    refused = signing_in.browser("bo@example.org").get(path)
    assert refused.status_code == 403
    assert "<h1>For administrators</h1>" in refused.text
    assert "Go back and try again" not in refused.text
    event = audit.list_events(signing_in.database, EventFilter(kind="refused"))[0]
    assert (event.who, event.subject) == ("bo@example.org", path)
    assert signing_in.browser("ada@example.org").get(path).status_code == 200
    assert audit.count_events(signing_in.database, EventFilter(kind="refused")) == 1


@pytest.mark.parametrize("path", POSTS)
def test_nobody_else_changes_anything(signing_in: SignInApp, path: str) -> None:
    before = people.list_people(signing_in.database)
    browser = signing_in.browser("bo@example.org")
    form = {
        "csrf_token": token_of(browser.get("/account").text),
        "role": "administrator",
        "name": "X",
        "email": "x@y.org",
    }
    answer = browser.post(path.format(bo=before[1].id), data=form)
    assert answer.status_code == 403
    assert people.list_people(signing_in.database) == before


def test_somebody_is_added_invited_and_signs_in(signing_in: SignInApp) -> None:
    ada = signing_in.browser("ada@example.org")
    added = send(ada, "/people", name="Cy Dee", email="Cy@example.org", role="submitter")
    assert added.status_code == 303
    place = added.headers["Location"]
    shown = send(ada, f"{place}/invite", place).text
    link = re.search(r'value="http://localhost(/invitation/[^"]+)"', shown)[1]
    cy = signing_in.browser()
    assert "cy@example.org" in cy.get(link).text
    wrong = send(cy, link, password="short", again="short")
    assert "This password is too short" in wrong.text
    assert send(cy, link, password=PASSWORD, again=PASSWORD).status_code == 200
    assert send(cy, "/sign-in", email="cy@example.org", password=PASSWORD).status_code == 303
    assert "Submitter: no areas" in cy.get("/account").text
    again = cy.get(link)
    assert again.status_code == 403
    assert "This link has been used, or is too old" in again.text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": "Bo", "email": "bo@example.org", "role": "reader"}, "email"),
        ({"name": "", "email": "x@example.org", "role": "reader"}, "name"),
        ({"name": "Bo", "email": "x@example.org", "role": "public"}, "role"),
        ({"name": "Bo", "email": "x@example.org"}, "role"),
    ],
)
def test_what_is_wrong_with_somebody_new_is_said(signing_in: SignInApp, typed: dict[str, str], field: str) -> None:
    answer = send(signing_in.browser("ada@example.org"), "/people", **typed)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert len(people.list_people(signing_in.database)) == 2


def test_role_and_areas_are_ticked(signing_in: SignInApp) -> None:
    ada = signing_in.browser("ada@example.org")
    bo = people.find_account(signing_in.database, "bo@example.org")
    page = ada.get(f"/people/{bo.id}").text
    boxes = re.findall(r'name="area" value="([^"]+)"', page)
    assert len(boxes) > 30
    force, marac = boxes[0], boxes[-1]
    send(ada, f"/people/{bo.id}", role="submitter", area=[force, marac])
    assert people.find_account(signing_in.database, bo.id).access == Access(
        role=Role.SUBMITTER, areas=frozenset({force, marac})
    )
    ticked = re.findall(r'name="area" value="([^"]+)"[^>]* checked', ada.get(f"/people/{bo.id}").text)
    assert ticked == [force, marac]


def test_several_maracs_of_a_force_that_are_not_all_come_with_a_warning(signing_in: SignInApp) -> None:
    ada = signing_in.browser("ada@example.org")
    place = f"/people/{people.find_account(signing_in.database, 'bo@example.org').id}"
    warning = "are seen in full. Subtracted from the force's total they may tell small numbers of"
    assert warning not in ada.get(place).text
    send(ada, place, role="reader", area=["AM017", "AM018"])
    assert warning in unescape(ada.get(place).text)
    send(ada, place, role="reader", area=["AM017", "AM016"])
    assert warning not in unescape(ada.get(place).text)


def test_the_last_administrator_is_kept_with_a_sentence(signing_in: SignInApp) -> None:
    ada = signing_in.browser("ada@example.org")
    own = people.find_account(signing_in.database, "ada@example.org").id
    for path, form in ((f"/people/{own}", {"role": "reader"}), (f"/people/{own}/deactivate", {})):
        answer = send(ada, path, f"/people/{own}", **form)
        assert answer.status_code == 409
        assert "This is the last administrator" in answer.text


def test_deactivating_and_activating(signing_in: SignInApp) -> None:
    ada, bo = signing_in.browser("ada@example.org"), signing_in.browser("bo@example.org")
    own = people.find_account(signing_in.database, "bo@example.org").id
    send(ada, f"/people/{own}/deactivate", f"/people/{own}")
    assert bo.get("/account").status_code == 303
    refused = (
        send(ada, f"/people/{own}/invite", f"/people/{own}?x") if "invite" in ada.get(f"/people/{own}").text else None
    )
    assert refused is None or refused.status_code == 409
    send(ada, f"/people/{own}/activate", f"/people/{own}")
    assert signing_in.browser("bo@example.org").get("/account").status_code == 200


def test_an_administrator_ends_every_session_of_somebody(signing_in: SignInApp) -> None:
    ada, bo = signing_in.browser("ada@example.org"), signing_in.browser("bo@example.org")
    place = f"/people/{people.find_account(signing_in.database, 'bo@example.org').id}"
    assert send(bo, f"{place}/sessions", "/account").status_code == 403
    assert bo.get("/account").status_code == 200
    send(ada, f"{place}/sessions", place)
    assert (bo.get("/account").status_code, ada.get("/account").status_code) == (303, 200)
    assert signing_in.browser("bo@example.org").get("/account").status_code == 200


def test_a_second_factor_is_forgotten_only_after_a_tick(signing_in: SignInApp) -> None:
    ada = signing_in.browser("ada@example.org")
    bo = people.find_account(signing_in.database, "bo@example.org").id
    with signing_in.database.write() as session:
        session.get_one(AccountRow, bo).totp_sealed = "sealed"
    place = f"/people/{bo}"
    assert re.search(r'name="sure"[^>]* required', ada.get(place).text)
    refused = send(ada, f"{place}/second-factor", place)
    assert (refused.status_code, 'href="#sure-yes"' in refused.text) == (422, True)
    assert people.find_account(signing_in.database, bo).has_second_factor
    done = send(ada, f"{place}/second-factor", place, sure="yes")
    assert not people.find_account(signing_in.database, bo).has_second_factor
    assert "Their second factor is removed" in ada.get(done.headers["Location"]).text


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("/deactivate", "Deactivated, and signed out everywhere"),
        ("/sessions", "They are signed out everywhere"),
        ("/activate", "They may sign in again"),
        ("", "saved"),
    ],
)
def test_each_change_says_what_happened(signing_in: SignInApp, action: str, said: str) -> None:
    ada = signing_in.browser("ada@example.org")
    place = f"/people/{people.find_account(signing_in.database, 'bo@example.org').id}"
    done = send(ada, f"{place}{action}", place, role="reader")
    assert re.search(f'class="notice"[^>]*>[^<]*{said}', ada.get(done.headers["Location"]).text)
    assert 'class="notice"' not in ada.get(f"{place}?changed=nonsense").text


def test_areas_are_named_up_to_three(signing_in: SignInApp) -> None:
    ada = signing_in.browser("ada@example.org")
    bo = people.find_account(signing_in.database, "bo@example.org").id
    labels = dict(re.findall(r'for="area-([^"]+)"[^>]*>([^<]+)</label>', ada.get(f"/people/{bo}").text))
    codes = sorted(labels, key=lambda code: labels[code])[:5]
    for count, said in (
        (1, f"Reader: {labels[codes[0]]}<"),
        (5, f"Reader: {', '.join(labels[each] for each in codes[:3])} and 2 more<"),
    ):
        send(ada, f"/people/{bo}", role="reader", area=codes[:count])
        assert said in ada.get("/people").text
        assert said in signing_in.browser("bo@example.org").get("/account").text


TOOLS = ('href="/upload"', 'href="/notifications"', 'href="/account"')


def test_pages_without_figures_have_no_marking_of_figures(signing_in: SignInApp) -> None:
    ada = signing_in.browser("ada@example.org")
    own = people.find_account(signing_in.database, "ada@example.org").id
    ada.set_cookie("maracdash-view", "public")
    assert 'class="marking"' in ada.get("/notifications").text
    for path in ("/people", f"/people/{own}", "/audit", "/account"):
        assert 'class="marking"' not in ada.get(path).text


def test_as_the_public_would_see_it_the_menu_has_no_more_than_the_public_s(signing_in: SignInApp) -> None:
    ada = signing_in.browser("ada@example.org")
    for address in ("/board-pack", "/notifications"):
        ada.delete_cookie("maracdash-view")
        own = {each: each in ada.get(address).text for each in TOOLS}
        ada.set_cookie("maracdash-view", "public")
        public = {each: each in ada.get(address).text for each in TOOLS}
        assert own == dict.fromkeys(TOOLS, True)
        assert public == {each: "notifications" in each for each in TOOLS}


def test_a_stranger_s_page_is_not_found(signing_in: SignInApp) -> None:
    assert signing_in.browser("ada@example.org").get("/people/nobody").status_code == 404


# ---- Audit


def test_events_are_filtered_and_counted(signing_in: SignInApp) -> None:
    ada = signing_in.browser("ada@example.org")
    page = ada.get("/audit?who=bo@example.org&kind=person added").text
    assert "Events 1 to 1 of 1, newest first." in page
    assert "role: reader" in page
    assert "There are no such events." in ada.get("/audit?until=2020-01-01").text
    wrong = ada.get("/audit?since=yesterday")
    assert wrong.status_code == 422
    assert 'href="#since"' in wrong.text


def test_there_are_pages_of_events(signing_in: SignInApp) -> None:
    for _ in range(60):
        audit.record_event(signing_in.database, Actor(person="x", who="x@example.org"), EventKind.EXPORTED)
    ada = signing_in.browser("ada@example.org")
    first, second = ada.get("/audit?who=x@example.org").text, ada.get("/audit?who=x@example.org&page=2").text
    assert "Events 1 to 50 of 60" in first
    assert "page=2" in first
    assert "Events 51 to 60 of 60" in second
    for odd in ("0", "-3", "x", "99999999"):
        assert ada.get(f"/audit?page={odd}").status_code == 200


def test_the_file_has_every_event_and_no_formula(signing_in: SignInApp) -> None:
    audit.record_event(signing_in.database, Actor(person="x", who="=cmd()"), EventKind.EXPORTED, "@sum", {"file": "+a"})
    answer = signing_in.browser("ada@example.org").get("/audit/events.csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=audit.csv"
    rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert rows[0]["kind"] == "exported"
    assert rows[0]["who"] == "ada@example.org"
    odd = next(each for each in rows if each["person"] == "x")
    assert (odd["who"], odd["subject"], odd["details"]) == ("'=cmd()", "'@sum", "file: +a")
    assert len(rows) == audit.count_events(signing_in.database, EventFilter())
