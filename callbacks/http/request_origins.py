"""Origins of requests that change something: a page of this site, or of another."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request

OWN_SITE = frozenset({"same-origin", "none"})
FOREIGN = "This did not come from a page of this site. Nothing was changed."


def is_own_origin() -> bool:
    """Tell whether a page of this site asks, by what the browser says and no page can change.

    Sec-Fetch-Site is the browser's own verdict, and is sent over https and on this machine alone; else Origin must name
    the host that was asked. What sends neither is no browser of these years, and has the token of a form to show.
    """
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site in OWN_SITE
    origin = request.headers.get("Origin", "")
    return not origin or urlsplit(origin).netloc == request.host
