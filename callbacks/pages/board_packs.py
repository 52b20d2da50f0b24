"""Board packs: the meaning of an address, asked and written. The same for the page and its files."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

from callbacks.context import AppContext
from maracdash import queries
from maracdash.meeting_actions import list_actions
from maracdash.model.areas import Area, AreaHierarchy
from maracdash.model.board_packs import BoardPack, PackItem, PackPart, PackRequest, parse_pack_request
from maracdash.model.errors import NotFoundError
from maracdash.model.meeting_actions import ActionList
from maracdash.reading.board_packs import ask_pack, resolve_pack_request
from maracdash.words.board_packs import write_pack
from maracdash.words.meeting_actions import write_open
from maracdash.words.pack_changes import write_pack_changes

FIRST_ITEMS = (PackItem(part=PackPart.DASHBOARD, slug="overview"),)
NOT_THEN = "The figures that this pack was made with cannot be set beside those shown here. {}"
CHOSEN = "chosen"
"""Part of an address that says that the reader has chosen, if only nothing."""


def resolve_pack(context: AppContext, address: str) -> PackRequest:
    """Resolve an address. Raises NotFoundError or NoReleaseError."""
    start, pairs = context.start, parse_qsl(urlsplit(address).query)
    items = () if any(name in (CHOSEN, "item") for name, _ in pairs) else FIRST_ITEMS
    default = PackRequest(marac=start.marac, quarter=start.quarter, items=items)
    return resolve_pack_request(context.reader, parse_pack_request(pairs, default))


def ask_outline(context: AppContext, request: PackRequest, site: str) -> BoardPack:
    """The outline of a request. Raises MissingChoiceError where nothing is chosen."""
    answers = ask_pack(context.reader, request)
    return write_pack(answers, site, read_actions(context, answers.hierarchy))


def read_actions(context: AppContext, place: AreaHierarchy) -> ActionList | None:
    """Actions of the meetings of a Marac today; None for whoever may not see its full figures."""
    return list_actions(context.settings.data, place, context.reader.audience, datetime.now(UTC).date())


def write_open_actions(context: AppContext, area: Area) -> str:
    """Open actions of a Marac or force in a sentence; empty without any, and for whoever may not see them."""
    listed = read_actions(context, context.reader.ask(queries.DIRECTORY).hierarchy(area))
    return write_open(listed) if listed else ""


def write_changes(context: AppContext, request: PackRequest, release: str) -> tuple[str, ...]:
    """Changes since the release that a pack was made with, in words. Raises NotFoundError for an unknown release."""
    then = context.reader.at(release)
    try:
        return write_pack_changes(ask_pack(then, request), ask_pack(context.reader, request))
    except NotFoundError as error:
        return (NOT_THEN.format(error),)
