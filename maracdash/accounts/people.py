"""People who may sign in: added, given a role and areas, deactivated. Each change is in the audit or did not happen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from maracdash.accounts.audit import Actor, EventKind, add_event
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.errors import FieldError
from maracdash.accounts.tables import AccountRow, ApiTokenRow, AreaRow, InvitationRow, RecoveryCodeRow, SessionRow
from maracdash.model.errors import MaracdashError, NotFoundError
from maracdash.model.people import Person, Role

EMAIL = re.compile(r"[^@\s<>\"',;]{1,64}@[^@\s<>\"',;.]+(\.[^@\s<>\"',;.]+)+")
MAX_EMAIL_LENGTH, MAX_NAME_LENGTH = 254, 100
GIVEN_ROLES = (Role.READER, Role.SUBMITTER, Role.ADMINISTRATOR)
LAST_ADMINISTRATOR = "This is the last administrator. Make somebody else an administrator first."


@dataclass(frozen=True, kw_only=True)
class Access:
    """Access that somebody has: a role, and the areas it is for."""

    role: Role
    areas: frozenset[str] = frozenset()
    everywhere: bool = False


@dataclass(frozen=True, kw_only=True)
class Account:
    """Somebody who may sign in, as administrators see them."""

    id: str
    email: str
    name: str
    access: Access
    active: bool
    has_password: bool
    has_second_factor: bool
    created_at: datetime

    @property
    def person(self) -> Person:
        """The person as everything else knows them."""
        return Person(
            id=self.id,
            name=self.name,
            role=self.access.role,
            areas=self.access.areas,
            everywhere=self.access.everywhere,
        )


def add_person(database: AccountsDatabase, actor: Actor, email: str, name: str, access: Access) -> Account:
    """Add somebody, who cannot sign in before they are invited or known to a provider. Raises FieldError."""
    with database.write() as session:
        address = read_email(email)
        if session.scalar(select(AccountRow.id).where(AccountRow.email == address)):
            raise FieldError("email", f"{address} is already among the people here.")
        row = AccountRow(
            id=uuid4().hex, email=address, name=_read_name(name), active=True, created_at=datetime.now(UTC), role=""
        )
        _set_access(row, access)
        session.add(row)
        session.flush()
        add_event(session, actor, EventKind.PERSON_ADDED, address, describe_access(access))
        return build_account(row)


def list_people(database: AccountsDatabase) -> tuple[Account, ...]:
    """Everybody, by name."""
    with database.read() as session:
        found = [build_account(each) for each in session.scalars(select(AccountRow))]
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.email)))


def find_account(database: AccountsDatabase, key: str) -> Account:
    """Somebody by id or e-mail address. Raises NotFoundError."""
    with database.read() as session:
        return build_account(find_row(session, key))


def change_access(database: AccountsDatabase, actor: Actor, key: str, access: Access) -> None:
    """Give somebody another role and other areas; sessions end. Raises MaracdashError for the last administrator."""
    with database.write() as session:
        row = find_row(session, key)
        if access.role is not Role.ADMINISTRATOR:
            _keep_an_administrator(session, row)
        if build_account(row).access == access:
            return
        _set_access(row, access)
        end_sessions(session, row.id)
        add_event(session, actor, EventKind.ROLE_CHANGED, row.email, describe_access(access))


def deactivate(database: AccountsDatabase, actor: Actor, key: str) -> None:
    """Shut somebody out: sessions, API tokens and invitations end. Raises MaracdashError for the last administrator."""
    with database.write() as session:
        row = find_row(session, key)
        _keep_an_administrator(session, row)
        row.active = False
        end_sessions(session, row.id)
        session.execute(delete(InvitationRow).where(InvitationRow.account == row.id))
        add_event(session, actor, EventKind.DEACTIVATED, row.email)
        end_all_api_tokens(session, actor, row, EventKind.DEACTIVATED)


def activate(database: AccountsDatabase, actor: Actor, key: str) -> None:
    """Let somebody in again."""
    with database.write() as session:
        row = find_row(session, key)
        row.active = True
        add_event(session, actor, EventKind.ACTIVATED, row.email)


def reset_second_factor(database: AccountsDatabase, actor: Actor, key: str) -> None:
    """Forget somebody's second factor and recovery codes, to be set up anew; their sessions and API tokens end."""
    with database.write() as session:
        row = find_row(session, key)
        row.totp_sealed = row.totp_step = None
        session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.account == row.id))
        end_sessions(session, row.id)
        add_event(session, actor, EventKind.SECOND_FACTOR_RESET, row.email)
        end_all_api_tokens(session, actor, row, EventKind.SECOND_FACTOR_RESET)


