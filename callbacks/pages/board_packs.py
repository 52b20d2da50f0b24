"""Board packs: the meaning of an address, asked and written. The same for the page and its files."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from callbacks.context import AppContext
from maracdash.model.board_packs import BoardPack, PackItem, PackPart, PackRequest, parse_pack_request
from maracdash.reading.board_packs import ask_pack, resolve_pack_request
from maracdash.words.board_packs import write_pack

FIRST_ITEMS = (PackItem(part=PackPart.DASHBOARD, slug="overview"),)
CHOSEN = "chosen"
"""Part of an address that says that the reader has chosen, if only nothing."""


def resolve_pack(context: AppContext, address: str) -> PackRequest:
    """Resolve an address. Raises NotFoundError or NoReleaseError."""
    start, pairs = context.start, parse_qsl(urlsplit(address).query)
    items = () if any(name in (CHOSEN, "item") for name, _ in pairs) else FIRST_ITEMS
    default = PackRequest(marac=start.marac, quarter=start.quarter, items=items)
    return resolve_pack_request(context.reader, parse_pack_request(pairs, default))


def ask_outline(context: AppContext, request: PackRequest) -> BoardPack:
    """The outline of a request. Raises MissingChoiceError where nothing is chosen."""
    return write_pack(ask_pack(context.reader, request))
