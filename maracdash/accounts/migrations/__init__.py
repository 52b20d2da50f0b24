"""Schema of the accounts, step by step, as alembic runs it."""
