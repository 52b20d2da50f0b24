"""Sessions on the server: a browser has a token that means nothing once its session has ended here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from maracdash.accounts.audit import Actor, EventKind, add_event
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.people import Account, build_account, end_all_api_tokens, end_sessions, find_row
from maracdash.accounts.places import Place
from maracdash.accounts.tables import AccountRow, SessionRow
from maracdash.accounts.tokens import create_token, hash_token

IDLE = timedelta(minutes=30)
MAX_AGE = timedelta(hours=12)
UNFINISHED = timedelta(minutes=10)
"""Time to enter a code after the password."""
SEEN_EVERY = timedelta(seconds=15)
"""Being active is written down no more often than this: every request would wait for the disk."""


class Stage(StrEnum):
    """Step that somebody has come to in signing in."""

    CODE = "code"
    SETUP = "setup"
    FULL = "full"


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """Somebody at a browser. `left` is the time until the session ends if nothing happens."""

    account: Account
    stage: Stage
    left: timedelta
    extendable: bool


def begin_session(session: Session, account: str, stage: Stage, place: Place) -> str:
    """Begin a session at a browser, and return its new token; the one that the browser had before ends."""
    token = create_token()
    session.execute(delete(SessionRow).where(SessionRow.hash == hash_token(place.token)))
    session.execute(delete(SessionRow).where(SessionRow.began_at < place.now - MAX_AGE))
    session.add(
        SessionRow(
            hash=hash_token(token),
            account=account,
            stage=stage.value,
            began_at=place.now,
            seen_at=place.now,
            browser=place.browser,
        )
    )
    session.flush()
    return token


def find_session(database: AccountsDatabase, token: str, now: datetime, *, active: bool = True) -> SignedIn | None:
    """Whoever has this token, unless their session has ended or they were shut out.

    Asking counts as being active, unless it is a script that asks.
    """
    with database.read() as session:
        wanted = (
            select(SessionRow, AccountRow)
            .join(AccountRow, AccountRow.id == SessionRow.account)
            .where(SessionRow.hash == hash_token(token), AccountRow.active)
        )
        found = session.execute(wanted).first()
        if found is None:
            return None
        row, account = found
        if now >= ends_at(row):
            return None
        late = active and row.seen_at < now - SEEN_EVERY
        session.expunge(row)
        row.seen_at = now if late else row.seen_at
        signed_in = SignedIn(
            account=build_account(account),
            stage=Stage(row.stage),
            left=ends_at(row) - now,
            extendable=ends_at(row) < row.began_at + MAX_AGE,
        )
    if late:
        _write_seen(database, token, now)
    return signed_in


def end_session(database: AccountsDatabase, actor: Actor, token: str) -> None:
    """Sign out: the token is refused from now on."""
    with database.write() as session:
        session.execute(delete(SessionRow).where(SessionRow.hash == hash_token(token)))
        add_event(session, actor, EventKind.SIGNED_OUT)


def end_all_sessions(database: AccountsDatabase, actor: Actor, key: str) -> None:
    """Sign somebody out everywhere, by id or e-mail address; their API tokens end. Raises NotFoundError."""
    with database.write() as session:
        row = find_row(session, key)
        end_sessions(session, row.id)
        add_event(session, actor, EventKind.SESSIONS_ENDED, row.email, {"which": "all"})
        end_all_api_tokens(session, actor, row, EventKind.SESSIONS_ENDED)


def _write_seen(database: AccountsDatabase, token: str, now: datetime) -> None:
    with database.write() as session:
        session.execute(update(SessionRow).where(SessionRow.hash == hash_token(token)).values(seen_at=now))


def ends_at(row: SessionRow) -> datetime:
    """The end of a session: soon for an unfinished one, else when nothing happens, and after half a day at most."""
    if row.stage != Stage.FULL.value:
        return row.began_at + UNFINISHED
    return min(row.seen_at + IDLE, row.began_at + MAX_AGE)
