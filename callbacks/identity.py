"""Identity of whoever asks, for as long as a request lasts."""

from __future__ import annotations

from flask import g, has_request_context

from maracdash.model.people import PUBLIC, Person


def current_person() -> Person:
    """The person who asks; PUBLIC, who may see the least, where nobody has been recognised."""
    found = g.get("person") if has_request_context() else None
    return found if isinstance(found, Person) else PUBLIC


def set_current_person(person: Person, who: str = "") -> None:
    """Set the person of this request; `who` is the e-mail address they sign in with, for the audit."""
    g.person, g.who = person, who
