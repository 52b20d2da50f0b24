"""Runs the steps on the connection it is given: alembic calls this file by its name."""

from alembic import context

from maracdash.accounts.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
