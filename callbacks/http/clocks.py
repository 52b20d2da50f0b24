"""Clocks of a serving process: a thread that does something again and again."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from flask import Flask

from maracdash.model.errors import MaracdashError

LOG = logging.getLogger("maracdash.callbacks")


def register(server: Flask, name: str, do: Callable[[], object], every: float) -> threading.Event:
    """Do it every so many seconds from the first request on: before it the process may still be forked.

    What cannot be done is logged, once for each reason in a row. The event ends the clock.
    """
    ended = threading.Event()
    clock = threading.Thread(target=_tick, args=(do, every, ended), name=name, daemon=True)
    start = threading.Lock()

    @server.before_request
    def started() -> None:
        with start:
            if clock.ident is None:
                clock.start()

    return ended


def _tick(do: Callable[[], object], every: float, ended: threading.Event) -> None:
    said = ""
    while not ended.wait(every):
        try:
            do()
        except MaracdashError as error:
            if str(error) != said:
                LOG.warning("%s", error)
            said = str(error)
        except Exception:
            LOG.exception("the clock %s goes on", threading.current_thread().name)
        else:
            said = ""
