"""Lines of the log for what gathers logs: an object of JSON each, from whichever part of the program."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime


class JsonFormatter(logging.Formatter):
    """One object of JSON a line: when, how grave, from where, of which request, and what."""

    def __init__(self, find_request: Callable[[], str] = str) -> None:
        """`find_request` finds the id of the request that is answered; none (an empty text) outside of any."""
        super().__init__()
        self._find_request = find_request

    def format(self, record: logging.LogRecord) -> str:
        """The line; a stack trace is a text in it."""
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "request": self._find_request() or None,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
            "exception": self.formatException(record.exc_info) if record.exc_info else None,
        }
        return json.dumps({name: value for name, value in said.items() if value is not None}, ensure_ascii=False)
