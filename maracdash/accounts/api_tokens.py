"""API tokens: a person's scripts read with their rights, and never with more, until the token ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import delete, func, select

from maracdash.accounts.audit import Actor, EventKind, add_event
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.errors import FieldError
from maracdash.accounts.people import Account, build_account
from maracdash.accounts.tables import AccountRow, ApiTokenRow
from maracdash.accounts.tokens import create_token, hash_token
from maracdash.model.errors import NotFoundError

PREFIX = "maracdash_"
"""Begins every token, so that a search for secrets finds one that was left in a script."""
LIFETIMES = (30, 90, 365)
"""Days that a token may last."""
USUAL_LIFETIME = 90
MAX_TOKENS = 20
MAX_NAME_LENGTH = 60
NAMELESS = "Give the token a name: what it is for, such as “quarterly report”."
TOO_MANY = f"You have {MAX_TOKENS} tokens. End one that you no longer need."
WRONG_LIFETIME = f"A token lasts {', '.join(map(str, LIFETIMES[:-1]))} or {LIFETIMES[-1]} days. Choose one of these."


@dataclass(frozen=True, kw_only=True)
class ApiToken:
    """A token as its owner knows it: by its name, as nobody keeps the token itself."""

    id: str
    name: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class TokenHolder:
    """Owner of a token with the rights that they have now, and its name."""

    account: Account
    token: str


def create_api_token(
    database: AccountsDatabase, actor: Actor, account: Account, name: str, days: int, now: datetime
) -> str:
    """Make a token, and return it this once. Raises FieldError."""
    known = " ".join(name.split())[:MAX_NAME_LENGTH]
    if not known or not known.isprintable():
        raise FieldError("token_name", NAMELESS)
    if days not in LIFETIMES:
        raise FieldError("days", WRONG_LIFETIME)
    token = f"{PREFIX}{create_token()}"
    ends = now + timedelta(days=days)
    with database.write() as session:
        session.execute(delete(ApiTokenRow).where(ApiTokenRow.expires_at <= now))
        held = select(func.count()).select_from(ApiTokenRow).where(ApiTokenRow.account == account.id)
        if (session.scalar(held) or 0) >= MAX_TOKENS:
            raise FieldError("token_name", TOO_MANY)
        session.add(
            ApiTokenRow(
                id=uuid4().hex,
                hash=hash_token(token),
                account=account.id,
                name=known,
                created_at=now,
                expires_at=ends,
            )
        )
        add_event(session, actor, EventKind.TOKEN_MADE, known, {"ends": f"{ends:%Y-%m-%d}"})
    return token


def list_api_tokens(database: AccountsDatabase, account: Account, now: datetime) -> tuple[ApiToken, ...]:
    """Somebody's tokens that have not ended, oldest first."""
    wanted = (
        select(ApiTokenRow)
        .where(ApiTokenRow.account == account.id, ApiTokenRow.expires_at > now)
        .order_by(ApiTokenRow.created_at, ApiTokenRow.id)
    )
    with database.read() as session:
        return tuple(
            ApiToken(id=each.id, name=each.name, created_at=each.created_at, expires_at=each.expires_at)
            for each in session.scalars(wanted)
        )


def end_api_token(database: AccountsDatabase, actor: Actor, account: Account, key: str) -> None:
    """End one of somebody's own tokens. Raises NotFoundError."""
    with database.write() as session:
        row = session.scalar(select(ApiTokenRow).where(ApiTokenRow.id == key, ApiTokenRow.account == account.id))
        if row is None:
            raise NotFoundError("You have no such token. It may have ended already.")
        session.delete(row)
        add_event(session, actor, EventKind.TOKEN_ENDED, row.name)


def find_token_holder(database: AccountsDatabase, token: str, now: datetime) -> TokenHolder | None:
    """Whoever made a token, unless it has ended or they were shut out."""
    wanted = (
        select(ApiTokenRow.name, AccountRow)
        .join(AccountRow, AccountRow.id == ApiTokenRow.account)
        .where(ApiTokenRow.hash == hash_token(token), ApiTokenRow.expires_at > now, AccountRow.active)
    )
    with database.read() as session:
        found = session.execute(wanted).first()
        return TokenHolder(account=build_account(found[1]), token=found[0]) if found else None
