"""From an address to what the reader chose. Nothing is asked but whether it exists."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urlsplit

from callbacks.context import Context
from maracdash import ask
from maracdash.model.selection import Selection, from_query

INDICATOR_PATH = "/indicators/"


def chosen(context: Context, address: str) -> Selection:
    """The selection an address means, with codes for names. Raises UnknownThing or NoRelease."""
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query))
    if parts.path.startswith(INDICATOR_PATH):
        query["indicator"] = unquote(parts.path.removeprefix(INDICATOR_PATH))
    return ask.resolve(context.releases, from_query(query, context.start))
