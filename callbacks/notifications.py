"""Notices: listed, marked as read, counted for the header, and as a feed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from http import HTTPStatus

from dash import Dash
from flask import Blueprint, Response, jsonify, request
from flask_wtf.csrf import CSRFError

from callbacks.context import AppContext
from callbacks.http import sessions
from callbacks.http.address_checks import EXPIRED_FORM
from callbacks.http.server_pages import ServerPages, redirect
from callbacks.identity import current_person
from layouts.pages import notifications as page
from layouts.pages.notifications import NotificationsPage
from maracdash.model.areas import Area
from maracdash.model.audiences import Audience
from maracdash.model.notices import Notification, filter_notifications
from maracdash.model.people import PUBLIC, Person
from maracdash.notices import collect_notices
from maracdash.notices.feeds import MEDIA_TYPE, write_atom_feed
from maracdash.notices.read_state import mark_read, mark_unread, read_ids

MAX_NOTICES = 100
LOG = logging.getLogger("maracdash.callbacks")
UNAVAILABLE = "The notifications cannot be read or marked at the moment. Load the page again in a minute."
UNREAD_FILTER = "unread"
SIGN_IN_FIRST = "Sign in first"
NO_MARKS = "Which notifications were read is kept for those who sign in. Nothing was marked."


class NoticeCache:
    """The notices of a data folder for each set of rights, worked out again only when the data or the day changes."""

    def __init__(self, context: AppContext) -> None:
        self.context = context
        self._held: dict[tuple[Audience, Person], tuple[tuple[object, ...], tuple[Notification, ...]]] = {}

    def notices(self) -> tuple[Notification, ...]:
        """Newest first."""
        today, reader = datetime.now(UTC).date(), self.context.reader
        key, rights = self._key(today), replace(current_person(), id="", name="")
        asked = (reader.audience, rights)
        held = self._held.get(asked)
        if held is None or held[0] != key:
            held = (key, collect_notices(reader, today, self.context.settings.due_days, rights))
            self._held = {each: kept for each, kept in self._held.items() if kept[0] == key} | {asked: held}
        return held[1]

    def _key(self, today: date) -> tuple[object, ...]:
        return (today, *self.context.record.change_token())


def register(app: Dash, context: AppContext) -> None:
    """/notifications, /notifications/count and /notifications.atom."""
    server_pages, cache = ServerPages(app, context), NoticeCache(context)
    routes = Blueprint("notifications", __name__)
    routes.add_url_rule("/notifications", "listed", partial(serve_notices, server_pages, cache))
    routes.add_url_rule("/notifications", "mark", partial(mark_notices, server_pages, cache), methods=["POST"])
    routes.add_url_rule("/notifications/count", "count", partial(serve_unread_count, server_pages, cache))
    routes.add_url_rule("/notifications.atom", "feed", partial(serve_feed, server_pages, cache))
    routes.register_error_handler(
        CSRFError, lambda _: server_pages.message_page("Please send it again", EXPIRED_FORM, HTTPStatus.BAD_REQUEST)
    )
    routes.register_error_handler(OSError, partial(_say_unavailable, server_pages))
    app.server.register_blueprint(routes)


def serve_notices(server_pages: ServerPages, cache: NoticeCache) -> Response:
    """Page of notices, filtered as the address says."""
    everything = cache.notices()
    marac, marks = request.args.get("marac", ""), _keeps_marks()
    unread = marks and request.args.get("show") == UNREAD_FILTER
    seen = read_ids(server_pages.folder, sessions.owner_id()) if marks else frozenset()
    found = filter_notifications(everything, marac) if marac else everything
    kept = [each for each in found if not (unread and each.id in seen)]
    shown = NotificationsPage(
        notices=tuple((each, each.id in seen) for each in kept[:MAX_NOTICES]),
        count=len(kept),
        unread=sum(each.id not in seen for each in found),
        maracs=_maracs_of_notices(everything),
        marac=marac,
        only_unread=unread,
        address=request.full_path.rstrip("?"),
        marks=marks,
    )
    content = page.layout(shown, sessions.form_token() if marks else "")
    return server_pages.page(page.HEADING, content, here="notifications")


def mark_notices(server_pages: ServerPages, cache: NoticeCache) -> Response:
    """Mark one notice as read or unread, or all that the filter shows as read."""
    sessions.check_token()
    if not _keeps_marks():
        return server_pages.message_page(SIGN_IN_FIRST, NO_MARKS, HTTPStatus.FORBIDDEN)
    who, form = sessions.owner_id(), request.form
    known = {each.id for each in cache.notices()}
    mark_read(server_pages.folder, who, known & {form.get("read", "")})
    mark_unread(server_pages.folder, who, known & {form.get("unread", "")})
    if "all" in form:
        marac = request.args.get("marac", "")
        found = filter_notifications(cache.notices(), marac) if marac else cache.notices()
        mark_read(server_pages.folder, who, [each.id for each in found])
    return redirect(request.full_path.rstrip("?"))


def serve_unread_count(server_pages: ServerPages, cache: NoticeCache) -> Response:
    """Number of notices that this browser has not read, as JSON; null where nobody can say."""
    if not _keeps_marks():
        return jsonify(unread=None)
    try:
        seen = read_ids(server_pages.folder, sessions.owner_id())
        return jsonify(unread=sum(each.id not in seen for each in cache.notices()))
    except OSError as error:
        LOG.warning("unread notices cannot be counted: %s", error.strerror or error)
        return jsonify(unread=None)


def serve_feed(server_pages: ServerPages, cache: NoticeCache) -> Response:
    """Atom feed of the notices, for one Marac or all."""
    marac = request.args.get("marac", "")
    found = filter_notifications(cache.notices(), marac) if marac else cache.notices()
    page_address = f"{request.url_root}notifications"
    content = write_atom_feed(
        found, title=f"{server_pages.context.settings.deployment}: notifications", page=page_address, feed=request.url
    )
    return Response(content, content_type=f"{MEDIA_TYPE}; charset=utf-8")


def _keeps_marks() -> bool:
    """Tell whether marks are kept for whoever asks: for any browser of the public they would fill the disk."""
    return current_person() != PUBLIC


def _say_unavailable(server_pages: ServerPages, error: OSError) -> Response:
    LOG.warning("notices cannot be read: %s", error.strerror or error)
    return server_pages.message_page("Not at the moment", UNAVAILABLE, HTTPStatus.SERVICE_UNAVAILABLE)


def _maracs_of_notices(found: Sequence[Notification]) -> tuple[Area, ...]:
    areas = {each.area for each in found if each.area}
    return tuple(sorted(areas, key=lambda each: (each.name.casefold(), each.code)))
