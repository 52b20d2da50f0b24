"""Whether the process lives, and whether it can answer."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Flask, Response

from callbacks.context import Context
from maracdash.model.errors import MaracdashError
from maracdash.reading.first_page import first_headlines


def register(server: Flask, context: Context) -> None:
    """/healthz and /readyz."""
    health = Blueprint("health", __name__)
    health.add_url_rule("/healthz", view_func=alive)
    health.add_url_rule("/readyz", "ready", partial(ready, context))
    server.register_blueprint(health)


def alive() -> Response:
    """200 as long as the process answers at all."""
    return Response("alive\n", mimetype="text/plain")


def ready(context: Context) -> Response:
    """200 with the release's name where it opens and answers, else 503 with the reason."""
    try:
        answer = first_headlines(context.reader, context.settings.default_marac, context.settings.home_force)
    except MaracdashError as error:
        return Response(f"{error}\n", status=503, mimetype="text/plain")
    return Response(f"ready {answer.cards[0].release.id}\n", mimetype="text/plain")
