"""Notices as an Atom feed."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import NAMESPACE_OID, uuid5

from feedgenerator import Atom1Feed

from maracdash.model.notices import Notice

MEDIA_TYPE = "application/atom+xml"


def atom(notices: Sequence[Notice], *, title: str, page: str, feed: str) -> bytes:
    """The feed; `page` and `feed` are the full addresses of the notices and of the feed itself."""
    found = Atom1Feed(title=title, link=page, description="", feed_url=feed, feed_guid=_id(title, ""), language="en-GB")
    for each in notices:
        found.add_item(
            title=each.kind.capitalize(),
            link=f"{page}#{each.id}",
            description=each.text,
            unique_id=_id(title, each.id),
            pubdate=each.when,
            updateddate=each.when,
            author_name=title,
            categories=[str(each.kind), *([each.area.name] if each.area else [])],
        )
    text: str = found.writeString("utf-8")
    return text.encode()


def _id(title: str, notice: str) -> str:
    """The same for ever, whatever the address is that the feed is asked for by."""
    return uuid5(NAMESPACE_OID, f"{title}#{notice}").urn
