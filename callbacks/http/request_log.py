"""Log of requests: each has an id, which every line of the log that it causes names, and so does its answer.

Lines name routes as they were registered, never the address that was asked for: that says what somebody looked at.
"""

from __future__ import annotations

import logging
import re
import time
from uuid import uuid4

from flask import Flask, Response, g, has_request_context, request

from callbacks.http.open_addresses import matched_rule
from maracdash.log_lines import JsonFormatter
from maracdash.settings import LogFormat, Settings

ID_HEADER = "X-Request-ID"
GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
LOG = logging.getLogger("maracdash.requests")
PLAIN_FORMAT = "%(asctime)s %(levelname)s %(message)s"
TREE = "maracdash"
"""Every logger of the program is of this tree."""
SERVER_LOG = "gunicorn.error"


def start_log(form: LogFormat) -> None:
    """Write the app's own log to standard error, from what leaves upwards: Python alone writes warnings only.

    As JSON the server's own lines are too, and those of libraries, and there is one for each request.
    """
    handler = logging.StreamHandler()
    logging.getLogger(TREE).setLevel(logging.INFO)
    if form is LogFormat.JSON:
        LOG.setLevel(logging.INFO)
        handler.setFormatter(JsonFormatter(current_request_id))
        logging.captureWarnings(capture=True)
        logging.getLogger().addHandler(handler)
        for each in logging.getLogger(SERVER_LOG).handlers:
            each.setFormatter(JsonFormatter(current_request_id))
    else:
        LOG.setLevel(logging.WARNING)
        handler.setFormatter(logging.Formatter(PLAIN_FORMAT))
        logging.getLogger(TREE).addHandler(handler)


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
