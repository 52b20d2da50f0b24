"""HTML attributes whose names Python cannot spell."""

from __future__ import annotations

from typing import Any


def attributes(**named: str) -> dict[str, Any]:
    """`attributes(aria_label="Main")` is `aria-label="Main"`."""
    return {name.replace("_", "-"): text for name, text in named.items()}
