"""Identity of whoever asks, for as long as a request lasts, and the audit of what they do."""

from __future__ import annotations

from flask import current_app, g, has_request_context, request

from maracdash.accounts import audit
from maracdash.accounts.audit import Actor, EventKind
from maracdash.accounts.database import AccountsDatabase
from maracdash.model.people import PUBLIC, Person

EXTENSION = "maracdash-accounts"


def current_person() -> Person:
    """The person who asks; PUBLIC, who may see the least, where nobody has been recognised."""
    found = g.get("person") if has_request_context() else None
    return found if isinstance(found, Person) else PUBLIC


def set_current_person(person: Person, who: str = "", token: str = "") -> None:
    """Set the person of this request; `who` is the e-mail address they sign in with, for the audit.

    `token` is the name of the API token that stands for them.
    """
    g.person, g.who, g.token = person, who, token


def current_actor() -> Actor:
    """The person who asks, as the audit names them."""
    person = current_person()
    return Actor(person=person.id, who=g.get("who") or person.name or person.id, address=request.remote_addr or "")


def record_event(kind: EventKind, subject: str = "", **details: str) -> None:
    """Add to the audit what the person of this request does; never a figure. Raises StorageError."""
    if g.get("token"):
        details["token"] = g.token
    audit.record_event(accounts_database(), current_actor(), kind, subject, details)


def accounts_database() -> AccountsDatabase:
    """The accounts of this app."""
    found = current_app.extensions[EXTENSION]
    assert isinstance(found, AccountsDatabase)  # noqa: S101 - for the type checker: only `register` puts it there
    return found