def end_sessions(session: Session, account: str) -> None:
    """End every session of somebody."""
    session.execute(delete(SessionRow).where(SessionRow.account == account))


def end_all_api_tokens(session: Session, actor: Actor, owner: AccountRow, because: EventKind) -> None:
    """End every API token of somebody, each with an event: whoever took over a session may have made one."""
    held = select(ApiTokenRow).where(ApiTokenRow.account == owner.id).order_by(ApiTokenRow.created_at, ApiTokenRow.id)
    for row in session.scalars(held).all():
        session.delete(row)
        add_event(session, actor, EventKind.TOKEN_ENDED, row.name, {"of": owner.email, "because": because.value})


def find_row(session: Session, key: str) -> AccountRow:
    """The row of somebody, by id or e-mail address. Raises NotFoundError."""
    wanted = (AccountRow.id == key) | (AccountRow.email == key.strip().casefold())
    row = session.scalar(select(AccountRow).where(wanted))
    if row is None:
        raise NotFoundError(f"There is nobody here called {key[:80]}.")
    return row


def build_account(row: AccountRow) -> Account:
    """Somebody from their row."""
    areas = frozenset(each.area for each in row.areas)
    return Account(
        id=row.id,
        email=row.email,
        name=row.name,
        access=Access(role=Role(row.role), areas=areas, everywhere=row.everywhere),
        active=row.active,
        has_password=row.password is not None,
        has_second_factor=row.totp_sealed is not None,
        created_at=row.created_at,
    )


def read_email(text: str) -> str:
    """An e-mail address as it is kept. Raises FieldError."""
    address = text.strip().casefold()
    if len(address) > MAX_EMAIL_LENGTH or not EMAIL.fullmatch(address):
        raise FieldError("email", "This is not an e-mail address. Write one such as name@example.org.")
    return address


def describe_access(access: Access) -> dict[str, str]:
    """A role and areas as the audit has them."""
    return {"role": access.role.value, "areas": "all" if access.everywhere else ", ".join(sorted(access.areas))}


def _read_name(text: str) -> str:
    name = " ".join(text.split())[:MAX_NAME_LENGTH]
    if not name:
        raise FieldError("name", "Write the person's name: it stands beside what they send.")
    return name


def _set_access(row: AccountRow, access: Access) -> None:
    if access.role not in GIVEN_ROLES:
        raise FieldError("role", f"The role is one of {', '.join(GIVEN_ROLES)}.")
    row.role, row.everywhere = access.role.value, access.everywhere
    wanted = set() if access.everywhere else set(access.areas)
    row.areas = [
        *(each for each in row.areas if each.area in wanted),
        *(AreaRow(area=area) for area in _without(wanted, (each.area for each in row.areas))),
    ]


def _without(areas: set[str], held: Iterable[str]) -> list[str]:
    return sorted(areas - set(held))


def _keep_an_administrator(session: Session, row: AccountRow) -> None:
    """Refuse to lose the last one who can let anybody in."""
    others = (AccountRow.role == Role.ADMINISTRATOR.value) & AccountRow.active & (AccountRow.id != row.id)
    administers = row.role == Role.ADMINISTRATOR.value and row.active
    if administers and not session.scalar(select(func.count()).select_from(AccountRow).where(others)):
        raise MaracdashError(LAST_ADMINISTRATOR)
