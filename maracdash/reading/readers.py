"""Readers of one data folder: one for each audience, opened when somebody of it asks."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from pathlib import Path

from maracdash.model.audiences import Audience
from maracdash.reading.reader import Reader
from maracdash.store.releases.safe_copies import holds_safe_alone
from maracdash.store.releases.served_releases import POINTER_CHECK_SECONDS

MAX_READERS = 64
"""A region has fewer kinds of reader than that; the one that was asked longest ago is closed."""


class Readers:
    """The readers of a data folder. Safe between threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._readers: OrderedDict[Audience, Reader] = OrderedDict()
        self._is_safe_alone = False
        self._looked_at = -POINTER_CHECK_SECONDS

    def of(self, audience: Audience) -> Reader:
        """The reader of an audience; opens no data. Where there are safe figures alone everybody is given those."""
        if audience != Audience.SAFE and self._holds_safe_alone():
            audience = Audience.SAFE
        with self._lock:
            found = self._readers.pop(audience, None) or Reader(self._folder, audience)
            self._readers[audience] = found
            while len(self._readers) > MAX_READERS:
                self._readers.popitem(last=False)
            return found

    def _holds_safe_alone(self) -> bool:
        """Looked at as often as the pointer to the release is: every question asks."""
        now = time.monotonic()
        if now - self._looked_at >= POINTER_CHECK_SECONDS:
            self._is_safe_alone, self._looked_at = holds_safe_alone(self._folder), now
        return self._is_safe_alone
