"""Audit: who did what, when and where from. Events are only ever added, each bound to the one before by its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.orm import Session

from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.tables import EventRow
from maracdash.model.errors import StorageError

FIRST = "0" * 64
"""Hash before the first event."""
MAX_LENGTH = 254
BATCH = 1000
UNREADABLE = (TypeError, ValueError, OverflowError)
"""Errors of a row with something in a column that is never written there, such as words for a time."""


class EventKind(StrEnum):
    """Kind of an event, as it stands in the audit."""

    SIGNED_IN = "signed in"
    SIGN_IN_FAILED = "sign-in failed"
    LOCKED_OUT = "locked out"
    SIGNED_OUT = "signed out"
    SESSION_ENDED = "session ended"
    SESSIONS_ENDED = "sessions ended"
    PASSWORD_CHANGED = "password changed"  # noqa: S105 - a kind of event
    SECOND_FACTOR_SET = "second factor set up"
    SECOND_FACTOR_RESET = "second factor removed"
    RECOVERY_CODE_USED = "recovery code used"
    PERSON_ADDED = "person added"
    INVITED = "invited"
    INVITATION_ACCEPTED = "invitation accepted"
    ROLE_CHANGED = "role or areas changed"
    DEACTIVATED = "deactivated"
    ACTIVATED = "activated"
    REFUSED = "refused"
    EXPORTED = "exported"
    SUBMITTED = "submitted"
    WITHDREW = "withdrew"
    SETTING_CHANGED = "setting changed"
    TOKEN_MADE = "API token made"  # noqa: S105 - a kind of event
    TOKEN_ENDED = "API token ended"  # noqa: S105 - a kind of event
    GROUP_SAVED = "group saved"
    GROUP_RENAMED = "group renamed"
    GROUP_DELETED = "group deleted"
    BACKED_UP = "backed up"
    STORAGE_MOVED = "moved to another storage"
    STORAGE_MENDED = "mended the storage"
    RESTORED = "restored"
    PACK_SAVED = "pack saved"
    PACK_DELETED = "pack deleted"
    ACTION_NOTED = "meeting action noted"
    ACTION_CHANGED = "meeting action changed"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Whoever does something: the id and name of a person, and the network address they came from."""

    person: str
    who: str
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Event:
    """An event of the audit. `subject` is the person or thing it happened to; `details` never hold a figure."""

    number: int
    at: datetime
    kind: str
    person: str
    who: str
    address: str
    subject: str
    details: Mapping[str, str] = field(default_factory=dict)
    hash: str = ""


@dataclass(frozen=True, kw_only=True)
class EventFilter:
    """Choice of events: of somebody, whether they did it or it was done to them; of a kind; between days."""

    who: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Verification:
    """Outcome of a check of the whole chain: how many events, the last hash, and what is wrong if anything."""

    events: int
    last: str
    problem: str = ""


def record_event(
    database: AccountsDatabase,
    actor: Actor,
    kind: EventKind,
    subject: str = "",
    details: Mapping[str, str] | None = None,
) -> None:
    """Add an event. Raises StorageError."""
    with database.write() as session:
        add_event(session, actor, kind, subject, details)


