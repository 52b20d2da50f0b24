"""Runs the steps that a database of accounts lacks. Alembic is large: this is loaded only where there are any."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from maracdash.model.errors import NewerFormatError

FOLDER = Path(__file__).parent
NEWER = "The accounts were written by a newer version of maracdash. Install that version or a later one."


def run_migrations(connection: Connection, key: Callable[[], bytes]) -> None:
    """Bring the schema to the newest revision; the caller commits. `key` gets the one that secrets are sealed by.

    Raises NewerFormatError for a revision it does not know.
    """
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes.update(connection=connection, key=key)
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise NewerFormatError(NEWER) from error
