"""Failures of the database of accounts: why is for whoever runs the program, and no part of any answer."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError

from maracdash.accounts.shown_addresses import HIDDEN, hide_secrets
from maracdash.model.errors import UnreachableAccountsError

LOG = logging.getLogger("maracdash.accounts")
DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
ADVICE = {True: " Restore them from a backup.", False: ""}


@contextmanager
def say_what_failed(address: str) -> Iterator[None]:
    """Say in a sentence, as UnreachableAccountsError, that the database failed at a block; the log says why."""
    try:
        yield
    except SQLAlchemyError as error:
        raise report_failure(address, error) from error


def report_failure(address: str, error: Exception) -> UnreachableAccountsError:
    """Write in the log why the database at an address fails, and make the error to raise."""
    cause = getattr(error, "orig", None) or error
    damaged = str(getattr(cause, "sqlite_errorname", "")).startswith(DAMAGED)
    reason = _hide(address, _describe(error)).rstrip(".")
    sentence = f"The accounts at {hide_secrets(address)} cannot be used: {reason}.{ADVICE[damaged]}"
    LOG.warning("%s", sentence)
    return UnreachableAccountsError(sentence)


def _describe(error: Exception) -> str:
    """The reason that the driver gives: no statement and, but of a connection, no second line, where values may be."""
    if isinstance(error, OSError):
        return f"{error.strerror or error}"
    if not isinstance(error, DBAPIError):
        return type(error).__name__
    lines = [each.strip() for each in str(error.orig).splitlines() if each.strip()]
    return "; ".join(lines if isinstance(error, OperationalError) else lines[:1]) or type(error.orig).__name__


def _hide(address: str, text: str) -> str:
    """Hide the password of an address where a driver repeats it."""
    try:
        password = make_url(address).password
    except (ArgumentError, ValueError):
        return text
    return text.replace(str(password), HIDDEN) if password else text
