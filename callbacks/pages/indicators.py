"""The list of indicators, for the reader's Marac."""

from __future__ import annotations

from callbacks.context import Context
from callbacks.pages.page import Page, PageContent
from callbacks.pages.selections import chosen
from layouts.pages import indicators
from maracdash import queries
from maracdash.model.selection import Selection


def _draw(context: Context, _: str, selection: Selection) -> PageContent:
    place = context.reader.ask(queries.comparison, selection).place
    return PageContent(content=indicators.layout(place.marac.name, selection), selection=selection)


PAGE = Page(name="indicators", path="/indicators", title="Indicators", word="Indicators", resolve=chosen, draw=_draw)
