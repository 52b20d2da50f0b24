"""Guidance: everything on it is in the catalogue."""

from __future__ import annotations

from callbacks.context import AppContext
from callbacks.pages.page_record import Page, PageContent
from callbacks.pages.selections import resolve_selection
from layouts.pages import guidance
from maracdash.model.selection import Selection


def _draw(_: AppContext, __: str, selection: Selection) -> PageContent:
    return PageContent(content=guidance.layout(selection), selection=selection)


PAGE = Page(name="guidance", path="/guidance", title="Guidance", word="Guidance", resolve=resolve_selection, draw=_draw)
