"""Names of cookies."""

from __future__ import annotations


def cookie_name(name: str, *, https: bool) -> str:
    """A cookie's name. Over https browsers hold it to this host and to https by the name alone."""
    return f"__Host-{name}" if https else name
