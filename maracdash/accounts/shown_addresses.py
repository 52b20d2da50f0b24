"""Addresses of databases and other services as anybody may see them: without what opens them."""

from __future__ import annotations

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

HIDDEN = "***"
PLAIN_PARTS = frozenset({"host", "port", "user", "dbname", "sslmode", "sslrootcert", "application_name", "service"})
"""Of the parts after `?` those that are shown: which others are secret only the driver knows."""


def hide_secrets(address: str) -> str:
    """Hide the password of an address, and leave out what may be secret after `?`; the whole of one with no form."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        return HIDDEN
    if any("@" in str(each) for each in (url.host, url.database, *url.query.values())):
        return HIDDEN  # the rest of a password that was not encoded
    secret = [each for each in url.query if each.lower() not in PLAIN_PARTS]
    if url.password is None and not secret:
        return address
    return url.difference_update_query(secret).render_as_string()
