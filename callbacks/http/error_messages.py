"""Sentences for answers that failed, and the line in the log that goes with each."""

from __future__ import annotations

import logging
from uuid import uuid4

from dash import set_props

from layouts.html import elements as html
from layouts.pages import not_found
from maracdash.model.errors import MaracdashError

LOG = logging.getLogger("maracdash.callbacks")
PAGE_CONTENT = "_pages_content"
PAGE_STORE = "_pages_store"
FAILED = "Something went wrong"


def show_error(error: Exception) -> None:
    """Put the sentence in the page's place: only a page that could not be made comes here."""
    set_props(
        PAGE_CONTENT, {"children": html.Main(not_found.layout(FAILED, write_error_sentence(error)), className="column")}
    )
    set_props(PAGE_STORE, {"data": {"title": FAILED}})


def write_error_sentence(error: Exception) -> str:
    """Write the sentence of an error of ours; any other gets one with the number under which the log has it."""
    if isinstance(error, MaracdashError):
        return str(error)
    number = uuid4().hex[:8]
    LOG.error("failure %s", number, exc_info=error)
    return f"Something went wrong here. Try again; if it happens again, report the number {number}."
