"""The page of a board pack: a form whose answer is its own address."""

from __future__ import annotations

from functools import partial
from urllib.parse import parse_qsl, urlsplit

from dash import Dash
from flask import Blueprint, Response, request

from callbacks.context import AppContext
from callbacks.http import address_checks
from callbacks.http.server_pages import ServerPages, redirect
from callbacks.pages.board_packs import CHOSEN, ask_outline, resolve_pack, write_changes
from callbacks.pages.revisions import release_in_address
from layouts.pages import board_pack
from layouts.pages.board_pack import DOWN, MOVE, PATH, UP, BoardPackPage
from maracdash import queries
from maracdash.exports.board_packs import WRITERS
from maracdash.model.board_packs import PackRequest, move_item, parse_item
from maracdash.model.errors import MaracdashError, NotFoundError

SCRIPTS = ("form-pack.js", "notices.js", "session.js")
WAYS = {UP: -1, DOWN: 1}
MOVE_REFUSED = "“move={}” is not understood. Press Up or Down beside an item."


def register(app: Dash, context: AppContext) -> None:
    """/board-pack."""
    routes = Blueprint("board-pack", __name__)
    routes.add_url_rule(PATH, "page", partial(serve_page, ServerPages(app, context)))
    app.server.register_blueprint(routes)


def serve_page(server_pages: ServerPages) -> Response:
    """Page of the pack that an address asks for; a move first becomes the address of the order that it makes."""
    context = server_pages.context
    try:
        asked = resolve_pack(context, request.full_path)
        if move := dict(parse_qsl(urlsplit(request.full_path).query)).get(MOVE):
            return _redirect_to_order(asked, move)
        release = release_in_address(request.full_path)
        shown = BoardPackPage(
            request=asked,
            changes=write_changes(context, asked, release) if release and asked.items else (),
            choices=context.reader.ask(queries.CHOICES),
            pack=ask_outline(context, asked, request.url_root.rstrip("/")) if asked.items else None,
            chosen=CHOSEN,
            formats=tuple((form, writer.title) for form, writer in WRITERS.items()),
        )
        return server_pages.page(board_pack.HEADING, board_pack.layout(shown), here="dashboards", scripts=SCRIPTS)
    except MaracdashError as error:
        return address_checks.refuse_request(server_pages.app, context, error)


def _redirect_to_order(asked: PackRequest, move: str) -> Response:
    way, _, text = move.partition("~")
    if way not in WAYS:
        raise NotFoundError(MOVE_REFUSED.format(move[:40]))
    item = parse_item(text)
    place = asked.items.index(item) if item in asked.items else -1
    moved = move_item(asked, place, WAYS[way])
    return redirect(f"{PATH}?{moved.query()}&{CHOSEN}=yes#{board_pack.item_id(item)}")
