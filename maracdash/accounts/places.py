"""Places that people sign in at: a browser, as far as the server knows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Place:
    """A browser that asks: its network address, when, and the token it has already, which ends with a new sign-in.

    `browser` is its family and system in words, so that people know their sessions apart.
    """

    address: str
    now: datetime
    token: str = ""
    browser: str = ""
