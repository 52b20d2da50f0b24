"""From an address to what the reader chose. Nothing is asked but whether it exists."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urlsplit

from callbacks.context import Context
from maracdash import queries
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection, from_query

INDICATOR_START = "/indicators/"
COMPLETE = ("marac", "quarter", "indicator")


def chosen(context: Context, address: str) -> Selection:
    """The selection an address means, with codes for names. Raises UnknownThing or NoRelease."""
    return context.reader.ask(queries.resolved, meant(address) or from_query(_query(address), context.start))


def meant(address: str) -> Selection | None:
    """What an address says by itself; None where a part must come from the deployment's start."""
    query = _query(address)
    if not all(query.get(part) for part in COMPLETE):
        return None
    whole = Selection(marac=query["marac"], quarter=Quarter.parse(query["quarter"]), indicator=query["indicator"])
    return from_query(query, whole)


def behind(start: str, address: str) -> str:
    """What stands in the path of an address behind its beginning."""
    return unquote(urlsplit(address).path.removeprefix(start))


def _query(address: str) -> dict[str, str]:
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query))
    if parts.path.startswith(INDICATOR_START):
        query["indicator"] = behind(INDICATOR_START, address)
    return query
