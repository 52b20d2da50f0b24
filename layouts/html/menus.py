"""The main menu: where each page is for the reader's Marac and quarter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dash import dcc, html
from dash.development.base_component import Component

from layouts import ids
from layouts.html.attributes import attributes
from maracdash.model.selection import Selection


@dataclass(frozen=True, kw_only=True)
class MenuEntry:
    """A page by its name, its word in the menu, its bare address, and its address for a selection."""

    page: str
    word: str
    bare: str
    address: Callable[[Selection], str]


@dataclass(frozen=True, kw_only=True)
class ToolLink:
    """A page beside those of the router."""

    page: str
    word: str
    href: str


NOTIFICATIONS = ToolLink(page="notifications", word="Notifications", href="/notifications")
ACCOUNT = ToolLink(page="account", word="Account", href="/account")
SIGN_IN = ToolLink(page="sign-in", word="Sign in", href="/sign-in")
UPLOAD = ToolLink(page="upload", word="Upload", href="/upload")


def outputs(entries: Iterable[MenuEntry]) -> dict[str, tuple[str, str]]:
    """Outputs of the menu that a change of the chart page updates: a name, and the component's property."""
    return {f"to_{each.page}": (ids.menu_link(each.page), "href") for each in entries}


def menu_addresses(entries: Iterable[MenuEntry], selection: Selection) -> dict[str, str]:
    """The value of every output."""
    return {f"to_{each.page}": each.address(selection) for each in entries}


def build_menu(
    entries: Iterable[MenuEntry], here: str, selection: Selection | None, tools: Sequence[ToolLink] = ()
) -> Component:
    """The list, the page itself marked; `tools` are pages that the server writes whole."""
    shown = [
        html.Li(_page_link(each.word, each.address(selection) if selection else each.bare, each.page, here))
        for each in entries
    ]
    shown += [html.Li(_tool_link(each, here)) for each in tools]
    return html.Nav(html.Ul(shown), **attributes(aria_label="Main"))


def _page_link(word: str, href: str, page: str, here: str) -> Component:
    if page == here:
        return html.A(word, href=href, id=ids.menu_link(page), **attributes(aria_current="page"))
    return dcc.Link(word, href=href, id=ids.menu_link(page))


def _tool_link(tool: ToolLink, here: str) -> Component:
    more = attributes(aria_current="page") if tool.page == here else {}
    return html.A(tool.word, href=tool.href, id=ids.menu_link(tool.page), **more)
