"""Checks of a server of PostgreSQL that holds the accounts: what is wrong with it, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import text

from maracdash.accounts.engines import connect
from maracdash.accounts.failures import say_what_failed

ENCODING = "UTF8"
STATE = """
SELECT
    current_setting('server_encoding') AS encoding,
    coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS encrypted,
    coalesce(NOT (inet_server_addr() <<= '127.0.0.0/8' OR inet_server_addr() <<= '::1'), false) AS remote,
    current_setting('is_superuser') = 'on' AS superuser,
    coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_create
"""


@dataclass(frozen=True, kw_only=True)
class ServerState:
    """State of a server as the program meets it: `remote` on another machine, `may_create` tables when upgraded."""

    encoding: str
    encrypted: bool
    remote: bool
    superuser: bool
    may_create: bool


def read_server_state(address: str) -> ServerState | None:
    """Read the state of the server at an address; None where it is not of PostgreSQL. Raises StorageError."""
    engine = connect(address)
    if engine.dialect.name != "postgresql":
        return None
    try:
        with say_what_failed(address), engine.connect() as connection:
            return ServerState(**connection.execute(text(STATE)).mappings().one())
    finally:
        engine.dispose()


def list_faults(state: ServerState) -> Iterator[str]:
    """List what must be mended."""
    if state.encoding != ENCODING:
        yield (
            f"The database of the accounts keeps text as {state.encoding}, which not every name can be written in. "
            "Create one with ENCODING 'UTF8', and restore a backup into it."
        )
    if state.remote and not state.encrypted:
        yield (
            "What goes to PostgreSQL goes over the network unencrypted, secrets of people too. Add "
            "?sslmode=verify-full&sslrootcert=FILE to MARACDASH_ACCOUNTS."
        )
    if not state.may_create:
        yield (
            "The user of MARACDASH_ACCOUNTS may create no table there, so a newer version cannot bring the accounts up "
            "to date. GRANT CREATE ON SCHEMA public to it, or make it the owner of the database."
        )


def list_risks(state: ServerState) -> Iterator[str]:
    """List what works and had better be otherwise."""
    if state.superuser:
        yield (
            "The user of MARACDASH_ACCOUNTS is a superuser of PostgreSQL. Give the dashboard a user of its own, which "
            "owns this database and nothing else."
        )
