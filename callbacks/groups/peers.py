"""The page of the peer finder."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, request

from callbacks.http.server_pages import ServerPages
from callbacks.pages import peer_finder, revisions
from layouts.pages import peer_finder as page


def serve_peers(server_pages: ServerPages) -> Response:
    """Serve the areas most like one. Raises NotFoundError and NoReleaseError."""
    context, address = server_pages.context, request.full_path
    revisions.check_release(context, address)
    choice = peer_finder.resolve_peers(context, address)
    shown = peer_finder.build_page(context, choice)
    content = [*revisions.build_notice(context, address), *page.layout(shown)]
    return server_pages.group_page(shown.heading, content, choice.own, HTTPStatus.OK, "peers")
