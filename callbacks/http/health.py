"""Health checks: the process is alive, and it can answer."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Flask, Response

from callbacks.context import AppContext
from maracdash.model.errors import MaracdashError
from maracdash.reading.first_page import ask_first_headlines

ALIVE_PATH, READY_PATH = HEALTH_PATHS = ("/healthz", "/readyz")


def register(server: Flask, context: AppContext) -> None:
    """/healthz and /readyz."""
    health = Blueprint("health", __name__)
    health.add_url_rule(ALIVE_PATH, view_func=serve_alive)
    health.add_url_rule(READY_PATH, "ready", partial(serve_ready, context))
    server.register_blueprint(health)


def serve_alive() -> Response:
    """200 as long as the process answers at all."""
    return Response("alive\n", mimetype="text/plain")


def serve_ready(context: AppContext) -> Response:
    """200 with the release's name where it opens and answers, else 503 with the reason."""
    try:
        answer = ask_first_headlines(context.reader, context.settings.default_marac, context.settings.home_force)
    except MaracdashError as error:
        return Response(f"{error}\n", status=503, mimetype="text/plain")
    return Response(f"ready {answer.cards[0].release.id}\n", mimetype="text/plain")
