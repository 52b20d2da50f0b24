"""Tokens that open something: made by chance, given away once, kept as their hash."""

from __future__ import annotations

import hashlib
import secrets


def create_token() -> str:
    """A token of 256 bits that nobody can guess."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """The hash under which a token is kept. A plain one is enough: tokens hold too much chance to be tried out."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
