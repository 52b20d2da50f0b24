"""Headers of every response: what a browser may do with it, and how long it may keep it."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from flask import Flask, Response, request

from callbacks.http.problems import is_api

FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
YEAR_SECONDS = 365 * 24 * 3600
REVALIDATED = "private, no-cache"
CACHED_PATHS = ("/assets/", "/_dash-component-suites/", "/vendor/", "/_favicon.ico")


def register(server: Flask, inline_scripts: Sequence[str], *, https: bool = False) -> None:
    """`inline_scripts` are the hashes of the scripts that Dash writes into the page; `https` keeps browsers to it."""
    policy = build_content_policy(inline_scripts)

    @server.after_request
    def headed(response: Response) -> Response:
        response.headers.update({**FIXED_HEADERS, "Content-Security-Policy": policy})
        if https:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR_SECONDS}"
        if not request.path.startswith(CACHED_PATHS):
            response.headers["Cache-Control"] = REVALIDATED if _may_be_kept(response) else "no-store"
        return response


def _may_be_kept(response: Response) -> bool:
    """Tell whether whoever asked may keep an answer and ask whether it still holds: an answer of the API."""
    return is_api(request.path) and response.status_code < HTTPStatus.BAD_REQUEST


def build_content_policy(inline_scripts: Sequence[str]) -> str:
    """Everything from this host alone; of inline scripts only those with a known hash."""
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self'", *inline_scripts)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        )
    )
