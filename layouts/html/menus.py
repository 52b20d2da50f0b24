"""The main menu: where each page is for the reader's Marac and quarter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from dash import dcc
from dash.development.base_component import Component

from layouts import ids
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash.model.selection import Selection


@dataclass(frozen=True, kw_only=True)
class MenuEntry:
    """A page by its name, its word in the menu, its bare address, and its address for a selection.

    One that is `served` whole by the server has no link of the router.
    """

    page: str
    word: str
    bare: str
    address: Callable[[Selection], str]
    served: bool = False


@dataclass(frozen=True, kw_only=True)
class ToolLink:
    """A page beside those of the router."""

    page: str
    word: str
    href: str


FORMS = "Forms of this page"
NOTIFICATIONS = ToolLink(page="notifications", word="Notifications", href="/notifications")
ACCOUNT = ToolLink(page="account", word="Account", href="/account")
PEOPLE = ToolLink(page="account", word="People", href="/people")
SIGN_IN = ToolLink(page="sign-in", word="Sign in", href="/sign-in")
UPLOAD = ToolLink(page="upload", word="Upload", href="/upload")


def outputs(entries: Iterable[MenuEntry]) -> dict[str, tuple[str, str]]:
    """Outputs of the menu that a change of the chart page updates: a name, and the component's property."""
    return {f"to_{each.page}": (ids.menu_link(each.page), "href") for each in entries}


def menu_addresses(entries: Iterable[MenuEntry], selection: Selection) -> dict[str, str]:
    """The value of every output."""
    return {f"to_{each.page}": each.address(selection) for each in entries}


def build_menu(
    entries: Iterable[MenuEntry], here: tuple[str, str], selection: Selection | None, tools: Sequence[ToolLink] = ()
) -> Component:
    """The list, the page itself marked, or the one that stands for it; `tools` are pages that the server writes whole.

    `here` is the page and the page that stands for it, either of which may be empty.
    """
    page, family = here
    shown = [html.Li(_page_link(each, _address(each, selection), page, family)) for each in entries]
    shown += [html.Li(_tool_link(each, page)) for each in tools]
    return html.Nav(html.Ul(shown), **attributes(aria_label="Main"))


def build_family_menu(
    entries: Sequence[MenuEntry], here: str, selection: Selection | None, kept: Mapping[str, str]
) -> list[Component]:
    """Links to the other forms of a page, with the parts of the address that are kept; nothing for a page of one."""
    if len(entries) < 2:
        return []
    links = [_form_link(each, _add_parts(_address(each, selection), kept), here) for each in entries]
    return [html.Nav(html.Ul([html.Li(each) for each in links]), className="family", **attributes(aria_label=FORMS))]


def _form_link(entry: MenuEntry, href: str, here: str) -> Component:
    if entry.page == here:
        return html.A(entry.word, href=href, **attributes(aria_current="page"))
    return html.A(entry.word, href=href) if entry.served else dcc.Link(entry.word, href=href)


def _address(entry: MenuEntry, selection: Selection | None) -> str:
    return entry.address(selection) if selection else entry.bare


def _add_parts(address: str, parts: Mapping[str, str]) -> str:
    path, _, query = address.partition("?")
    joined = "&".join(filter(None, (query, urlencode(parts, safe=":"))))
    return f"{path}?{joined}" if joined else path


def _page_link(entry: MenuEntry, href: str, page: str, family: str) -> Component:
    name = ids.menu_link(entry.page)
    if entry.page == page:
        return html.A(entry.word, href=href, id=name, **attributes(aria_current="page"))
    if entry.page == family:
        return html.A(entry.word, href=href, id=name, **attributes(aria_current="true", data_route="to"))
    return dcc.Link(entry.word, href=href, id=name)


def _tool_link(tool: ToolLink, here: str) -> Component:
    more = attributes(aria_current="page") if tool.page == here else {}
    return html.A(tool.word, href=tool.href, id=ids.menu_link(tool.page), **more)
