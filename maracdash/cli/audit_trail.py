"""Audit trail of the command line: what somebody at this machine sent, took out, took away or set; never a figure."""

from __future__ import annotations

from pathlib import Path

import typer

from maracdash.accounts import audit
from maracdash.accounts.audit import EventKind
from maracdash.cli.options import current_user
from maracdash.cli.people import open_accounts, terminal_actor
from maracdash.exports import files
from maracdash.settings import SignIn, load_settings


def record_export(context: typer.Context, data: Path | None, name: str, release: str, *, safe: bool) -> None:
    """Log that a file leaves, and add it to the audit where people sign in. Raises StorageError."""
    files.log_export(name, who=current_user(), release=release)
    record_event(context, data, EventKind.EXPORTED, name, release=release, audience="safe" if safe else "full")


def record_event(context: typer.Context, data: Path | None, kind: EventKind, subject: str = "", **details: str) -> None:
    """Add to the audit, where people sign in. Raises StorageError."""
    if load_settings().sign_in_mode in (SignIn.ACCOUNTS, SignIn.PROXY):
        audit.record_event(open_accounts(context, data), terminal_actor(), kind, subject, details)
