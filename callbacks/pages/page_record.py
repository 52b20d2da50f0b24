"""A page of figures as one record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from dash.development.base_component import Component

from callbacks.context import AppContext
from layouts import links
from layouts.html.menus import MenuEntry
from maracdash.model.selection import Selection

SLUG = "<slug>"
GROUPS = MenuEntry(page="groups", word="Groups", bare="/groups", address=links.groups, served=True)
SERVED_FORMS: Mapping[str, tuple[MenuEntry, ...]] = MappingProxyType({"region": (GROUPS,)})
"""Pages of a family that the server writes whole, by the family's name."""
Choice = TypeVar("Choice")


@dataclass(frozen=True, kw_only=True)
class PageContent:
    """Components of a page, the selection that the menu keeps, and a title where the page's own says too little."""

    content: list[Component]
    selection: Selection | None = None
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Page(Generic[Choice]):
    """Path, title, place in the menu and content of a page, and the meaning of its addresses.

    `resolve` turns an address into a choice, which `draw` is given with the address: it raises NotFoundError,
    MissingChoiceError or NoReleaseError where the address means nothing. It asks for no figures that it need not, as
    it checks every address before the page is sent. A page without a `word` is not in the menu; `link` is its address
    for a selection, else its path with the selection behind it. A path may end with `<slug>`.

    Pages of one `family` show the same in other forms, and link to each other by their `form`; the family is named
    after the page that stands in the menu for all of them.
    """

    name: str
    path: str
    title: str
    resolve: Callable[[AppContext, str], Choice]
    draw: Callable[[AppContext, str, Choice], PageContent]
    word: str = ""
    link: Callable[[Selection], str] | None = None
    family: str = ""
    form: str = ""

    def open(self, context: AppContext, address: str) -> PageContent:
        """Draw the page of an address. Raises what `resolve` raises."""
        return self.draw(context, address, self.resolve(context, address))

    def at(self, path: str) -> bool:
        """Tell whether the page is at this path."""
        start = self.path.removesuffix(SLUG)
        return path == self.path or (start != self.path and path.startswith(start) and path != start)


def find_page(pages: Iterable[Page[Any]], path: str) -> Page[Any] | None:
    """The page at a path."""
    return next((each for each in pages if each.at(path)), None)


def build_menu(pages: Iterable[Page[Any]]) -> tuple[MenuEntry, ...]:
    """Build the menu's entries for pages, in their order."""
    return tuple(_build_entry(each, each.word) for each in pages if each.word)


def build_family(pages: Iterable[Page[Any]], page: Page[Any]) -> tuple[MenuEntry, ...]:
    """Build the entries for the pages of a page's family, itself included; none where it has no family."""
    if not page.family:
        return ()
    own = tuple(_build_entry(each, each.form) for each in pages if each.family == page.family)
    return (*own, *SERVED_FORMS.get(page.family, ()))


def _build_entry(page: Page[Any], word: str) -> MenuEntry:
    return MenuEntry(page=page.name, word=word, bare=page.path, address=page.link or partial(links.page, page.path))
