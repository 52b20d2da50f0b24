"""Second factors are sealed. Those that were being set up are forgotten: whoever was at it begins again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import context, op

from maracdash.accounts.sealed_secrets import seal_secret

revision = "0003"
down_revision = "0002"
LENGTH = 200


def upgrade() -> None:
    """Seal what lies open; the key is asked for only where there is something to seal."""
    op.add_column("accounts", sa.Column("totp_sealed", sa.String(LENGTH)))
    accounts = sa.table("accounts", sa.column("id"), sa.column("totp_secret"), sa.column("totp_sealed"))
    connection = op.get_bind()
    wanted = sa.select(accounts.c.id, accounts.c.totp_secret).where(accounts.c.totp_secret.is_not(None))
    found = connection.execute(wanted).all()
    key = context.config.attributes["key"]() if found else b""
    for each in found:
        sealed = seal_secret(key, each.id, each.totp_secret)
        connection.execute(sa.update(accounts).where(accounts.c.id == each.id).values(totp_sealed=sealed))
    op.drop_column("accounts", "totp_secret")
    op.drop_column("sessions", "secret")
    op.add_column("sessions", sa.Column("sealed", sa.String(LENGTH)))
