"""Groups of one's own: pages that the server writes whole, so that they work without a script."""

from __future__ import annotations

from functools import partial

from dash import Dash
from flask import Blueprint
from flask_wtf.csrf import CSRFError

from callbacks.context import AppContext
from callbacks.groups import editing, peers, saving
from callbacks.http import address_checks
from callbacks.http.server_pages import ServerPages
from maracdash.model.errors import MaracdashError


def register(app: Dash, context: AppContext) -> None:
    """/groups, /peers, and what changes the groups that are kept with an account, under /account/groups."""
    server_pages = ServerPages(app, context)
    routes = Blueprint("groups", __name__)
    routes.add_url_rule("/groups", "groups", partial(editing.serve_groups, server_pages))
    routes.add_url_rule("/peers", "peers", partial(peers.serve_peers, server_pages))
    saving.register(routes, server_pages)
    routes.register_error_handler(CSRFError, partial(address_checks.refuse_expired_form, app, context))
    routes.register_error_handler(MaracdashError, partial(address_checks.refuse_request, app, context))
    app.server.register_blueprint(routes)
