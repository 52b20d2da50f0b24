"""Query strings of addresses: written part by part, since the parts of a page's many links are mostly the same."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlencode

MOST_REMEMBERED = 4096
SAFE_LETTERS = "~,*"
"""Letters of a group that an address need not escape."""


def write_query(parts: Iterable[tuple[str, str]], safe: str = "") -> str:
    """The query string of names and texts in their order; `safe` letters are not escaped, nor those of a group."""
    return "&".join([_write_part(name, text, safe) for name, text in parts])


@lru_cache(maxsize=MOST_REMEMBERED)
def _write_part(name: str, text: str, safe: str) -> str:
    return urlencode({name: text}, safe=f"{SAFE_LETTERS}{safe}")
