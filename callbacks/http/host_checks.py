"""Host checks: only the names of this deployment are answered, so that no page of another site can speak as ours."""

from __future__ import annotations

import logging
import re
from functools import lru_cache, partial
from http import HTTPStatus

from dash import Dash
from flask import Response, request
from werkzeug.exceptions import SecurityError
from werkzeug.wsgi import get_host

from callbacks.context import AppContext
from callbacks.http import error_handlers
from callbacks.http.health import HEALTH_PATHS

LOOPBACK_SIX = "::1"
OTHER_NAME = "Not the name of this site"
WHICH_NAME = (
    "This dashboard does not answer to the name in the address that you used. Use the address that you were given; "
    "whoever looks after it finds in its log which name was refused."
)
MAX_LOGGED, MAX_NAMES = 100, 100
LOG = logging.getLogger("maracdash.callbacks")
SIX_HOST = re.compile(r"\[::1\](:\d+)?", re.ASCII)


def register(app: Dash, context: AppContext) -> None:
    """Check every request before anything else does. Not with Flask's TRUSTED_HOSTS, which knows no exception."""
    app.server.before_request(partial(_refuse_other_host, app, context))


def _refuse_other_host(app: Dash, context: AppContext) -> Response | None:
    """A probe asks for health by the address of the machine, and the answer holds no figures."""
    names = context.settings.names
    if names is None or request.path in HEALTH_PATHS:
        return None
    if LOOPBACK_SIX in names and SIX_HOST.fullmatch(request.headers.get("Host", "")):
        return None  # Werkzeug compares no name that holds a colon
    try:
        get_host(request.environ, names)
    except SecurityError:
        _log_name(request.headers.get("Host", "")[:MAX_LOGGED].encode("unicode_escape").decode())
        return error_handlers.refuse_with_message(app, context, HTTPStatus.BAD_REQUEST, (OTHER_NAME, WHICH_NAME))
    return None


@lru_cache(maxsize=MAX_NAMES)
def _log_name(name: str) -> None:
    """Say once why a name is not answered: strangers may send any number of them."""
    LOG.warning("refused the name “%s”: MARACDASH_HOSTS, or MARACDASH_HOST, does not name it", name)
