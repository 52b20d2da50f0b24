"""Guidance: everything on it is in the catalogue."""

from __future__ import annotations

from callbacks.context import Context
from callbacks.pages.page import Page, PageContent
from callbacks.pages.selections import chosen
from layouts.pages import guidance
from maracdash.model.selection import Selection


def _draw(_: Context, __: str, selection: Selection) -> PageContent:
    return PageContent(content=guidance.layout(selection), selection=selection)


PAGE = Page(name="guidance", path="/guidance", title="Guidance", word="Guidance", resolve=chosen, draw=_draw)
