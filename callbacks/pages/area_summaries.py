"""The summary in words: choose from the address as for what changed, ask, write. The same for page and files."""

from __future__ import annotations

from callbacks.context import AppContext
from callbacks.pages import board_packs, revisions, what_changed
from callbacks.pages.page_record import Page, PageContent
from callbacks.pages.what_changed import Choice, resolve_changes
from layouts import links
from layouts.pages import area_summary
from layouts.pages.area_summary import SummaryPage
from maracdash import queries
from maracdash.model.area_summaries import AreaSummary
from maracdash.reading.area_summaries import summarise_area
from maracdash.words.area_summaries import write_area_summary


def ask_summary(context: AppContext, choice: Choice) -> AreaSummary:
    """The summary."""
    return summarise_area(context.reader, choice.selection, context.settings.due_days)


def build_page(context: AppContext, choice: Choice) -> SummaryPage:
    """The page."""
    answer = ask_summary(context, choice)
    return SummaryPage(
        area=answer.area,
        selection=choice.selection,
        own=choice.own,
        choices=context.reader.ask(queries.CHOICES),
        written=write_area_summary(answer),
        actions=board_packs.write_open_actions(context, answer.area),
    )


def _draw(context: AppContext, address: str, choice: Choice) -> PageContent:
    if choice.problem:
        return what_changed.draw_problem(context, choice, PAGE.title, area_summary.PATH)
    page = build_page(context, choice)
    return PageContent(
        content=[*revisions.build_notice(context, address), *area_summary.layout(page)],
        selection=choice.own,
        title=page.written.heading,
    )


PAGE = Page(
    name="summary",
    path=area_summary.PATH,
    title="Summary in words",
    link=links.summary,
    resolve=resolve_changes,
    draw=_draw,
    family=what_changed.FAMILY,
    form="Summary in words",
)
