"""Groups of one's own that people keep with their accounts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from maracdash.accounts.tables import Moment

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the table of groups."""
    op.create_table(
        "saved_groups",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column(
            "account", sa.String(32), sa.ForeignKey("accounts.id", name="fk_saved_groups_account"), nullable=False
        ),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("name_key", sa.String(120), nullable=False),
        sa.Column("members", sa.Text(), nullable=False),
        sa.Column("saved_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_groups"),
        sa.UniqueConstraint("account", "name_key", name="uq_saved_groups_account"),
    )
