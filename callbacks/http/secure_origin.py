"""The origin as browsers see it: https where a proxy in front serves it, and the addresses that proxies pass on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Request
from werkzeug.middleware.proxy_fix import ProxyFix

from maracdash.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ORIGINAL = "werkzeug.proxy_fix.orig"


def register(server: Flask, settings: Settings) -> None:
    """Believe as many proxies as the deployment has, and no more."""
    wsgi: Any = server
    if settings.https:
        wsgi.wsgi_app = _serve_https(server.wsgi_app)
    if settings.proxies:
        wsgi.wsgi_app = ProxyFix(server.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=0)


def direct_address(request: Request) -> str:
    """The address that the request really came from: the last proxy's, where there is one."""
    original = request.environ.get(ORIGINAL, request.environ)
    return str(original.get("REMOTE_ADDR") or "")


def _serve_https(wsgi_app: WSGIApplication) -> WSGIApplication:
    def serve(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        environ["wsgi.url_scheme"] = "https"
        return wsgi_app(environ, start)

    return serve
