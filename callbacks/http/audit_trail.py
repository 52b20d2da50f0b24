"""Audit trail of what people send, take out and take away: who and what, never a figure.

What strangers take and are refused is in the log alone: the audit never shrinks, and they could fill it.
"""

from __future__ import annotations

import logging

from flask import request

from callbacks.context import AppContext
from callbacks.identity import current_person, record_event
from maracdash.accounts.audit import EventKind
from maracdash.exports.files import File, log_export
from maracdash.model.people import PUBLIC
from maracdash.settings import SignIn

LOGGER = logging.getLogger("maracdash.callbacks")
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


def record_action(context: AppContext, marac: str, change: str) -> None:
    """Record that an action of a meeting was noted or changed, never what it says. Raises StorageError."""
    kind = EventKind.ACTION_NOTED if change == "noted" else EventKind.ACTION_CHANGED
    _record(context, kind, marac, change=change)


def record_refusal(context: AppContext, what: str) -> None:
    """Record that somebody was refused what is not theirs. Raises StorageError."""
    LOGGER.info("%r was refused %r", request.remote_addr or "somebody", what)
    _record(context, EventKind.REFUSED, what)


def _record(context: AppContext, kind: EventKind, subject: str, **details: str) -> None:
    """Add to the audit what somebody does who is signed in: on one machine alone there is nobody to tell apart."""
    if context.settings.sign_in_mode in SIGNED_IN_MODES and current_person() != PUBLIC:
        record_event(kind, subject, **details)
