"""Answers that lie packed: sent as they lie to whoever can unpack them, and unpacked for all others."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, request

from callbacks.packing import ENCODING, Packed, unpack


def respond_packed(packed: Packed, mimetype: str, headers: Mapping[str, str] | None = None) -> Response:
    """Response with a packed answer. What others can unpack is flask-compress' to choose, as for any answer."""
    given = dict(headers or {})
    if not request.accept_encodings.quality(ENCODING):
        return Response(unpack(packed), headers=given, mimetype=mimetype)
    return Response(packed, headers={**given, "Content-Encoding": ENCODING}, mimetype=mimetype)
