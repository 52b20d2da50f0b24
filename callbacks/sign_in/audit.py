"""The audit, for administrators: filtered, page by page, and as CSV."""

from __future__ import annotations

from datetime import date
from functools import partial
from http import HTTPStatus
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from callbacks.http.server_pages import ServerPages, download_response
from callbacks.identity import accounts_database, record_event
from callbacks.sign_in.administrators import check_administrator
from layouts.sign_in import audit as page
from maracdash.accounts import audit
from maracdash.accounts.audit import EventFilter, EventKind
from maracdash.accounts.errors import FieldError
from maracdash.exports.audit import build_audit_file

PAGE_SIZE = 50


def register(routes: Blueprint, server_pages: ServerPages) -> None:
    """/audit and /audit/events.csv."""
    routes.add_url_rule("/audit", "audit", partial(show_audit, server_pages))
    routes.add_url_rule("/audit/events.csv", "audit_file", partial(download_audit, server_pages))


def show_audit(server_pages: ServerPages) -> Response:
    """One page of the events that the filter of the address lets through."""
    check_administrator(server_pages)
    asked = {name: request.args.get(name, "").strip() for name in page.FILTERS}
    try:
        chosen, problems = _read_filter(asked), {}
    except FieldError as error:
        chosen, problems = EventFilter(), {error.field: str(error)}
    number = max(request.args.get("page", 1, int), 1)
    shown = page.AuditPage(
        events=audit.list_events(accounts_database(), chosen, PAGE_SIZE, (number - 1) * PAGE_SIZE),
        count=audit.count_events(accounts_database(), chosen),
        page=number,
        size=PAGE_SIZE,
        asked=asked,
        problems=problems,
        query=urlencode({name: said for name, said in asked.items() if said}),
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    title = f"Error: {page.HEADING}" if problems else page.HEADING
    return server_pages.account_page(title, page.layout(shown), status)


def download_audit(server_pages: ServerPages) -> Response:
    """All events that the filter lets through."""
    check_administrator(server_pages)
    chosen = _read_filter({name: request.args.get(name, "").strip() for name in page.FILTERS})
    record_event(EventKind.EXPORTED, "audit", format="csv")
    return download_response(build_audit_file(audit.list_events(accounts_database(), chosen)))


def _read_filter(asked: dict[str, str]) -> EventFilter:
    return EventFilter(
        who=asked["who"],
        kind=asked["kind"],
        since=_read_day("since", asked["since"]),
        until=_read_day("until", asked["until"]),
    )


def _read_day(field: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise FieldError(field, "This is not a date. Write one such as 2026-11-28.") from error
