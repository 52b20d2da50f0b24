"""Board packs that people keep with their accounts: each one's own, and out of everybody else's reach."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from maracdash.accounts.audit import Actor, EventKind, add_event
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.errors import FieldError
from maracdash.accounts.tables import AccountRow, SavedPackRow
from maracdash.model.board_packs import PackRequest
from maracdash.model.errors import NotFoundError

MAX_PACKS = 30
MAX_NAME_LENGTH = 60
NAME_FIELD = "name"
TOO_MANY = (
    f"You have {MAX_PACKS} saved packs, which is as many as an account keeps. Delete one that you no longer need."
)
NO_NAME = "Give the pack a name, such as “Quarterly board”."
WRONG_NAME = f"A pack is called by at most {MAX_NAME_LENGTH} letters that can be seen. Choose another name."
EMPTY = "Nothing is in the pack yet. Tick a dashboard or an indicator before you save it."
NONE_SUCH = "You have no such pack. It may have been deleted already."


@dataclass(frozen=True, kw_only=True)
class SavedPack:
    """A pack as its owner finds it again: `query` chooses area and items, of whichever quarter is newest."""

    id: str
    name: str
    query: str
    saved_at: datetime


def list_saved_packs(database: AccountsDatabase, person: str) -> tuple[SavedPack, ...]:
    """Packs of somebody, by name. Raises StorageError."""
    wanted = select(SavedPackRow).where(SavedPackRow.account == person).order_by(SavedPackRow.name_key)
    with database.read() as session:
        return tuple(
            SavedPack(id=row.id, name=row.name, query=row.query, saved_at=row.saved_at)
            for row in session.scalars(wanted)
        )


def save_pack(
    database: AccountsDatabase, actor: Actor, person: str, name: str, pack: PackRequest, now: datetime
) -> None:
    """Keep a pack; one of the same name is replaced. Raises FieldError for a name that cannot be taken, for an empty
    pack, and for one too many."""
    name = _check_name(name)
    if not pack.items:
        raise FieldError(NAME_FIELD, EMPTY)
    with database.write() as session:
        session.execute(select(AccountRow.id).where(AccountRow.id == person).with_for_update())
        row = session.scalar(_own(person).where(SavedPackRow.name_key == name.casefold())) or _add_row(session, person)
        row.name, row.name_key, row.saved_at = name, name.casefold(), now
        row.query = replace(pack, held_on=None).query_of_any_quarter()
        add_event(session, actor, EventKind.PACK_SAVED, name, {"items": str(len(pack.items))})


def delete_pack(database: AccountsDatabase, actor: Actor, person: str, key: str) -> None:
    """Delete one of somebody's own packs. Raises NotFoundError."""
    with database.write() as session:
        row = session.scalar(_own(person).where(SavedPackRow.id == key))
        if row is None:
            raise NotFoundError(NONE_SUCH)
        session.delete(row)
        add_event(session, actor, EventKind.PACK_DELETED, row.name)


def _own(person: str) -> Select[SavedPackRow]:
    return select(SavedPackRow).where(SavedPackRow.account == person)


def _add_row(session: Session, person: str) -> SavedPackRow:
    held = select(func.count()).select_from(SavedPackRow).where(SavedPackRow.account == person)
    if (session.scalar(held) or 0) >= MAX_PACKS:
        raise FieldError(NAME_FIELD, TOO_MANY)
    row = SavedPackRow(id=uuid4().hex, account=person)
    session.add(row)
    return row


def _check_name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise FieldError(NAME_FIELD, NO_NAME)
    if len(name) > MAX_NAME_LENGTH or not name.isprintable():
        raise FieldError(NAME_FIELD, WRONG_NAME)
    return name
