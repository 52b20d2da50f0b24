"""The cookie that holds a session's token: out of reach of scripts, and over https for this host alone."""

from __future__ import annotations

from flask import Response, current_app, request

from callbacks.cookies import cookie_name

NAME = "maracdash-session"


def read_token() -> str:
    """The token that this browser sends, if any."""
    return request.cookies.get(_name(), "")


def set_token(response: Response, token: str) -> Response:
    """Give the browser a token, until it is closed."""
    response.set_cookie(_name(), token, secure=_https(), httponly=True, samesite="Lax", path="/")
    return response


def clear_token(response: Response) -> Response:
    """Take the token from the browser; it means nothing any more in any case."""
    response.delete_cookie(_name(), secure=_https(), httponly=True, samesite="Lax", path="/")
    return response


def _name() -> str:
    return cookie_name(NAME, https=_https())


def _https() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])
