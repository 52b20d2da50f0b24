"""Notices as an Atom feed."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import NAMESPACE_OID, uuid5

from feedgenerator import Atom1Feed

from maracdash.model.notices import Notification

MEDIA_TYPE = "application/atom+xml"


def write_atom_feed(notices: Sequence[Notification], *, title: str, page: str, feed: str) -> bytes:
    """The feed; `page` and `feed` are the full addresses of the notices and of the feed itself."""
    found = Atom1Feed(
        title=title, link=page, description="", feed_url=feed, feed_guid=_permanent_id(title, ""), language="en-GB"
    )
    for each in notices:
        found.add_item(
            title=each.kind.capitalize(),
            link=f"{page}#{each.id}",
            description=each.text,
            unique_id=_permanent_id(title, each.id),
            pubdate=each.when,
            updateddate=each.when,
            author_name=title,
            categories=[str(each.kind), *([each.area.name] if each.area else [])],
        )
    text: str = found.writeString("utf-8")
    return text.encode()


def _permanent_id(title: str, notice: str) -> str:
    """Identifier that stays the same for ever, whatever the address of the feed."""
    return uuid5(NAMESPACE_OID, f"{title}#{notice}").urn
