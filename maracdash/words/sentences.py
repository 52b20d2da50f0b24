"""Parts of any sentence: a list in words, a capital at its beginning."""

from __future__ import annotations

from collections.abc import Sequence


def join_words(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def capitalise(text: str) -> str:
    """The text as a sentence begins; nothing else of it is changed."""
    return f"{text[:1].upper()}{text[1:]}"
