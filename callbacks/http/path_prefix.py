"""A site under a path of its host, as https://host/marac/: within the app every address begins at /, as everywhere.

What comes in loses the prefix, whether the proxy left it or not; what goes out gains it, in one place: addresses in
attributes of pages, in properties of components, and of redirects. Scripts find it at the page's root element.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from dash import Dash
from flask import Response, request

from callbacks.http.problems import is_api
from callbacks.packing import ENCODING, Packed, unpack

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ADDRESS_NAMES = b"href|action|formaction|src|data-keeps"
REWRITTEN = frozenset({"text/html", "application/json"})
ROOT_ELEMENT = b"<html "
SLASH = rb"(?:/|\\u002f)"
"""As it is, and as Dash writes it in JSON."""


def register(app: Dash, prefix: str) -> None:
    """Serve under a prefix. After everything else, so that every answer passes here first."""
    server: Any = app.server
    server.wsgi_app = _strip_prefix(server.wsgi_app, prefix)
    server.after_request(partial(_add_prefix, prefix, _compile_pattern(prefix)))


def _strip_prefix(wsgi_app: WSGIApplication, prefix: str) -> WSGIApplication:
    def serve(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == prefix or path.startswith(f"{prefix}/"):
            environ["PATH_INFO"] = path.removeprefix(prefix) or "/"
        environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}{prefix}"
        return wsgi_app(environ, start)

    return serve


def _compile_pattern(prefix: str) -> re.Pattern[bytes]:
    """The place before an address of ours that has no prefix yet: an attribute of HTML, or a property of JSON."""
    there = SLASH.join(re.escape(each.encode()) for each in prefix.split("/")[1:])
    ours = rb"(?=" + SLASH + rb"(?!" + SLASH + rb"|" + there + rb'(?:["?#]|' + SLASH + rb")))"
    return re.compile(rb"(\b(?:" + ADDRESS_NAMES + rb')(?:="|":\s*"))' + ours)


def _add_prefix(prefix: str, pattern: re.Pattern[bytes], response: Response) -> Response:
    """Add it to every address of ours in an answer. A program's answers hold none."""
    if _is_ours(response.location or "", prefix):
        response.headers["Location"] = f"{prefix}{response.location}"
    if response.mimetype in REWRITTEN and not response.direct_passthrough and not is_api(request.path):
        content = pattern.sub(rb"\1" + prefix.encode(), _take_content(response))
        if response.mimetype == "text/html":
            content = content.replace(ROOT_ELEMENT, ROOT_ELEMENT + f'data-root="{prefix}" '.encode(), 1)
        response.set_data(content)
    return response


def _take_content(response: Response) -> bytes:
    """The content of an answer; one that lay packed is unpacked, and is packed anew with what it gains."""
    content = response.get_data()
    if response.headers.get("Content-Encoding") != ENCODING:
        return content
    del response.headers["Content-Encoding"]
    return unpack(Packed(content))


def _is_ours(location: str, prefix: str) -> bool:
    """Tell an address of ours without its prefix from one that a browser sent with it, and from other sites."""
    there = location == prefix or location.startswith(tuple(f"{prefix}{end}" for end in "/?#"))
    return location.startswith("/") and not location.startswith("//") and not there
