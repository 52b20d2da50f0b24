"""Signing in, step by step: a password, a second factor; or the word of a provider or proxy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from maracdash.accounts.audit import Actor, EventKind, add_event
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.errors import WRONG, FieldError, LockedOutError, SignInError
from maracdash.accounts.invitations import own_words
from maracdash.accounts.lockouts import Lockable, check_lockouts, count_attempt, forget_failures, lockables
from maracdash.accounts.passwords import MAX_LENGTH, check_password, hash_password, verify_password
from maracdash.accounts.people import EMAIL, Account, build_account, end_all_api_tokens, end_sessions, find_row
from maracdash.accounts.places import Place
from maracdash.accounts.sessions import Stage, begin_session
from maracdash.accounts.tables import AccountRow

NOT_KNOWN = "You have proved who you are, but you are not among the people here. Ask your administrator to add you."
WRONG_CURRENT = "This is not your present password."


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Somebody as a provider of OpenID Connect names them. `email` is empty unless it was verified."""

    issuer: str
    subject: str
    email: str = ""


def sign_in(
    database: AccountsDatabase, email: str, password: str, place: Place, *, second_factor: bool
) -> tuple[str, Stage]:
    """Check a password and begin a session; its token, and what is still to be done. Raises SignInError.

    An account that is not there costs the same work and gets the same answer.
    """
    keys = lockables(email, place.address)
    account, kept = _begin_attempt(database, keys, email, place)
    if not verify_password(kept, password[: MAX_LENGTH + 1]):
        _note_failure(database, email, place)
        raise SignInError(WRONG)
    with database.write() as session:
        row = find_row(session, account)
        stage = Stage.CODE if row.totp_sealed else Stage.SETUP if second_factor else Stage.FULL
        forget_failures(session, keys)
        if stage is Stage.FULL:
            note_success(session, row, place, "password")
        return begin_session(session, row.id, stage, place), stage


def sign_in_identity(database: AccountsDatabase, identity: Identity, place: Place) -> str:
    """Begin a session for somebody whom a provider has named; the token. Raises SignInError for strangers.

    The first time they are known by a verified address, and from then on by the provider's own name for them.
    """
    with database.write() as session:
        row = _find_identity(session, identity)
        if row is not None:
            note_success(session, row, place, "OpenID Connect")
            return begin_session(session, row.id, Stage.FULL, place)
    _note_failure(database, identity.email, place, "OpenID Connect")
    raise SignInError(NOT_KNOWN)


def find_active(database: AccountsDatabase, email: str) -> Account | None:
    """Somebody whom a trusted proxy names, if they are among the people here and may sign in."""
    with database.read() as session:
        row = _find_by_email(session, email)
        return build_account(row) if row else None


def change_password(
    database: AccountsDatabase, account: Account, current: str, new: str, place: Place, *, deployment: str = ""
) -> str:
    """Change one's own password; every session and API token ends, and a new session begins.

    Raises FieldError, LockedOutError.
    """
    confirm_password(database, account, current, place)
    check_password(new, own_words(account, deployment), "new")
    hashed = hash_password(new)
    with database.write() as session:
        row = find_row(session, account.id)
        row.password = hashed
        end_sessions(session, row.id)
        add_event(session, actor_at(row, place), EventKind.PASSWORD_CHANGED)
        end_all_api_tokens(session, actor_at(row, place), row, EventKind.PASSWORD_CHANGED)
        return begin_session(session, row.id, Stage.FULL, place)


def confirm_password(database: AccountsDatabase, account: Account, password: str, place: Place) -> None:
    """Ask for the password again before something that matters. Raises FieldError, LockedOutError."""
    keys = lockables(account.email, place.address)
    _, kept = _begin_attempt(database, keys, account.email, place)
    if not verify_password(kept, password[: MAX_LENGTH + 1]):
        _note_failure(database, account.email, place)
        raise FieldError("current", WRONG_CURRENT)
    with database.write() as session:
        forget_failures(session, keys)


def note_forgery(database: AccountsDatabase, place: Place) -> None:
    """Add to the audit that somebody claimed to be the proxy; no more often than an address may fail to sign in."""
    _, address = lockables("", place.address)
    try:
        with database.write() as session:
            count_attempt(session, [address], place.now)
            add_event(session, _stranger(place), EventKind.REFUSED, details={"by": "proxy header from elsewhere"})
    except LockedOutError:
        return


def note_success(session: Session, row: AccountRow, place: Place, method: str) -> None:
    """Add to the audit that somebody has signed in, and how."""
    add_event(session, actor_at(row, place), EventKind.SIGNED_IN, details={"by": method})


def actor_at(row: AccountRow, place: Place) -> Actor:
    """Somebody at a browser, for the audit."""
    return Actor(person=row.id, who=row.email, address=place.address)


def _begin_attempt(
    database: AccountsDatabase, keys: Sequence[Lockable], email: str, place: Place
) -> tuple[str, str | None]:
    """Count an attempt, and find the account and the password it is kept under, if there is any."""
    check_lockouts(database, keys, place.now)
    with database.write() as session:
        if count_attempt(session, keys, place.now):
            add_event(session, _stranger(place), EventKind.LOCKED_OUT, _shown(email))
        wanted = select(AccountRow.id, AccountRow.password).where(_is_active(email))
        found = session.execute(wanted).first()
        return (found.id, found.password) if found else ("", None)


def _note_failure(database: AccountsDatabase, email: str, place: Place, method: str = "password") -> None:
    with database.write() as session:
        add_event(session, _stranger(place), EventKind.SIGN_IN_FAILED, _shown(email), {"by": method})


def _find_by_email(session: Session, email: str) -> AccountRow | None:
    return session.scalar(select(AccountRow).where(_is_active(email)))


def _is_active(email: str) -> ColumnElement[bool]:
    return (AccountRow.email == email.strip().casefold()) & AccountRow.active


def _find_identity(session: Session, identity: Identity) -> AccountRow | None:
    same = (AccountRow.issuer == identity.issuer) & (AccountRow.subject == identity.subject)
    known = session.scalar(select(AccountRow).where(same))
    if known is not None:
        return known if known.active else None
    row = _find_by_email(session, identity.email) if identity.email else None
    if row is None or row.subject is not None:
        return None
    row.issuer, row.subject = identity.issuer, identity.subject
    return row


def _stranger(place: Place) -> Actor:
    return Actor(person="", who="", address=place.address)


def _shown(email: str) -> str:
    """The text typed for an address, unless it looks like something else: people type passwords there."""
    text = email.strip().casefold()
    return text if EMAIL.fullmatch(text) else ""
