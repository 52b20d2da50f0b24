"""Packing of answers: once, by the way that browsers unpack soonest."""

from __future__ import annotations

import sys
from typing import NewType

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ENCODING = "zstd"
LEVEL = 3
"""A page of 100 kB takes 0.2 ms and becomes 20 kB; at 6 it takes 0.8 ms and becomes 18."""
Packed = NewType("Packed", bytes)


def pack(content: bytes) -> Packed:
    """Pack an answer."""
    return Packed(zstd.compress(content, LEVEL))


def unpack(packed: Packed) -> bytes:
    """The answer as it was."""
    return zstd.decompress(packed)
