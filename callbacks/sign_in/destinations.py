"""Destinations after signing in: paths of this app, and nothing that a browser could take for another site."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from flask import request

START = "/"
SIGN_IN = "/sign-in"
# Browsers read a backslash as a slash, drop tabs and line breaks, and take two slashes for another host.
PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
MAX_LENGTH = 2000


def safe_destination(text: str) -> str:
    """The address if it is a path of this app, else the first page."""
    inside = len(text) <= MAX_LENGTH and PATH.fullmatch(text) and not text.startswith(SIGN_IN)
    return text if inside else START


def sign_in_address() -> str:
    """The sign-in page that leads back to where this request wanted to go."""
    wanted = request.full_path.rstrip("?") if request.method == "GET" else START
    wanted = safe_destination(wanted)
    return SIGN_IN if wanted == START else f"{SIGN_IN}?{urlencode({'next': wanted})}"
