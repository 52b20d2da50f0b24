"""What somebody brings: a name, which decides nothing but how problems are labelled, and bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property


def labelled(name: str) -> str:
    """A file's name as it may stand in records and on pages: on one line, and of characters that there are."""
    shown = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(each if each.isprintable() else "_" for each in shown).strip() or "file"


@dataclass(frozen=True)
class Incoming:
    """One file as received. The overview report alone falls back on the name, for a quarter no title line gives."""

    name: str
    content: bytes

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal digest of the bytes."""
        return hashlib.sha256(self.content).hexdigest()
