"""Router of the pages: figures are asked for when a page is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

import dash
from dash.development.base_component import Component

from callbacks.context import AppContext
from callbacks.pages.page_record import SLUG, Page, PageContent, build_family
from layouts import ids
from layouts.html import menus, page_frame
from layouts.html.menus import MenuEntry
from layouts.html.page_frame import PageFrame
from layouts.pages import not_found
from maracdash.model.errors import MaracdashError
from maracdash.model.query_strings import read_query

TAB_TITLE = "data-title"
PATHNAME = "_pages_location.pathname"
FAMILY_PARTS = ("within", "since")


def register(context: AppContext, pages: Sequence[Page[Any]]) -> None:
    """Tell Dash of every page."""
    for page in pages:
        dash.register_page(
            f"pages.{page.name}",
            path_template=page.path,
            name=page.title,
            title=f"{page.title} – {context.settings.deployment}",
            layout=partial(build_routed_page, context, page, build_family(pages, page)),
        )
    dash.register_page(
        "pages.not_found_404",
        path="/not-found",
        title=context.settings.deployment,
        layout=partial(_not_found_page, context, not_found.NOT_FOUND),
    )


def build_routed_page(
    context: AppContext, page: Page[Any], family: Sequence[MenuEntry] = (), /, **query: str
) -> list[Component]:
    """A page as the router asks for it. Dash lets a query's word hide the part of the path of that name: not here."""
    query.pop("slug", None)
    path: str = dash.ctx.inputs[PATHNAME].removeprefix(context.settings.path_prefix)
    slug = path.removeprefix(page.path.removesuffix(SLUG))
    return build_page(context, page, f"{page.path.replace(SLUG, slug)}?{urlencode(query)}", family)


def build_page(context: AppContext, page: Page[Any], address: str, family: Sequence[MenuEntry] = ()) -> list[Component]:
    """A page with everything around it; a sentence in its place where it cannot be had."""
    try:
        opened = page.open(context, address)
        forms = menus.build_family_menu(family, page.name, opened.selection, _kept(address))
        return page_frame.frame_page(_page_frame(context, page, opened), [*forms, *opened.content])
    except MaracdashError as error:
        return _message_page(context, not_found.choose_heading(error), context.explain(error))


def read_tab_title(content: Sequence[Component]) -> str:
    """Title that the browser's tab has for a page: of its board, where it has one, else of the whole."""
    main = next(each for each in content if getattr(each, "id", "") == ids.CONTENT)
    titled = (each for each in (*main.children, main) if getattr(each, "id", "") in (ids.BOARD, ids.CONTENT))
    return str(getattr(next(titled), TAB_TITLE))


def _kept(address: str) -> dict[str, str]:
    """Parts of an address that the other forms of the page understand too."""
    query = read_query(address)
    return {part: query[part] for part in FAMILY_PARTS if query.get(part)}


def _not_found_page(context: AppContext, sentence: str, /, **_: str) -> list[Component]:
    return _message_page(context, not_found.HEADING, sentence)


def _message_page(context: AppContext, heading: str, sentence: str) -> list[Component]:
    return page_frame.frame_page(_bare(context, heading), not_found.layout(heading, sentence))


def _page_frame(context: AppContext, page: Page[Any], opened: PageContent) -> PageFrame:
    """A page without a selection holds no figures, and so needs no release."""
    title = opened.title or page.title
    if opened.selection is None:
        return _bare(context, title)
    return replace(
        _bare(context, title),
        here=page.name,
        family=page.family,
        selection=opened.selection,
        release=context.reader.release,
        marking=context.reader.marking,
        view=context.view,
        remark=context.remark,
    )


def _bare(context: AppContext, title: str) -> PageFrame:
    return PageFrame(deployment=context.settings.deployment, title=title, menu=context.menu, tools=context.tools)
