"""Refusals for programs: an address of the API never answers with a page, but with the same words as JSON."""

from __future__ import annotations

from http import HTTPStatus

import orjson
from flask import Response

API_PATH = "/api"
PROBLEM_TYPE = "application/problem+json"
BEARER = 'Bearer realm="maracdash"'


def is_api(path: str) -> bool:
    """Tell an address that programs ask from one that people read."""
    return path == API_PATH or path.startswith(f"{API_PATH}/")


def build_problem(heading: str, said: str, status: int) -> Response:
    """Problem details (RFC 9457): a short title, and a sentence that says what happened and what to do."""
    content = orjson.dumps({"title": heading, "status": int(status), "detail": said})
    response = Response(content, status=status, content_type=PROBLEM_TYPE)
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = BEARER
    return response
