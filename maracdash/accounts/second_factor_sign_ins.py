"""The second step of signing in: a code, a recovery code, or setting up what makes codes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from maracdash.accounts.audit import EventKind, add_event
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.errors import KEY_CHANGED, WRONG_CODE, FieldError, SignInError
from maracdash.accounts.lockouts import check_lockouts, code_lockable, count_attempt, forget_failures
from maracdash.accounts.people import end_all_api_tokens, end_sessions
from maracdash.accounts.places import Place
from maracdash.accounts.sealed_secrets import SealBrokenError, open_secret, seal_secret
from maracdash.accounts.second_factors import (
    create_secret,
    find_step,
    replace_recovery_codes,
    take_code,
    take_recovery_code,
)
from maracdash.accounts.sessions import Stage, begin_session, ends_at
from maracdash.accounts.sign_ins import actor_at, note_success
from maracdash.accounts.tables import AccountRow, SessionRow
from maracdash.accounts.tokens import hash_token

NO_SESSION = "Signing in took too long. Start again."


@dataclass(frozen=True, kw_only=True)
class SetUp:
    """A second factor that is set up: the browser's new token, and recovery codes to show once."""

    token: str
    recovery_codes: tuple[str, ...]


def enter_code(database: AccountsDatabase, code: str, place: Place, *, recovery: bool = False) -> str:
    """Finish signing in with a code; the new token. Raises FieldError, LockedOutError, SignInError, StorageError."""
    account = _count(database, place, Stage.CODE)
    problem = WRONG_CODE
    with database.write() as session:
        row = _signing_in(session, place, Stage.CODE)
        try:
            taken = _take(database, session, row, code, place, recovery=recovery)
        except SealBrokenError:
            taken, problem = False, KEY_CHANGED
        if taken:
            forget_failures(session, [code_lockable(account)])
            note_success(session, row, place, "password and code")
            return begin_session(session, row.id, Stage.FULL, place)
        said = {"by": "code", **({"because": "the key was changed"} if problem is KEY_CHANGED else {})}
        add_event(session, actor_at(row, place), EventKind.SIGN_IN_FAILED, row.email, said)
    raise FieldError("code", problem)


def begin_setup(database: AccountsDatabase, place: Place) -> str:
    """A secret for the app to share, the same until it is confirmed. Raises SignInError, StorageError."""
    key = database.key()
    with database.write() as session:
        row = _session_row(session, place)
        if row.stage == Stage.CODE.value:
            raise SignInError(NO_SESSION)
        secret = _secret_being_set_up(row, key) or create_secret()
        row.sealed = seal_secret(key, row.account, secret)
        return secret


def confirm_setup(database: AccountsDatabase, code: str, place: Place) -> SetUp:
    """Set up the second factor if the app shows the right code; other sessions and all API tokens end.

    Raises FieldError, SignInError, StorageError.
    """
    key = database.key()
    with database.write() as session:
        held = _session_row(session, place)
        row = session.get_one(AccountRow, held.account)
        secret = _secret_being_set_up(held, key)
        step = find_step(secret, code, place.now) if secret else None
        if step is None or held.stage == Stage.CODE.value:
            raise FieldError("code", WRONG_CODE)
        row.totp_sealed, row.totp_step = held.sealed, step
        add_event(session, actor_at(row, place), EventKind.SECOND_FACTOR_SET)
        if held.stage == Stage.SETUP.value:
            note_success(session, row, place, "password and code")
        codes = replace_recovery_codes(session, row.id)
        end_sessions(session, row.id)
        end_all_api_tokens(session, actor_at(row, place), row, EventKind.SECOND_FACTOR_SET)
        return SetUp(token=begin_session(session, row.id, Stage.FULL, place), recovery_codes=codes)


def _take(
    database: AccountsDatabase, session: Session, row: AccountRow, code: str, place: Place, *, recovery: bool
) -> bool:
    if not recovery:
        return take_code(row, code, place.now, database.key())
    taken = take_recovery_code(session, row.id, code)
    if taken:
        add_event(session, actor_at(row, place), EventKind.RECOVERY_CODE_USED)
    return taken


def count_unreadable(database: AccountsDatabase, key: bytes | None) -> int:
    """Count the people whose codes cannot be checked by a key, or by none. Raises StorageError."""
    with database.read() as session:
        held = session.execute(
            select(AccountRow.id, AccountRow.totp_sealed).where(AccountRow.active, AccountRow.totp_sealed.is_not(None))
        )
        return sum(not _opens(key, owner, sealed or "") for owner, sealed in held)


def _opens(key: bytes | None, owner: str, sealed: str) -> bool:
    try:
        return key is not None and bool(open_secret(key, owner, sealed))
    except SealBrokenError:
        return False


def _secret_being_set_up(row: SessionRow, key: bytes) -> str:
    """The secret that was shown; none where none was, or where the key was changed meanwhile."""
    try:
        return open_secret(key, row.account, row.sealed) if row.sealed else ""
    except SealBrokenError:
        return ""


def _count(database: AccountsDatabase, place: Place, stage: Stage) -> str:
    with database.read() as session:
        account = _signing_in(session, place, stage).id
    keys = [code_lockable(account)]
    check_lockouts(database, keys, place.now)
    with database.write() as session:
        if count_attempt(session, keys, place.now):
            row = _signing_in(session, place, stage)
            add_event(session, actor_at(row, place), EventKind.LOCKED_OUT, row.email)
    return account


def _signing_in(session: Session, place: Place, stage: Stage) -> AccountRow:
    row = _session_row(session, place)
    if row.stage != stage.value:
        raise SignInError(NO_SESSION)
    return session.get_one(AccountRow, row.account)


def _session_row(session: Session, place: Place) -> SessionRow:
    wanted = (
        select(SessionRow)
        .join(AccountRow, AccountRow.id == SessionRow.account)
        .where(SessionRow.hash == hash_token(place.token), AccountRow.active)
    )
    row = session.scalar(wanted)
    if row is None or place.now >= ends_at(row):
        raise SignInError(NO_SESSION)
    return row
