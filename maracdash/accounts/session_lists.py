"""Lists of somebody's sessions, for themselves: which there are, and ending one or all others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select

from maracdash.accounts.audit import Actor, EventKind, add_event
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.people import Account, end_all_api_tokens, find_row
from maracdash.accounts.sessions import Stage, ends_at
from maracdash.accounts.tables import SessionRow
from maracdash.accounts.tokens import hash_token
from maracdash.model.errors import NotFoundError

ID_LENGTH = 16
ENDED = "This session has ended already. Load the page of your account again to see which there are."


@dataclass(frozen=True, kw_only=True)
class ListedSession:
    """A session as its owner sees it. `here` marks the one that they look from; `id` opens nothing."""

    id: str
    browser: str
    began_at: datetime
    seen_at: datetime
    here: bool


def list_sessions(database: AccountsDatabase, account: Account, token: str, now: datetime) -> tuple[ListedSession, ...]:
    """Sessions of somebody that have not ended, the one last seen first; `token` is that of their browser."""
    wanted = select(SessionRow).where(_is_signed_in(account)).order_by(SessionRow.seen_at.desc())
    here = hash_token(token)
    with database.read() as session:
        return tuple(_build(row, here) for row in session.scalars(wanted) if now < ends_at(row))


def end_one_session(database: AccountsDatabase, actor: Actor, account: Account, key: str) -> None:
    """End one of somebody's sessions, by its id. Raises NotFoundError where there is none such of theirs."""
    with database.write() as session:
        rows = session.scalars(select(SessionRow).where(_is_signed_in(account))).all()
        row = next((each for each in rows if each.hash[:ID_LENGTH] == key), None)
        if row is None:
            raise NotFoundError(ENDED)
        session.delete(row)
        said = {"browser": row.browser, "began": f"{row.began_at:%Y-%m-%d %H:%M:%S}"}
        add_event(session, actor, EventKind.SESSION_ENDED, account.email, said)


def end_other_sessions(database: AccountsDatabase, actor: Actor, account: Account, token: str) -> None:
    """End every session of somebody but that of their browser, and their API tokens."""
    with database.write() as session:
        others = (SessionRow.account == account.id) & (SessionRow.hash != hash_token(token))
        session.execute(delete(SessionRow).where(others))
        add_event(session, actor, EventKind.SESSIONS_ENDED, account.email, {"which": "all others"})
        end_all_api_tokens(session, actor, find_row(session, account.id), EventKind.SESSIONS_ENDED)


def _is_signed_in(account: Account) -> ColumnElement[bool]:
    return (SessionRow.account == account.id) & (SessionRow.stage == Stage.FULL.value)


def _build(row: SessionRow, here: str) -> ListedSession:
    return ListedSession(
        id=row.hash[:ID_LENGTH],
        browser=row.browser,
        began_at=row.began_at,
        seen_at=row.seen_at,
        here=row.hash == here,
    )
