"""Lock-outs: after so many failures nothing is tried for a while, neither for an account's name nor for an address.

They are kept in the database, because there are several workers, and by the name that was typed, so that a name that
nobody has is locked like any other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.errors import LOCKED, LockedOutError
from maracdash.accounts.tables import AttemptRow

WINDOW = timedelta(minutes=15)
ACCOUNT_FAILURES, ADDRESS_FAILURES = 10, 100


@dataclass(frozen=True, kw_only=True)
class Lockable:
    """Something that is locked after so many failures."""

    key: str
    failures: int


def lockables(name: str, address: str) -> tuple[Lockable, ...]:
    """The account's name as typed, and the network address that it came from."""
    return (
        Lockable(key=_hash("account", name.strip().casefold()), failures=ACCOUNT_FAILURES),
        Lockable(key=_hash("address", address), failures=ADDRESS_FAILURES),
    )


def code_lockable(account: str) -> Lockable:
    """The second factor of an account: a right password does not forgive wrong codes."""
    return Lockable(key=_hash("code", account), failures=ACCOUNT_FAILURES)


def check_lockouts(database: AccountsDatabase, keys: Sequence[Lockable], now: datetime) -> None:
    """Refuse at once what is locked: no password is looked at and nothing is written. Raises LockedOutError."""
    with database.read() as session:
        _refuse_locked(_find_rows(session, keys).values(), now)


def count_attempt(session: Session, keys: Sequence[Lockable], now: datetime) -> bool:
    """Count an attempt before it is tried, so that many at once cannot pass the limit. True if it is the last.

    Raises LockedOutError.
    """
    found = _find_rows(session, keys)
    _refuse_locked(found.values(), now)
    session.execute(delete(AttemptRow).where(AttemptRow.since < now - WINDOW * 2))
    last = False
    for each in keys:
        row = found.get(each.key)
        if row is None or row.since < now - WINDOW:
            row = session.merge(AttemptRow(key=each.key, failures=0, since=now, locked_until=None))
        row.failures += 1
        if row.failures >= each.failures:
            row.locked_until, last = now + WINDOW, True
    return last


def forget_failures(session: Session, keys: Sequence[Lockable]) -> None:
    """Start again after a success: the account's failures are forgotten, and the address has one fewer.

    An address is not forgiven all: with one account of their own somebody could try everybody else's.
    """
    account, *others = keys
    session.execute(delete(AttemptRow).where(AttemptRow.key == account.key))
    for row in _find_rows(session, others).values():
        row.failures, row.locked_until = max(row.failures - 1, 0), None


def _find_rows(session: Session, keys: Sequence[Lockable]) -> dict[str, AttemptRow]:
    wanted = select(AttemptRow).where(AttemptRow.key.in_([each.key for each in keys]))
    return {row.key: row for row in session.scalars(wanted)}


def _refuse_locked(rows: Iterable[AttemptRow], now: datetime) -> None:
    if any(row.locked_until and row.locked_until > now for row in rows):
        raise LockedOutError(LOCKED)


def _hash(kind: str, name: str) -> str:
    return hashlib.sha256(f"{kind} {name}".encode("utf-8", "replace")).hexdigest()
