"""Audiences: the readers that figures are for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Audience:
    """Those who may see full figures of some areas, or of all; of every other area they see figures safe to share.

    `areas` are codes of forces, each with its Maracs, and of single Maracs.
    """

    FULL: ClassVar[Audience]
    SAFE: ClassVar[Audience]

    everywhere: bool = False
    areas: frozenset[str] = frozenset()

    def __str__(self) -> str:
        """The word for it in addresses, files and logs."""
        return "full" if self.everywhere else "mixed" if self.areas else "safe"


Audience.FULL = Audience(everywhere=True)
Audience.SAFE = Audience()
