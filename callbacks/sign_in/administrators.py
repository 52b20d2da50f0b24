"""Pages for administrators alone: anybody else is told so, and the audit has it."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, request

from callbacks.http import address_checks, audit_trail
from callbacks.http.server_pages import ServerPages
from callbacks.identity import current_person
from maracdash.model.errors import NotAllowedError

HEADING = "For administrators"
ADMINISTRATORS_ONLY = (
    "This page is for administrators of this dashboard. Ask one of them if you need something that is done here. "
    "Nothing was changed."
)


def check_administrator(server_pages: ServerPages) -> None:
    """Check that an administrator asks. Raises NotAllowedError, and records who was refused what."""
    if current_person().administers:
        return
    audit_trail.record_refusal(server_pages.context, request.path)
    raise NotAllowedError(ADMINISTRATORS_ONLY)


def answer_refusal(server_pages: ServerPages, error: NotAllowedError) -> Response:
    """The page for whoever is refused."""
    return address_checks.show_message(
        server_pages.app, server_pages.context, HEADING, str(error), HTTPStatus.FORBIDDEN
    )
