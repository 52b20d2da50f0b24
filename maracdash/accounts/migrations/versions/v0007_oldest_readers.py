"""Versions that can go on with a newer schema: an old one serves until the new is ready, and after a way back.

A later step that only adds what its elders can leave out keeps the row as it is; any other sets it to its own revision.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create the table and its one row: whoever is older than this never looks into it."""
    table = op.create_table(
        "oldest_readers",
        sa.Column("revision", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("revision", name="pk_oldest_readers"),
    )
    op.bulk_insert(table, [{"revision": revision}])
