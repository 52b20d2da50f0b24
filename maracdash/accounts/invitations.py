"""Invitations: a link for once, by which somebody chooses their password. It serves for a forgotten one too."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from maracdash.accounts.audit import Actor, EventKind, add_event
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.errors import LINK_ENDED, SignInError
from maracdash.accounts.passwords import check_password, hash_password
from maracdash.accounts.people import Account, build_account, end_all_api_tokens, end_sessions, find_row
from maracdash.accounts.tables import AccountRow, InvitationRow
from maracdash.accounts.tokens import create_token, hash_token
from maracdash.model.errors import MaracdashError

LASTS = timedelta(days=3)


def invite(database: AccountsDatabase, actor: Actor, key: str, now: datetime) -> str:
    """Make a link's token for somebody; the one before is worth nothing. Raises NotFoundError, MaracdashError."""
    token = create_token()
    with database.write() as session:
        row = find_row(session, key)
        if not row.active:
            raise MaracdashError(f"{row.email} is deactivated. Activate the account first.")
        session.execute(delete(InvitationRow).where(InvitationRow.account == row.id))
        session.add(InvitationRow(hash=hash_token(token), account=row.id, expires_at=now + LASTS))
        add_event(session, actor, EventKind.INVITED, row.email)
    return token


def find_invited(database: AccountsDatabase, token: str, now: datetime) -> Account:
    """Whoever a link is for. Raises SignInError for one that was used or is too old."""
    with database.read() as session:
        return build_account(_find_row(session, token, now))


def accept(
    database: AccountsDatabase, token: str, password: str, now: datetime, *, address: str = "", deployment: str = ""
) -> Account:
    """Set the password, and end the link, every session and every API token. Raises SignInError, FieldError.

    The password must not be made of the deployment's name either.
    """
    account = find_invited(database, token, now)
    check_password(password, own_words(account, deployment))
    hashed = hash_password(password)
    with database.write() as session:
        row = _find_row(session, token, now)
        session.execute(delete(InvitationRow).where(InvitationRow.account == row.id))
        row.password = hashed
        end_sessions(session, row.id)
        actor = Actor(person=row.id, who=row.email, address=address)
        add_event(session, actor, EventKind.INVITATION_ACCEPTED)
        end_all_api_tokens(session, actor, row, EventKind.INVITATION_ACCEPTED)
        return build_account(row)


def own_words(account: Account, deployment: str) -> tuple[str, ...]:
    """Names and addresses that somebody's password must not be made of."""
    return (account.email, account.name, deployment)


def _find_row(session: Session, token: str, now: datetime) -> AccountRow:
    wanted = (
        select(AccountRow)
        .join(InvitationRow, InvitationRow.account == AccountRow.id)
        .where(InvitationRow.hash == hash_token(token), InvitationRow.expires_at > now, AccountRow.active)
    )
    row = session.scalar(wanted)
    if row is None:
        raise SignInError(LINK_ENDED)
    return row
