"""Accounts, sessions, invitations, attempts and events; an event can be added and nothing else."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from maracdash.accounts.tables import Moment

revision = "0001"
down_revision = None
REFUSED = "an event of the audit is never changed or removed"


def upgrade() -> None:
    """Create everything."""
    _create_people()
    _create_signing_in()
    _create_events()
    _guard_events()


def _create_people() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("everywhere", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("password", sa.String(200)),
        sa.Column("totp_secret", sa.String(64)),
        sa.Column("totp_step", sa.BigInteger()),
        sa.Column("issuer", sa.String(300)),
        sa.Column("subject", sa.String(255)),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("email", name="uq_accounts_email"),
        sa.UniqueConstraint("issuer", "subject", name="uq_accounts_issuer"),
    )
    op.create_table(
        "account_areas",
        sa.Column("account", sa.String(32), sa.ForeignKey("accounts.id", name="fk_account_areas_account")),
        sa.Column("area", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("account", "area", name="pk_account_areas"),
    )
    op.create_table("recovery_codes", *_token_columns("recovery_codes"))
    op.create_index("ix_recovery_codes_account", "recovery_codes", ["account"])


def _create_signing_in() -> None:
    op.create_table(
        "sessions",
        *_token_columns("sessions"),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("began_at", Moment(), nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
        sa.Column("secret", sa.String(64)),
    )
    op.create_index("ix_sessions_account", "sessions", ["account"])
    op.create_table("invitations", *_token_columns("invitations"), sa.Column("expires_at", Moment(), nullable=False))
    op.create_index("ix_invitations_account", "invitations", ["account"])
    op.create_table(
        "attempts",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("locked_until", Moment()),
        sa.PrimaryKeyConstraint("key", name="pk_attempts"),
    )
    op.create_index("ix_attempts_since", "attempts", ["since"])


def _token_columns(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    account = sa.ForeignKey("accounts.id", name=f"fk_{table}_account")
    return (
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("account", sa.String(32), account, nullable=False),
        sa.PrimaryKeyConstraint("hash", name=f"pk_{table}"),
    )


def _create_events() -> None:
    op.create_table(
        "events",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("who", sa.String(254), nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(254), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_events"),
        sa.UniqueConstraint("previous", name="uq_events_previous"),
        sa.UniqueConstraint("hash", name="uq_events_hash"),
    )
    for each in ("at", "kind", "person"):
        op.create_index(f"ix_events_{each}", "events", [each])


def _guard_events() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER events_refuse_{what.lower()} BEFORE {what} ON events "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
            )
    elif op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION events_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER events_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON events "
            "FOR EACH STATEMENT EXECUTE FUNCTION events_refuse()"
        )
