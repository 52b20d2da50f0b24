"""Quarter rollover of a serving process: it checks regularly for a quarter that has ended and publishes its figures."""

from __future__ import annotations

import threading

from flask import Flask

from callbacks.http import clocks
from maracdash.record import Record

INTERVAL_SECONDS = 600.0


def register(server: Flask, record: Record, every: float = INTERVAL_SECONDS) -> threading.Event:
    """Look every so many seconds. The event ends it."""
    return clocks.register(server, "renewal", record.publish_ended_quarter, every)
