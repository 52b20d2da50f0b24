"""Clock of a serving process: it publishes quarters that have ended, and what another version took in."""

from __future__ import annotations

import threading
import time

from flask import Flask

from callbacks.http import clocks
from maracdash.record import Record

INTERVAL_SECONDS = 600.0
GLANCE_SECONDS = 1.0
"""So often it looks if another version published, which is one look at one file."""


def register(server: Flask, record: Record, every: float = INTERVAL_SECONDS) -> threading.Event:
    """Look every so many seconds, and soon after anybody published.

    Another version, while it is upgraded, leaves what it took in to this one's own release. The event ends it.
    """
    clock = RenewalClock(record, every)
    return clocks.register(server, "renewal", clock.look, min(every, GLANCE_SECONDS))


class RenewalClock:
    """Looks now and then, and at once when another version has published."""

    def __init__(self, record: Record, every: float) -> None:
        self._record = record
        self._every = every
        self._due = time.monotonic() + every
        self._seen = 0

    def look(self) -> None:
        """Publish, where it is time to. Raises MaracdashError for what cannot be published."""
        last = self._record.last_published_at()
        if time.monotonic() >= self._due or (last != self._seen and self._record.is_overtaken()):
            self._due = time.monotonic() + self._every
            self._record.publish_ended_quarter()
        self._seen = last
