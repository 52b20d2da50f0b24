"""Limits on the size of requests, set before the body is read: files may be large, everything else is small."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, request

from callbacks.http.server_pages import ServerPages
from maracdash.web_server.body_limits import MAX_FILES_MB, MAX_FORM_MB, MEGABYTE, find_limit

MAX_PARTS = 5_000
MAX_DRAINED = 200 * MEGABYTE
TOO_LARGE = (
    f"That is more than {MAX_FILES_MB} MB, the most that can be sent at once. Nothing was kept. Send fewer files, "
    "split a file by year, or save the sheet as CSV."
)


def apply_limits() -> None:
    """Set this request's limits by where it goes."""
    request.max_content_length = find_limit(request.path)
    request.max_form_memory_size = MAX_FORM_MB * MEGABYTE
    request.max_form_parts = MAX_PARTS


def refuse_too_large(server_pages: ServerPages) -> Response:
    """413 in words. The body is read and thrown away first: a browser that is still sending would show no answer."""
    _drain_body()
    return server_pages.message_page("Too much to send at once", TOO_LARGE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _drain_body() -> None:
    body, left = request.environ["wsgi.input"], min(request.content_length or 0, MAX_DRAINED)
    while left > 0:
        read = body.read(min(left, MEGABYTE))
        if not read:
            return
        left -= len(read)