def add_event(
    session: Session, actor: Actor, kind: EventKind, subject: str = "", details: Mapping[str, str] | None = None
) -> None:
    """Add an event to what a session writes: it is kept if and only if the rest is."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE events IN EXCLUSIVE MODE"))
    last = session.execute(select(EventRow.number, EventRow.hash).order_by(EventRow.number.desc()).limit(1)).first()
    row = EventRow(
        number=last.number + 1 if last else 1,
        at=datetime.now(UTC),
        kind=kind.value,
        person=actor.person[:32],
        who=actor.who[:MAX_LENGTH],
        address=actor.address[:64],
        subject=subject[:MAX_LENGTH],
        details=json.dumps(dict(details or {}), ensure_ascii=False, sort_keys=True),
        previous=last.hash if last else FIRST,
    )
    row.hash = _hash_event(row)
    session.add(row)
    session.flush()


def list_events(
    database: AccountsDatabase, chosen: EventFilter, limit: int | None = None, offset: int = 0
) -> tuple[Event, ...]:
    """Events that a filter lets through, newest first. Raises StorageError for one that cannot be read."""
    wanted = select(EventRow).where(*_conditions(chosen)).order_by(EventRow.number.desc())
    try:
        with database.read() as session:
            return tuple(_build_event(each) for each in session.scalars(wanted.limit(limit).offset(offset)))
    except UNREADABLE as error:
        found = verify_events(database).problem or "The details of an event cannot be read."
        raise StorageError(f"The audit is damaged. {found}") from error


def count_events(database: AccountsDatabase, chosen: EventFilter) -> int:
    """Count the events that a filter lets through."""
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(EventRow).where(*_conditions(chosen))) or 0


def verify_events(database: AccountsDatabase) -> Verification:
    """Work out every hash again, from the first event to the last."""
    return _follow_chain(database, BATCH)


def event_hash(database: AccountsDatabase, number: int) -> str:
    """The hash of an event; empty where there is none of that number."""
    with database.read() as session:
        return session.scalar(select(EventRow.hash).where(EventRow.number == number)) or ""


def write_details(details: Mapping[str, str]) -> str:
    """Details in one line: `release: r1; format: csv`."""
    return "; ".join(f"{name}: {said}" for name, said in details.items())


def _follow_chain(database: AccountsDatabase, batch: int) -> Verification:
    """Follow the chain; a batch with an event that cannot be read fails as a whole, so the last time one by one."""
    found = Verification(events=0, last=FIRST)
    try:
        for found in _check_each(database, batch):  # noqa: B007 - the last one counts
            pass
    except UNREADABLE:
        if batch > 1:
            return _follow_chain(database, 1)
        return replace(found, problem=f"Event {found.events + 1} cannot be read: it was changed after it was written.")
    return found


def _check_each(database: AccountsDatabase, batch: int) -> Iterator[Verification]:
    """The state after each event."""
    previous, number = FIRST, 0
    with database.read() as session:
        wanted = select(EventRow).order_by(EventRow.number).execution_options(yield_per=batch)
        for row in session.scalars(wanted):
            problem = _find_problem(row, number + 1, previous)
            if problem:
                yield Verification(events=number, last=previous, problem=problem)
                return
            previous, number = row.hash, row.number
            yield Verification(events=number, last=previous)


def _find_problem(row: EventRow, number: int, previous: str) -> str:
    if row.number != number:
        return f"Event {number} is missing."
    if row.previous != previous:
        return f"Event {number} does not follow the one before it: one of the two was replaced."
    if row.hash != _hash_event(row):
        return f"Event {number} was changed after it was written."
    return ""


def _hash_event(row: EventRow) -> str:
    said: Sequence[object] = (
        row.number,
        row.at.isoformat(),
        *(row.kind, row.person, row.who, row.address, row.subject, row.details, row.previous),
    )
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _conditions(chosen: EventFilter) -> Iterator[ColumnElement[bool]]:
    if chosen.who:
        wanted = chosen.who.strip().casefold()
        yield (func.lower(EventRow.who) == wanted) | (func.lower(EventRow.subject) == wanted)
    if chosen.kind:
        yield EventRow.kind == chosen.kind
    if chosen.since:
        yield EventRow.at >= _midnight(chosen.since)
    if chosen.until:
        yield EventRow.at < _midnight(chosen.until + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _build_event(row: EventRow) -> Event:
    return Event(
        number=row.number,
        at=row.at,
        kind=row.kind,
        person=row.person,
        who=row.who,
        address=row.address,
        subject=row.subject,
        details=json.loads(row.details),
        hash=row.hash,
    )
