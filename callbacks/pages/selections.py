"""Selections read from addresses. Nothing is asked of the data but that the parts exist."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from callbacks.context import AppContext
from maracdash import queries
from maracdash.model.quarters import Quarter
from maracdash.model.query_strings import read_query
from maracdash.model.selection import Selection, parse_selection

INDICATOR_START = "/indicators/"
REQUIRED_PARTS = ("marac", "quarter", "indicator")


def resolve_selection(context: AppContext, address: str) -> Selection:
    """The selection an address means, with codes for names. Raises NotFoundError or NoReleaseError."""
    return context.reader.ask(
        queries.RESOLVED_SELECTION, read_selection(address) or parse_selection(_parse_query(address), context.start)
    )


def read_selection(address: str) -> Selection | None:
    """Selection that an address spells out; None where a part must come from the deployment's start."""
    query = _parse_query(address)
    if not all(query.get(part) for part in REQUIRED_PARTS):
        return None
    whole = Selection(marac=query["marac"], quarter=Quarter.parse(query["quarter"]), indicator=query["indicator"])
    return parse_selection(query, whole)


def path_remainder(start: str, address: str) -> str:
    """Return the rest of an address's path after its beginning."""
    return unquote(urlsplit(address).path.removeprefix(start))


def _parse_query(address: str) -> dict[str, str]:
    query = read_query(address)
    if urlsplit(address).path.startswith(INDICATOR_START):
        query["indicator"] = path_remainder(INDICATOR_START, address)
    return query
