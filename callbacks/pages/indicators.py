"""The list of indicators, for the reader's Marac."""

from __future__ import annotations

from callbacks.context import AppContext
from callbacks.pages.page_record import Page, PageContent
from callbacks.pages.selections import resolve_selection
from layouts.pages import indicators
from maracdash import queries
from maracdash.model.selection import Selection


def _draw(context: AppContext, _: str, selection: Selection) -> PageContent:
    place = context.reader.ask(queries.COMPARISON, selection).hierarchy
    return PageContent(content=indicators.layout(place.area.name, selection), selection=selection)


PAGE = Page(
    name="indicators", path="/indicators", title="Indicators", word="Indicators", resolve=resolve_selection, draw=_draw
)
