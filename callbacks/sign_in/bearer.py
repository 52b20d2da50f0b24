"""API tokens in requests: whoever brings one is recognised for reading, and never passed over for a cookie."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Request, Response

from callbacks.http.problems import build_problem
from callbacks.identity import accounts_database, set_current_person
from maracdash.accounts.api_tokens import find_token_holder

SCHEME = "bearer"
READING_METHODS = ("GET", "HEAD")
REFUSED = "This token is not taken"
NOT_KNOWN = "This token is not known here, or has ended. Make a new one on “Your account” in the dashboard."
READS_ALONE = "A token only reads: nothing can be changed with it. Use the dashboard for that."


def read_bearer(asked: Request) -> str | None:
    """The token that a request brings; None where it brings none."""
    sent = asked.authorization
    return (sent.token or "") if sent is not None and sent.type == SCHEME else None


def recognise_token(asked: Request, token: str) -> Response | None:
    """Recognise whose token it is for this request; else the refusal."""
    if asked.method not in READING_METHODS:
        return build_problem(REFUSED, READS_ALONE, HTTPStatus.FORBIDDEN)
    holder = find_token_holder(accounts_database(), token, datetime.now(UTC))
    if holder is None:
        return build_problem(REFUSED, NOT_KNOWN, HTTPStatus.UNAUTHORIZED)
    set_current_person(holder.account.person, holder.account.email, token=holder.token)
    return None
