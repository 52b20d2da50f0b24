"""Query strings of addresses: read, and written part by part: those of a page's links are mostly the same."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

MAX_REMEMBERED = 4096
SAFE_LETTERS = "~,*"
"""Letters of a group that an address need not escape."""


def read_query(address: str) -> dict[str, str]:
    """The names and texts of an address's query; of a name that stands there twice the last."""
    return dict(parse_qsl(urlsplit(address).query))


def write_query(parts: Iterable[tuple[str, str]], safe: str = "") -> str:
    """The query string of names and texts in their order; `safe` letters are not escaped, nor those of a group."""
    return "&".join([_write_part(name, text, safe) for name, text in parts])


@lru_cache(maxsize=MAX_REMEMBERED)
def _write_part(name: str, text: str, safe: str) -> str:
    return urlencode({name: text}, safe=f"{SAFE_LETTERS}{safe}")
