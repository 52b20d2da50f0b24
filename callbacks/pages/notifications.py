"""Notices: listed, marked as read, counted for the header, and as a feed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from http import HTTPStatus

from dash import Dash
from flask import Blueprint, Response, jsonify, request
from flask_wtf.csrf import CSRFError

from callbacks.context import Context
from callbacks.http import sessions
from callbacks.http.error_messages import sentence
from callbacks.http.server_pages import Desk, to
from layouts.pages import notifications as page
from layouts.pages.notifications import Shown
from maracdash.model.areas import Area
from maracdash.model.notices import Notice, about
from maracdash.notices import notices
from maracdash.notices.feeds import MEDIA_TYPE, atom
from maracdash.notices.read_state import mark_read, mark_unread, read

MOST = 100
OLD_FORM = "This page was not one of ours, or older than your browser's data. Load it again. Nothing was changed."
UNREAD = "unread"


class Board:
    """The notices of a data folder, worked out again only when the data or the day changes."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._held: tuple[tuple[object, ...], tuple[Notice, ...]] = ((), ())

    def notices(self) -> tuple[Notice, ...]:
        """Newest first."""
        key = self._key(datetime.now(UTC).date())
        held = self._held
        if held[0] != key:
            settings = self.context.settings
            held = (key, notices(self.context.reader, datetime.now(UTC).date(), settings.due_days))
            self._held = held
        return held[1]

    def _key(self, today: date) -> tuple[object, ...]:
        return (today, *self.context.record.stamp())


def register(app: Dash, context: Context) -> None:
    """/notifications, /notifications/count and /notifications.atom."""
    desk, board = Desk(app, context), Board(context)
    routes = Blueprint("notifications", __name__)
    routes.add_url_rule("/notifications", "listed", partial(listed, desk, board))
    routes.add_url_rule("/notifications", "mark", partial(mark, desk, board), methods=["POST"])
    routes.add_url_rule("/notifications/count", "count", partial(count, desk, board))
    routes.add_url_rule("/notifications.atom", "feed", partial(feed, desk, board))
    routes.register_error_handler(
        CSRFError, lambda _: desk.sentence("Please send it again", OLD_FORM, HTTPStatus.BAD_REQUEST)
    )
    routes.register_error_handler(
        OSError, lambda error: desk.sentence("That did not work", sentence(error), HTTPStatus.INTERNAL_SERVER_ERROR)
    )
    app.server.register_blueprint(routes)


def listed(desk: Desk, board: Board) -> Response:
    """As filtered by the address."""
    everything = board.notices()
    marac, unread = request.args.get("marac", ""), request.args.get("show") == UNREAD
    seen = read(desk.folder, sessions.browser())
    found = about(everything, marac) if marac else everything
    kept = [each for each in found if not (unread and each.id in seen)]
    shown = Shown(
        notices=tuple((each, each.id in seen) for each in kept[:MOST]),
        count=len(kept),
        unread=sum(each.id not in seen for each in found),
        maracs=_maracs(everything),
        marac=marac,
        only_unread=unread,
        address=request.full_path.rstrip("?"),
    )
    return desk.page(page.HEADING, page.layout(shown, sessions.token()), here="notifications")


def mark(desk: Desk, board: Board) -> Response:
    """One as read or unread, or all that the filter shows as read."""
    sessions.protect()
    who, form = sessions.browser(), request.form
    known = {each.id for each in board.notices()}
    mark_read(desk.folder, who, known & {form.get("read", "")})
    mark_unread(desk.folder, who, known & {form.get("unread", "")})
    if "all" in form:
        marac = request.args.get("marac", "")
        found = about(board.notices(), marac) if marac else board.notices()
        mark_read(desk.folder, who, [each.id for each in found])
    return to(request.full_path.rstrip("?"))


def count(desk: Desk, board: Board) -> Response:
    """How many this browser has not read."""
    seen = read(desk.folder, sessions.browser())
    return jsonify(unread=sum(each.id not in seen for each in board.notices()))


def feed(desk: Desk, board: Board) -> Response:
    """The same as Atom, for one Marac or all."""
    marac = request.args.get("marac", "")
    found = about(board.notices(), marac) if marac else board.notices()
    page_address = f"{request.url_root}notifications"
    content = atom(
        found, title=f"{desk.context.settings.deployment}: notifications", page=page_address, feed=request.url
    )
    return Response(content, content_type=f"{MEDIA_TYPE}; charset=utf-8")


def _maracs(found: Sequence[Notice]) -> tuple[Area, ...]:
    areas = {each.area for each in found if each.area}
    return tuple(sorted(areas, key=lambda each: (each.name.casefold(), each.code)))
