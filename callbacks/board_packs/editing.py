"""The page of a board pack: a form whose answer is its own address."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, request

from callbacks.context import AppContext
from callbacks.http import sessions
from callbacks.http.server_pages import ServerPages, redirect
from callbacks.identity import accounts_database, current_person
from callbacks.pages.board_packs import CHOSEN, ask_outline, resolve_pack, write_changes
from callbacks.pages.revisions import release_in_address
from layouts.pages import board_pack
from layouts.pages.board_pack import PATH, BoardPackPage
from layouts.pages.pack_items import DOWN, MOVE, UP, item_id
from layouts.pages.saved_packs import SavedPacks
from maracdash import queries
from maracdash.accounts.saved_packs import SavedPack, list_saved_packs
from maracdash.exports.board_packs import WRITERS
from maracdash.model.board_packs import PackRequest, move_item, parse_item
from maracdash.model.errors import NotFoundError, StorageError
from maracdash.model.people import PUBLIC
from maracdash.model.query_strings import read_query
from maracdash.pack_runs.runs import find_newest_run
from maracdash.reading.board_packs import list_pack_areas, list_pack_choices
from maracdash.settings import SignIn
from maracdash.words.groups import write_in_use, write_members

SCRIPTS = ("form-focus.js", "form-pack.js", "notices.js", "session.js")
WAYS = {UP: -1, DOWN: 1}
MOVE_REFUSED = "“move={}” is not understood. Press Up or Down beside an item."
NOBODY_SIGNS_IN = (
    "Nobody signs in here, so a pack lives in the address of this page alone: keep the link, or it is gone."
)
SIGN_IN_FIRST = "A pack lives in the address of this page. Sign in, and you can also keep it with your account."
UNREADABLE = "Your saved packs cannot be shown: {}"


def serve_page(server_pages: ServerPages) -> Response:
    """Page of the pack that an address asks for; a move first becomes the address of the order that it makes.

    Raises NotFoundError and NoReleaseError.
    """
    asked = resolve_pack(server_pages.context, request.full_path)
    if move := read_query(request.full_path).get(MOVE):
        return _redirect_to_order(asked, move)
    return show_page(server_pages, asked)


def show_page(
    server_pages: ServerPages,
    asked: PackRequest,
    typed: str = "",
    problem: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    """The page of a request; `problem` is why a pack could not be saved under the name that was typed."""
    context = server_pages.context
    release = release_in_address(request.full_path)
    saved, without = _read_saved(context)
    shown = BoardPackPage(
        request=asked,
        changes=write_changes(context, asked, release) if release and asked.items else (),
        choices=list_pack_choices(context.reader, asked.quarter, asked.marac),
        pack=ask_outline(context, asked, request.url_root.rstrip("/")) if asked.items else None,
        chosen=CHOSEN,
        formats=tuple((form, writer.title) for form, writer in WRITERS.items()),
        saved=SavedPacks(
            listed=saved, without=without, typed=typed, problem=problem, changed=request.args.get("changed", "")
        ),
        compared=_describe_group(context, asked),
        everyone=_describe_region(context, asked),
        last_run=_find_last_run(context),
    )
    token = sessions.form_token() if current_person() != PUBLIC else ""
    title = board_pack.HEADING if status is HTTPStatus.OK else f"Error: {board_pack.HEADING}"
    selection = asked.select(context.start.indicator)
    return server_pages.pack_page(title, board_pack.layout(shown, token), selection, status, SCRIPTS)


def _redirect_to_order(asked: PackRequest, move: str) -> Response:
    way, _, text = move.partition("~")
    if way not in WAYS:
        raise NotFoundError(MOVE_REFUSED.format(move[:40]))
    item = parse_item(text)
    place = asked.items.index(item) if item in asked.items else -1
    moved = move_item(asked, place, WAYS[way])
    return redirect(f"{PATH}?{moved.query()}&{CHOSEN}=yes#{item_id(item)}")


def _describe_group(context: AppContext, asked: PackRequest) -> str:
    """The group of one's own that the pack compares with, and its members; empty without one."""
    if asked.group is None:
        return ""
    known = context.reader.ask(queries.DIRECTORY)
    members = tuple(map(known.own, asked.group.members))
    return f"{write_in_use(known.own(asked.marac).name, asked.group.name)} {write_members(asked.group.name, members)}"


def _describe_region(context: AppContext, asked: PackRequest) -> tuple[str, int] | None:
    """The region whose packs can be written together; none for the public, and where a Marac is of no force."""
    if current_person() == PUBLIC:
        return None
    try:
        region, maracs = list_pack_areas(context.reader, asked.marac, asked.quarter)
    except NotFoundError:
        return None
    return region.name, len(maracs)


def _find_last_run(context: AppContext) -> str:
    if current_person() == PUBLIC:
        return ""
    run = find_newest_run(context.settings.data, sessions.owner_id())
    return run.id if run else ""


def _read_saved(context: AppContext) -> tuple[tuple[SavedPack, ...], str]:
    """Packs of whoever is signed in; else the sentence that says why there are none."""
    if not sessions.is_signed_in():
        nobody = context.settings.sign_in_mode in (SignIn.NONE, SignIn.PUBLIC)
        return (), NOBODY_SIGNS_IN if nobody else SIGN_IN_FIRST
    try:
        return list_saved_packs(accounts_database(), current_person().id), ""
    except StorageError as error:
        return (), UNREADABLE.format(error)
