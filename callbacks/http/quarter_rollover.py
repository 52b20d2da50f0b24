"""Clock of a serving process: it publishes quarters that have ended, and what another version took in."""

from __future__ import annotations

import logging
import threading
import time

from flask import Flask

from maracdash.model.errors import MaracdashError
from maracdash.record import Record

LOG = logging.getLogger(__name__)
INTERVAL_SECONDS = 600.0
GLANCE_SECONDS = 1.0
"""So often it looks if another version published, which is one look at one file."""


def register(server: Flask, record: Record, every: float = INTERVAL_SECONDS) -> threading.Event:
    """Look every so many seconds from the first request on: before it the process may still be forked.

    And soon after anybody published: another version, while it is upgraded, leaves what it took in to this one's own
    release. The event ends it.
    """
    ended = threading.Event()
    watched = (record, every, ended, record.last_published_at())
    clock = threading.Thread(target=_watch_quarters, args=watched, name="renewal", daemon=True)
    start = threading.Lock()

    @server.before_request
    def started() -> None:
        with start:
            if clock.ident is None:
                clock.start()

    return ended


def _watch_quarters(record: Record, every: float, ended: threading.Event, seen: int) -> None:
    due = time.monotonic() + every
    while not ended.wait(min(every, GLANCE_SECONDS)):
        last = record.last_published_at()
        overtaken = last != seen and record.is_overtaken()
        seen = last
        if not overtaken and time.monotonic() < due:
            continue
        due = time.monotonic() + every
        try:
            record.publish_ended_quarter()
        except MaracdashError as error:
            LOG.warning("%s", error)
