"""Audit trail of what people send, take out and take away: who and what, never a figure."""

from __future__ import annotations

from callbacks.context import AppContext
from callbacks.identity import record_event
from maracdash.accounts.audit import EventKind
from maracdash.exports.files import File, log_export
from maracdash.settings import SignIn

SIGNED_IN_MODES = (SignIn.ACCOUNTS, SignIn.PROXY)


def record_export(context: AppContext, file: File, release: str, who: str) -> None:
    """Record that a file leaves: its name, its release and its audience. Raises StorageError."""
    log_export(file.name, who=who, release=release)
    _record(context, EventKind.EXPORTED, file.name, release=release, audience=str(context.reader.audience))


def record_submission(context: AppContext, submission: str) -> None:
    """Record that figures were accepted. Raises StorageError."""
    _record(context, EventKind.SUBMITTED, submission)


def record_decision(context: AppContext, submission: str, action: str) -> None:
    """Record that a submission was taken out or brought back. Raises StorageError."""
    _record(context, EventKind.WITHDREW, submission, action=action)


def record_refusal(context: AppContext, what: str) -> None:
    """Record that somebody was refused what is not theirs. Raises StorageError."""
    _record(context, EventKind.REFUSED, what)


def _record(context: AppContext, kind: EventKind, subject: str, **details: str) -> None:
    """Add to the audit, where people sign in: on one machine alone there is nobody to tell apart."""
    if context.settings.sign_in_mode in SIGNED_IN_MODES:
        record_event(kind, subject, **details)
