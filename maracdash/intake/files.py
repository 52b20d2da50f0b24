"""What somebody brings: a name, which decides nothing but how problems are labelled, and bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Incoming:
    """One file as received. The overview report alone falls back on the name, for a quarter no title line gives."""

    name: str
    content: bytes

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal digest of the bytes."""
        return hashlib.sha256(self.content).hexdigest()
