"""The audit only grows, and says where it was touched."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from maracdash.accounts import audit
from maracdash.accounts.audit import Actor, EventFilter, EventKind
from maracdash.accounts.database import AccountsDatabase
from maracdash.model.errors import StorageError
from tests.accounts.conftest import ADMINISTRATOR, FILE_ALONE

OTHER = Actor(person="b2", who="Bo@example.org", address="10.0.0.7")
SWAP = """
    UPDATE events SET number = CASE number WHEN 1 THEN -2 WHEN 2 THEN -1 ELSE -3 END;
    UPDATE events SET number = -number
"""
TAMPERING = {
    "changed": ("UPDATE events SET subject = 'c' WHERE number = 2", "Event 2 was changed after it was written."),
    "missing": ("DELETE FROM events WHERE number = 2", "Event 2 is missing."),
    "without a time": ("UPDATE events SET at = 'noon' WHERE number = 2", "Event 2 cannot be read"),
    "out of time": ("UPDATE events SET at = 9000000000000000000 WHERE number = 3", "Event 3 cannot be read"),
    "of bytes": ("UPDATE events SET who = x'00' WHERE number = 2", "Event 2 cannot be read"),
    "swapped": (
        SWAP,
        "Event 1 does not follow the one before it",
    ),
}


@pytest.fixture
def filled(database: AccountsDatabase) -> AccountsDatabase:
    audit.record_event(database, ADMINISTRATOR, EventKind.ROLE_CHANGED, "bo@example.org", {"role": "reader"})
    audit.record_event(database, OTHER, EventKind.SIGNED_IN)
    audit.record_event(database, OTHER, EventKind.EXPORTED, "chart", {"release": "r1", "format": "csv"})
    return database


def test_events_come_back_newest_first(filled: AccountsDatabase) -> None:
    newest = audit.list_events(filled, EventFilter())[0]
    assert (newest.number, newest.kind, newest.who, newest.address) == (3, "exported", "Bo@example.org", "10.0.0.7")
    assert newest.details == {"release": "r1", "format": "csv"}
    assert datetime.now(UTC) - newest.at < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("chosen", "numbers"),
    [
        (EventFilter(who="bo@EXAMPLE.org "), [3, 2, 1]),
        (EventFilter(kind="signed in"), [2]),
        (EventFilter(since=datetime.now(UTC).date() + timedelta(days=2)), []),
        (EventFilter(until=datetime.now(UTC).date() + timedelta(days=2)), [3, 2, 1]),
        (EventFilter(until=datetime.now(UTC).date() - timedelta(days=2)), []),
    ],
)
def test_a_filter_takes_who_did_it_and_to_whom(
    filled: AccountsDatabase, chosen: EventFilter, numbers: list[int]
) -> None:
    assert [each.number for each in audit.list_events(filled, chosen)] == numbers
    assert audit.count_events(filled, chosen) == len(numbers)


@pytest.mark.parametrize("statement", ["UPDATE events SET who = ''", "DELETE FROM events"])
def test_the_database_itself_refuses_to_change_an_event(filled: AccountsDatabase, statement: str) -> None:
    with pytest.raises(StorageError) as raised, filled.write() as session:
        session.execute(text(statement))
    assert "never changed or removed" in str(raised.value.__cause__)
    assert audit.verify_events(filled).events == 3


def test_an_untouched_audit_is_whole(filled: AccountsDatabase) -> None:
    found = audit.verify_events(filled)
    assert (found.events, found.problem) == (3, "")
    assert found.last == audit.event_hash(filled, 3)


@FILE_ALONE
@pytest.mark.parametrize("how", TAMPERING)
def test_whoever_takes_the_guards_away_is_found_out(filled: AccountsDatabase, tmp_path: Path, how: str) -> None:
    statements, problem = TAMPERING[how]
    raw = sqlite3.connect(tmp_path / "accounts.sqlite")
    raw.executescript(f"DROP TRIGGER events_refuse_update; DROP TRIGGER events_refuse_delete; {statements}")
    raw.close()
    assert problem in audit.verify_events(filled).problem


@FILE_ALONE
@pytest.mark.parametrize("change", ["at = 'noon'", "details = 'release'"])
def test_a_list_with_an_event_that_cannot_be_read_says_which(
    filled: AccountsDatabase, tmp_path: Path, change: str
) -> None:
    raw = sqlite3.connect(tmp_path / "accounts.sqlite")
    raw.executescript(f"DROP TRIGGER events_refuse_update; UPDATE events SET {change} WHERE number = 2")
    raw.close()
    with pytest.raises(StorageError, match=r"The audit is damaged\. Event 2 "):
        audit.list_events(filled, EventFilter())
