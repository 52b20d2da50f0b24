"""Board packs that people keep with their accounts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from maracdash.accounts.tables import Moment

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create the table of packs."""
    op.create_table(
        "saved_packs",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column(
            "account", sa.String(32), sa.ForeignKey("accounts.id", name="fk_saved_packs_account"), nullable=False
        ),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("name_key", sa.String(180), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("saved_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_packs"),
        sa.UniqueConstraint("account", "name_key", name="uq_saved_packs_account"),
    )
