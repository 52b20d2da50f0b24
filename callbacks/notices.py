"""When a change fails: what the reader is told, and what goes to the log."""

from __future__ import annotations

import logging
from uuid import uuid4

from dash import set_props

from layouts import ids, parts
from maracdash.model.errors import MaracdashError

LOG = logging.getLogger("maracdash.callbacks")


def tell(error: Exception) -> None:
    """Put the sentence where the reader was looking; the page keeps what it showed."""
    set_props(ids.NOTICE, {"children": parts.notice(sentence(error))})


def sentence(error: Exception) -> str:
    """Our own errors speak for themselves; any other gets a number that finds it in the log."""
    if isinstance(error, MaracdashError):
        return str(error)
    number = uuid4().hex[:8]
    LOG.error("failure %s", number, exc_info=error)
    return f"Something went wrong here. Try again; if it happens again, report the number {number}."
