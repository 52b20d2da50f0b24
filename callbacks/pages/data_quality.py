"""Data quality: what has been returned, where published figures differ, and every release."""

from __future__ import annotations

from callbacks.context import AppContext
from callbacks.pages.page_record import Page, PageContent
from callbacks.pages.selections import resolve_selection
from layouts.pages import data_quality
from layouts.pages.data_quality import OwnArea
from maracdash import queries
from maracdash.model.quarters import Quarter, Window
from maracdash.model.returns import ReturnStates
from maracdash.model.selection import Selection
from maracdash.reading.past_releases import list_past_releases
from maracdash.reading.reader import Reader
from maracdash.words import absences
from maracdash.words.returns import summarise_own_returns

QUARTERS_BACK = 8
"""Of each Marac's returns."""


def _draw(context: AppContext, _: str, selection: Selection) -> PageContent:
    reader = context.reader
    status, returns = reader.ask(queries.DATA_STATUS), reader.ask(queries.RETURN_STATES, QUARTERS_BACK)
    profile = reader.ask(queries.AREA_PROFILE, selection)
    year = _ask_states_of_year(reader, returns, selection.quarter)
    own = OwnArea(
        verdict=summarise_own_returns(year, profile.hierarchy.area, selection.quarter),
        absence_count=absences.write_absence_count(profile),
        absences=absences.list_absences(profile),
    )
    content = data_quality.layout(status, returns, list_past_releases(reader), selection, own)
    return PageContent(content=content, selection=selection)


def _ask_states_of_year(reader: Reader, newest: ReturnStates, quarter: Quarter) -> ReturnStates:
    """The states as far back as the first of the four quarters that end with the one given."""
    back = newest.quarters[0].index - quarter.index + Window.YEAR.quarters if newest.quarters else 0
    return reader.ask(queries.RETURN_STATES, back) if back > len(newest.quarters) else newest


PAGE = Page(
    name="data_quality",
    path="/data-quality",
    title="Data quality",
    word="Data quality",
    resolve=resolve_selection,
    draw=_draw,
)
