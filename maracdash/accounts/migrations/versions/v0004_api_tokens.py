"""API tokens: names, owners, and when they end; the tokens themselves as hashes alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from maracdash.accounts.tables import Moment

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the table of tokens."""
    op.create_table(
        "api_tokens",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("account", sa.String(32), sa.ForeignKey("accounts.id", name="fk_api_tokens_account"), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_api_tokens"),
        sa.UniqueConstraint("hash", name="uq_api_tokens_hash"),
    )
    op.create_index("ix_api_tokens_account", "api_tokens", ["account"])
