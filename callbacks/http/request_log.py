"""Log of requests: each has an id, which every line of the log that it causes names, and so does its answer.

Lines name routes as they were registered, never the address that was asked for: that says what somebody looked at.
"""

from __future__ import annotations

import json
import logging
import re
import time
from datetime import UTC, datetime
from uuid import uuid4

from flask import Flask, Response, g, has_request_context, request

from callbacks.http.open_addresses import matched_rule
from maracdash.settings import LogFormat, Settings

ID_HEADER = "X-Request-ID"
GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
LOG = logging.getLogger("maracdash.requests")
PLAIN_FORMAT = "%(asctime)s %(levelname)s %(message)s"
SERVER_LOG = "gunicorn.error"


class JsonFormatter(logging.Formatter):
    """One object of JSON a line: when, how grave, from where, of which request, and what."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; a stack trace is a text in it."""
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "request": current_request_id() or None,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
            "exception": self.formatException(record.exc_info) if record.exc_info else None,
        }
        return json.dumps({name: value for name, value in said.items() if value is not None}, ensure_ascii=False)


def start_log(form: LogFormat) -> None:
    """Write the app's own log to standard error, from what leaves upwards: Python alone writes warnings only.

    As JSON the server's own lines are too, and there is one for each request.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if form is LogFormat.JSON else logging.Formatter(PLAIN_FORMAT))
    log = logging.getLogger("maracdash")
    log.setLevel(logging.INFO)
    log.addHandler(handler)
    LOG.setLevel(logging.INFO if form is LogFormat.JSON else logging.WARNING)
    if form is LogFormat.JSON:
        for each in logging.getLogger(SERVER_LOG).handlers:
            each.setFormatter(JsonFormatter())


def register(server: Flask, settings: Settings) -> None:
    """Give each request its id and, at its end, a line. First of all, so that every refusal has them too.

    The id that a proxy gives is kept where a proxy is said to stand in front.
    """

    @server.before_request
    def begun() -> None:
        given = request.headers.get(ID_HEADER, "") if settings.proxies else ""
        g.request_id = given if GIVEN_ID.fullmatch(given) else uuid4().hex
        g.begun_at = time.monotonic()

    @server.after_request
    def ended(response: Response) -> Response:
        response.headers[ID_HEADER] = current_request_id()
        fields = {
            "method": request.method,
            "route": matched_rule(),
            "status": response.status_code,
            "milliseconds": round((time.monotonic() - g.begun_at) * 1000, 1),
        }
        LOG.info("answered", extra={"fields": fields})
        return response


def current_request_id() -> str:
    """The id of the request that is answered now; empty outside of any."""
    return str(g.get("request_id", "")) if has_request_context() else ""
