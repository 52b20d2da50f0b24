"""Answers that are remembered whole: written once for all that decides them, and packed."""

from __future__ import annotations

import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable

QUICKEST = 1


class Remembered:
    """The answers that were asked for last, by all that decides them. Safe between threads.

    One of a release that is served no more is crowded out in time.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, bytes] = OrderedDict()

    def answer(self, decided_by: Hashable, write: Callable[[], bytes]) -> bytes:
        """The answer that is decided by these, written where nobody has asked yet. Raises what writing it raises."""
        with self._lock:
            packed = self._answers.get(decided_by)
            if packed is not None:
                self._answers.move_to_end(decided_by)
        if packed is None:
            packed = zlib.compress(write(), QUICKEST)
            with self._lock:
                self._answers[decided_by] = packed
                while len(self._answers) > self._most:
                    self._answers.popitem(last=False)
        return zlib.decompress(packed)
