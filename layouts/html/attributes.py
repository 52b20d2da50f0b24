"""HTML attributes whose names Python cannot spell."""

from __future__ import annotations

from typing import Any

import orjson


def attributes(**named: str) -> dict[str, Any]:
    """`attributes(aria_label="Main")` is `aria-label="Main"`."""
    return {name.replace("_", "-"): text for name, text in named.items()}


def write_data(described: Any) -> str:
    """Data for a script of ours, as the text of an attribute; a number that is none becomes null."""
    return orjson.dumps(described).decode()
