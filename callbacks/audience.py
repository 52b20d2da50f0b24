"""The audience of a request: that of the person who asks, or the public's where they want to see what it sees."""

from __future__ import annotations

from flask import current_app, has_request_context, request

from callbacks.cookies import cookie_name
from callbacks.identity import current_person
from layouts.html.page_frame import PUBLIC_VIEW, ViewSwitch
from maracdash.model.audiences import Audience

VIEW_COOKIE = "maracdash-view"


def current_audience() -> Audience:
    """The audience whose release answers this request; the public's outside of one."""
    return Audience.SAFE if views_as_public() else current_person().audience


def views_as_public() -> bool:
    """Tell whether this browser asked for figures as the public would see them.

    A cookie says so: it takes rights away and can give none.
    """
    return has_request_context() and request.cookies.get(view_cookie_name()) == PUBLIC_VIEW


def view_cookie_name() -> str:
    """Name of the cookie of this app: over https one that is bound to this host."""
    return cookie_name(VIEW_COOKIE, https=bool(current_app.config.get("SESSION_COOKIE_SECURE")))


def build_view_switch() -> ViewSwitch | None:
    """The switch between the person's own figures and the public's; none for who sees no others."""
    return ViewSwitch(public=views_as_public()) if current_person().audience != Audience.SAFE else None
