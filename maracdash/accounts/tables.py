"""Tables of the accounts. A token is kept as its hash alone: who reads the database cannot sign in with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

SCHEMA_REVISION = "0007"
"""Revision of the migrations that makes these tables: a database at it needs none."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A moment in microseconds since 1970: the same in every database, time zones or not."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return None if value is None else (value - EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else EPOCH + timedelta(microseconds=value)


class Base(DeclarativeBase):
    """All tables."""

    metadata = MetaData(naming_convention=NAMING)


class AccountRow(Base):
    """Somebody who may sign in. `totp_step` is that of the last code taken: none is taken twice.

    `totp_sealed` is the secret of the second factor, encrypted.
    """

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("issuer", "subject", name="uq_accounts_issuer"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    role: Mapped[str] = mapped_column(String(20))
    everywhere: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    password: Mapped[str | None] = mapped_column(String(200))
    totp_step: Mapped[int | None] = mapped_column(BigInteger)
    issuer: Mapped[str | None] = mapped_column(String(300))
    subject: Mapped[str | None] = mapped_column(String(255))
    created_at: Mapped[datetime] = mapped_column(Moment)
    totp_sealed: Mapped[str | None] = mapped_column(String(200))
    areas: Mapped[list[AreaRow]] = relationship(cascade="all, delete-orphan", lazy="selectin")


class AreaRow(Base):
    """An area of somebody's: the code of a force, with its Maracs, or of a Marac."""

    __tablename__ = "account_areas"

    account: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    area: Mapped[str] = mapped_column(String(40), primary_key=True)


class RecoveryCodeRow(Base):
    """A code for once, for somebody whose telephone is lost."""

    __tablename__ = "recovery_codes"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)


class SessionRow(Base):
    """A browser where somebody signed in, or is about to. `sealed` is the secret of a second factor being set up."""

    __tablename__ = "sessions"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    stage: Mapped[str] = mapped_column(String(20))
    began_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    browser: Mapped[str] = mapped_column(String(60), server_default=text("''"))
    sealed: Mapped[str | None] = mapped_column(String(200))


class InvitationRow(Base):
    """A link by which somebody chooses a password, once."""

    __tablename__ = "invitations"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(Moment)


class ApiTokenRow(Base):
    """A token with which somebody's scripts read until it ends."""

    __tablename__ = "api_tokens"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)


class SavedGroupRow(Base):
    """A group of Maracs and forces that somebody keeps. `name_key` is the name as compared, `members` their codes."""

    __tablename__ = "saved_groups"
    __table_args__ = (UniqueConstraint("account", "name_key", name="uq_saved_groups_account"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    name: Mapped[str] = mapped_column(String(40))
    name_key: Mapped[str] = mapped_column(String(120))
    members: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(Moment)


class SavedPackRow(Base):
    """A board pack that somebody keeps. `name_key` is the name as compared, `query` what is chosen on its page."""

    __tablename__ = "saved_packs"
    __table_args__ = (UniqueConstraint("account", "name_key", name="uq_saved_packs_account"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    name: Mapped[str] = mapped_column(String(60))
    name_key: Mapped[str] = mapped_column(String(180))
    query: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(Moment)


class AttemptRow(Base):
    """Failures of one account's name, known or not, or of one network address."""

    __tablename__ = "attempts"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(Integer)
    since: Mapped[datetime] = mapped_column(Moment, index=True)
    locked_until: Mapped[datetime | None] = mapped_column(Moment)


class OldestReaderRow(Base):
    """The oldest revision whose program can read and write this schema: one row, which a migration sets."""

    __tablename__ = "oldest_readers"

    revision: Mapped[str] = mapped_column(String(32), primary_key=True)


class EventRow(Base):
    """An event of the audit. `hash` covers everything in it and the hash of the event before."""

    __tablename__ = "events"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    kind: Mapped[str] = mapped_column(String(40), index=True)
    person: Mapped[str] = mapped_column(String(32), index=True)
    who: Mapped[str] = mapped_column(String(254))
    address: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(254))
    details: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(String(64), unique=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
