"""Board packs: a page that the server writes whole, so that it works without a script, and those that people keep."""

from __future__ import annotations

from functools import partial

from dash import Dash
from flask import Blueprint
from flask_wtf.csrf import CSRFError

from callbacks.board_packs import editing, everyone, meeting, saving
from callbacks.context import AppContext
from callbacks.http import address_checks
from callbacks.http.server_pages import ServerPages
from layouts.pages.board_pack import PATH
from maracdash.model.errors import MaracdashError


def register(app: Dash, context: AppContext) -> None:
    """/board-pack with the packs of a whole region, /meeting, and what changes packs kept with an account."""
    server_pages = ServerPages(app, context)
    routes = Blueprint("board-pack", __name__)
    routes.add_url_rule(PATH, "page", partial(editing.serve_page, server_pages))
    saving.register(routes, server_pages)
    everyone.register(routes, server_pages)
    meeting.register(routes, server_pages)
    routes.register_error_handler(CSRFError, partial(address_checks.refuse_expired_form, app, context))
    routes.register_error_handler(MaracdashError, partial(address_checks.refuse_request, app, context))
    app.server.register_blueprint(routes)
