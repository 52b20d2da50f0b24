"""When an answer fails: what the reader is told, and what goes to the log."""

from __future__ import annotations

import logging
from uuid import uuid4

from dash import html, set_props

from layouts.pages import not_found
from maracdash.model.errors import MaracdashError

LOG = logging.getLogger("maracdash.callbacks")
ROUTED = "_pages_content"
TITLED = "_pages_store"
FAILED = "Something went wrong"


def tell(error: Exception) -> None:
    """Put the sentence in the page's place: only a page that could not be made comes here."""
    set_props(ROUTED, {"children": html.Main(not_found.layout(FAILED, sentence(error)), className="column")})
    set_props(TITLED, {"data": {"title": FAILED}})


def sentence(error: Exception) -> str:
    """Our own errors speak for themselves; any other gets a number that finds it in the log."""
    if isinstance(error, MaracdashError):
        return str(error)
    number = uuid4().hex[:8]
    LOG.error("failure %s", number, exc_info=error)
    return f"Something went wrong here. Try again; if it happens again, report the number {number}."
