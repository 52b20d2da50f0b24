"""Data quality: what has been returned, where published figures differ, and every release."""

from __future__ import annotations

from callbacks.context import AppContext
from callbacks.pages.page_record import Page, PageContent
from callbacks.pages.selections import resolve_selection
from layouts.pages import data_quality
from maracdash import queries
from maracdash.model.selection import Selection
from maracdash.reading.past_releases import list_past_releases

QUARTERS_BACK = 8
"""Of each Marac's returns."""


def _draw(context: AppContext, _: str, selection: Selection) -> PageContent:
    reader = context.reader
    status, returns = reader.ask(queries.DATA_STATUS), reader.ask(queries.RETURN_STATES, QUARTERS_BACK)
    content = data_quality.layout(status, returns, list_past_releases(reader), selection)
    return PageContent(content=content, selection=selection)


PAGE = Page(
    name="data_quality",
    path="/data-quality",
    title="Data quality",
    word="Data quality",
    resolve=resolve_selection,
    draw=_draw,
)
