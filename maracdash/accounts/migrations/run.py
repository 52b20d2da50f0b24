"""Runs the steps that a database of accounts lacks. Alembic is large: this is loaded only where there are any."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from maracdash.model.errors import NewerFormatError

FOLDER = Path(__file__).parent
NEWER = "The accounts were written by a newer version of maracdash. Install that version or a later one."


def run_migrations(connection: Connection) -> None:
    """Bring the schema to the newest revision; the caller commits. Raises NewerFormatError for one it does not know."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise NewerFormatError(NEWER) from error
