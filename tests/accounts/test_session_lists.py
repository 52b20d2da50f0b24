"""People see where they are signed in, and end one session, all others, or, as administrators, all of somebody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from maracdash.accounts import audit, session_lists, sign_ins
from maracdash.accounts.audit import Actor, EventFilter
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.people import Account
from maracdash.accounts.places import Place
from maracdash.accounts.sessions import IDLE, MAX_AGE, Stage, end_all_sessions, find_session
from maracdash.model.errors import NotFoundError
from tests.accounts.conftest import ADMINISTRATOR, NOW, PASSWORD

BO = Actor(person="b1", who="bo@example.org", address="10.0.0.7")


def enter(database: AccountsDatabase, browser: str, minutes: int = 0, email: str = "bo@example.org") -> str:
    place = Place(address="10.0.0.7", now=NOW + timedelta(minutes=minutes), browser=browser)
    token, stage = sign_ins.sign_in(database, email, PASSWORD, place, second_factor=False)
    assert stage is Stage.FULL
    return token


def test_own_sessions_are_listed_latest_first_with_this_one_marked(database: AccountsDatabase, bo: Account) -> None:
    here, _ = enter(database, "Firefox on Windows"), enter(database, "Safari on iPhone", 5)
    enter(database, "Chrome on Linux", 6, "ada@example.org")
    assert find_session(database, here, NOW + timedelta(minutes=9))
    listed = session_lists.list_sessions(database, bo, here, NOW + timedelta(minutes=10))
    assert [(each.browser, each.here, each.began_at, each.seen_at) for each in listed] == [
        ("Firefox on Windows", True, NOW, NOW + timedelta(minutes=9)),
        ("Safari on iPhone", False, NOW + timedelta(minutes=5), NOW + timedelta(minutes=5)),
    ]


@pytest.mark.parametrize("later", [IDLE, MAX_AGE])
def test_what_has_ended_is_not_listed(database: AccountsDatabase, bo: Account, later: timedelta) -> None:
    token = enter(database, "Firefox on Windows")
    assert session_lists.list_sessions(database, bo, token, NOW + later) == ()


def test_a_sign_in_without_its_code_is_no_session_yet(database: AccountsDatabase, bo: Account) -> None:
    sign_ins.sign_in(database, bo.email, PASSWORD, Place(address="", now=NOW), second_factor=True)
    assert session_lists.list_sessions(database, bo, "", NOW) == ()


def test_the_list_gives_no_token_and_no_hash_of_one_away(database: AccountsDatabase, bo: Account) -> None:
    token = enter(database, "Firefox on Windows")
    (listed,) = session_lists.list_sessions(database, bo, "", NOW)
    assert not find_session(database, listed.id, NOW)
    assert len(listed.id) == 16
    assert token not in str(listed)


def test_one_is_ended_and_the_audit_says_which(database: AccountsDatabase, bo: Account) -> None:
    here, there = enter(database, "Firefox on Windows"), enter(database, "Safari on iPhone")
    listed = session_lists.list_sessions(database, bo, here, NOW)
    session_lists.end_one_session(database, BO, bo, next(each.id for each in listed if not each.here))
    assert find_session(database, here, NOW)
    assert not find_session(database, there, NOW)
    event = audit.list_events(database, EventFilter(kind="session ended"))[0]
    assert (event.who, event.subject, dict(event.details)) == (
        "bo@example.org",
        "bo@example.org",
        {"browser": "Safari on iPhone", "began": "2026-11-28 09:00:00"},
    )


@pytest.mark.parametrize("key", ["", "%", "0" * 16, "ab", "' OR 1=1 --"])
def test_what_is_no_session_of_one_s_own_ends_nothing(database: AccountsDatabase, bo: Account, key: str) -> None:
    token = enter(database, "Firefox on Windows", email="ada@example.org")
    own = enter(database, "Safari on iPhone")
    with pytest.raises(NotFoundError, match="has ended already"):
        session_lists.end_one_session(database, BO, bo, key)
    assert find_session(database, token, NOW)
    assert find_session(database, own, NOW)


def test_a_session_of_somebody_else_is_out_of_reach(database: AccountsDatabase, ada: Account, bo: Account) -> None:
    token = enter(database, "Firefox on Windows", email=ada.email)
    (theirs,) = session_lists.list_sessions(database, ada, "", NOW)
    with pytest.raises(NotFoundError):
        session_lists.end_one_session(database, BO, bo, theirs.id)
    assert find_session(database, token, NOW)


def test_all_others_are_ended(database: AccountsDatabase, ada: Account, bo: Account) -> None:
    here, others = enter(database, "Firefox on Windows"), [enter(database, "Safari on iPhone") for _ in range(2)]
    elsewhere = enter(database, "Chrome on Linux", email=ada.email)
    session_lists.end_other_sessions(database, BO, bo, here)
    assert find_session(database, here, NOW)
    assert find_session(database, elsewhere, NOW)
    assert not any(find_session(database, each, NOW) for each in others)
    event = audit.list_events(database, EventFilter(kind="sessions ended"))[0]
    assert (event.subject, dict(event.details)) == ("bo@example.org", {"which": "all others"})


def test_an_administrator_ends_all_of_somebody(database: AccountsDatabase, bo: Account) -> None:
    tokens = [enter(database, "Firefox on Windows") for _ in range(2)]
    end_all_sessions(database, ADMINISTRATOR, bo.id)
    assert not any(find_session(database, each, NOW) for each in tokens)
    event = audit.list_events(database, EventFilter(kind="sessions ended"))[0]
    assert (event.who, event.subject) == ("ada@example.org", "bo@example.org")
