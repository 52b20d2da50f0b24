"""Groups that people keep with their accounts: each one's own, and out of everybody else's reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from maracdash.accounts.audit import Actor, EventKind, add_event
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.errors import FieldError
from maracdash.accounts.tables import AccountRow, SavedGroupRow
from maracdash.model.errors import NotFoundError
from maracdash.model.groups import NAME_END, GroupChoice, find_name_problem, parse_group, tidy_name

MAX_GROUPS = 30
NAME_FIELD = "name"
TOO_MANY = (
    f"You have {MAX_GROUPS} saved groups, which is as many as an account keeps. Delete one that you no longer need."
)
TAKEN = "You have a group called “{name}” already. Choose another name, or rename or delete that one."
NONE_SUCH = "You have no such group. It may have been deleted already."


@dataclass(frozen=True, kw_only=True)
class SavedGroup:
    """A group as its owner finds it again."""

    id: str
    group: GroupChoice
    saved_at: datetime


def list_saved_groups(database: AccountsDatabase, person: str) -> tuple[SavedGroup, ...]:
    """Groups of somebody, by name. Raises StorageError."""
    wanted = select(SavedGroupRow).where(SavedGroupRow.account == person).order_by(SavedGroupRow.name_key)
    with database.read() as session:
        return tuple(_build(row) for row in session.scalars(wanted))


def save_group(database: AccountsDatabase, actor: Actor, person: str, group: GroupChoice, now: datetime) -> None:
    """Keep a group. Raises FieldError for a name that cannot be taken, and for one group too many."""
    with database.write() as session:
        _lock(session, person)
        held = select(func.count()).select_from(SavedGroupRow).where(SavedGroupRow.account == person)
        if (session.scalar(held) or 0) >= MAX_GROUPS:
            raise FieldError(NAME_FIELD, TOO_MANY)
        name = _check_name(session, person, group.name)
        packed = GroupChoice(name=name, members=group.members).packed.rpartition(NAME_END)[2]
        session.add(
            SavedGroupRow(id=uuid4().hex, account=person, name=name, name_key=_key(name), members=packed, saved_at=now)
        )
        add_event(session, actor, EventKind.GROUP_SAVED, name, {"members": str(len(group.members))})


def rename_group(database: AccountsDatabase, actor: Actor, person: str, key: str, text: str) -> None:
    """Give one of somebody's own groups another name. Raises FieldError and NotFoundError."""
    with database.write() as session:
        _lock(session, person)
        row = _find(session, person, key)
        name = _check_name(session, person, text, but=key)
        before, row.name, row.name_key = row.name, name, _key(name)
        add_event(session, actor, EventKind.GROUP_RENAMED, name, {"before": before})


def delete_group(database: AccountsDatabase, actor: Actor, person: str, key: str) -> None:
    """Delete one of somebody's own groups. Raises NotFoundError."""
    with database.write() as session:
        row = _find(session, person, key)
        session.delete(row)
        add_event(session, actor, EventKind.GROUP_DELETED, row.name)


def _lock(session: Session, person: str) -> None:
    """Let nobody else write groups of this person meanwhile, or two could pass the limit together."""
    session.execute(select(AccountRow.id).where(AccountRow.id == person).with_for_update())


def _find(session: Session, person: str, key: str) -> SavedGroupRow:
    row = session.scalar(select(SavedGroupRow).where(SavedGroupRow.id == key, SavedGroupRow.account == person))
    if row is None:
        raise NotFoundError(NONE_SUCH)
    return row


def _check_name(session: Session, person: str, text: str, but: str = "") -> str:
    name = tidy_name(text)
    if problem := find_name_problem(name):
        raise FieldError(NAME_FIELD, problem)
    same = (SavedGroupRow.account == person) & (SavedGroupRow.name_key == _key(name)) & (SavedGroupRow.id != but)
    if session.scalar(select(SavedGroupRow.id).where(same)):
        raise FieldError(NAME_FIELD, TAKEN.format(name=name))
    return name


def _key(name: str) -> str:
    return name.casefold()


def _build(row: SavedGroupRow) -> SavedGroup:
    return SavedGroup(id=row.id, group=parse_group(f"{row.name}{NAME_END}{row.members}"), saved_at=row.saved_at)
