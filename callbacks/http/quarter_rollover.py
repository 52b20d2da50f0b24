"""Clock of a serving process: it checks regularly for a quarter that has ended and publishes its figures."""

from __future__ import annotations

import logging
import threading

from flask import Flask

from maracdash.model.errors import MaracdashError
from maracdash.record import Record

LOG = logging.getLogger(__name__)
INTERVAL_SECONDS = 600.0


def register(server: Flask, record: Record, every: float = INTERVAL_SECONDS) -> threading.Event:
    """Look every so many seconds from the first request on: before it the process may still be forked.

    The event ends it.
    """
    ended = threading.Event()
    clock = threading.Thread(target=_watch_quarters, args=(record, every, ended), name="renewal", daemon=True)
    start = threading.Lock()

    @server.before_request
    def started() -> None:
        with start:
            if clock.ident is None:
                clock.start()

    return ended


def _watch_quarters(record: Record, every: float, ended: threading.Event) -> None:
    while not ended.wait(every):
        try:
            record.publish_ended_quarter()
        except MaracdashError as error:
            LOG.warning("%s", error)
