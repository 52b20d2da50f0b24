"""Data quality: what has been returned, where published figures differ, and every release."""

from __future__ import annotations

from callbacks.context import Context
from callbacks.pages.page import Page, PageContent
from callbacks.pages.selections import chosen
from layouts.pages import data_quality
from maracdash import queries
from maracdash.model.selection import Selection
from maracdash.reading.past_releases import past_releases

QUARTERS_BACK = 8
"""Of each Marac's returns."""


def _draw(context: Context, _: str, selection: Selection) -> PageContent:
    reader = context.reader
    status, returns = reader.ask(queries.status), reader.ask(queries.returns, QUARTERS_BACK)
    content = data_quality.layout(status, returns, past_releases(reader), selection)
    return PageContent(content=content, selection=selection)


PAGE = Page(
    name="data_quality", path="/data-quality", title="Data quality", word="Data quality", resolve=chosen, draw=_draw
)
