"""Host checks: only the names of this deployment are answered, so that no page of another site can speak as ours."""

from __future__ import annotations

import re
from functools import partial
from http import HTTPStatus

from dash import Dash
from flask import Response, request
from werkzeug.exceptions import SecurityError
from werkzeug.wsgi import get_host

from callbacks.context import AppContext
from callbacks.http import error_handlers
from callbacks.http.health import HEALTH_PATHS

LOOPBACK_SIX = "::1"
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
        return error_handlers.refuse_with_message(app, context, HTTPStatus.BAD_REQUEST)
    return None
