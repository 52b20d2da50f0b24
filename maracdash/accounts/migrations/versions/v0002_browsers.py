"""The browser of a session, so that people know theirs apart."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Sessions of before have none: they end within half a day."""
    op.add_column("sessions", sa.Column("browser", sa.String(60), nullable=False, server_default=sa.text("''")))
