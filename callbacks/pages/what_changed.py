"""Changes since then: choose from the address, ask both times, say. The same for the page and its file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from callbacks.context import AppContext
from callbacks.pages import board_packs, revisions
from callbacks.pages.page_record import Page, PageContent
from callbacks.pages.selections import resolve_selection
from layouts import links
from layouts.pages import what_changed
from layouts.pages.what_changed import ChangeItem, ChangeList, WhatChangedPage
from maracdash import queries
from maracdash.model.errors import NotFoundError
from maracdash.model.query_strings import read_query
from maracdash.model.revisions import Revision
from maracdash.model.selection import ChartView, Selection
from maracdash.model.signals import ChangesSince, SignalChange, SignalKind, SinceSelection, parse_since_selection
from maracdash.reading.changes_since import find_changes_since
from maracdash.words import changes_since as said

PATH = "/what-changed"
FAMILY = "what-changed"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Meaning of an address: the Marac and what to look back to; and the selection that links keep.

    `problem` says why nothing can be told of a day that can be chosen in the form all the same.
    """

    selection: SinceSelection
    own: Selection
    problem: str = ""


def resolve_changes(context: AppContext, address: str) -> Choice:
    """Resolve an address. Raises NotFoundError or NoReleaseError."""
    own = replace(resolve_selection(context, address), view=ChartView.COMPARE)
    first = SinceSelection(marac=own.marac, quarter=own.quarter, including=own.including, group=own.group)
    query = read_query(address)
    selection = parse_since_selection(query, first)
    problem = said.explain_future(selection.since, date.today())  # noqa: DTZ011 - the reader's own day
    return Choice(selection=selection, own=own, problem=problem)


def resolve_file(context: AppContext, address: str) -> Choice:
    """Resolve the address of a file, which has no form to put a day right. Raises as `resolve_changes`."""
    choice = resolve_changes(context, address)
    if choice.problem:
        raise NotFoundError(choice.problem)
    return choice


def ask_changes(context: AppContext, choice: Choice) -> ChangesSince:
    """The changes."""
    return find_changes_since(context.reader, choice.selection, context.settings.due_days)


def build_page(context: AppContext, choice: Choice) -> WhatChangedPage:
    """The page."""
    changes, own = ask_changes(context, choice), choice.own
    return WhatChangedPage(
        heading=said.write_changes_heading(changes),
        area=changes.now.area,
        selection=choice.selection,
        own=own,
        choices=context.reader.ask(queries.CHOICES),
        summary=said.write_changes_summary(changes),
        chance=said.write_chance(changes),
        actions=board_packs.write_open_actions(context, changes.now.area),
        lists=tuple(_list_changes(changes, own)),
        lines=said.write_change_lines(changes),
    )


def draw_problem(context: AppContext, choice: Choice, title: str, path: str) -> PageContent:
    """Draw a page of the family with its forms, and the sentence that says why it shows nothing."""
    area = context.reader.ask(queries.COMPARISON, choice.own).hierarchy.area
    content = what_changed.build_problem(
        f"{title}: {area.name}",
        (area, choice.selection),
        context.reader.ask(queries.CHOICES),
        choice.problem,
        path,
    )
    return PageContent(content=content, selection=choice.own, title=title)


def _draw(context: AppContext, address: str, choice: Choice) -> PageContent:
    if choice.problem:
        return draw_problem(context, choice, PAGE.title, PATH)
    page = build_page(context, choice)
    return PageContent(
        content=[*revisions.build_notice(context, address), *what_changed.layout(page)],
        selection=choice.own,
        title=page.heading,
    )


def _list_changes(changes: ChangesSince, own: Selection) -> Iterable[ChangeList]:
    lasting = _make_items(changes.lasting, said.write_lasting, own=own)
    if changes.is_nothing_newer:
        yield ChangeList(heading="Signals now", items=lasting, nothing="There is none.", folded=True)
        return
    if changes.then is not None:
        yield from _list_signals(changes, own)
    if changes.then_release is not None:
        yield ChangeList(
            heading=f"Figures of {changes.then_quarter} revised since",
            items=tuple(_make_revision_item(each, own) for each in changes.revisions),
            nothing=said.write_revision_count(changes),
        )
    if lasting:
        yield ChangeList(heading="Signals that held then and hold now", items=lasting, nothing="", folded=True)


def _list_signals(changes: ChangesSince, own: Selection) -> Iterable[ChangeList]:
    """Signals that are new, clearer or gone; of the rare ones only where there are some."""
    listed = (
        ("New signals", changes.fresh, said.write_new, "No signal is new."),
        ("Clearer than before", changes.clearer, said.write_new, ""),
        ("Less clear than before", changes.less_clear, said.write_gone, ""),
        ("Signals that are gone", changes.ended, said.write_gone, "No signal of then is known to be gone."),
        ("Signals that cannot be told any more", changes.untold, said.write_gone, ""),
    )
    for heading, found, write, nothing in listed:
        if found or nothing:
            yield ChangeList(heading=heading, items=_make_items(found, write, own=own), nothing=nothing)


def _make_items(
    found: Iterable[SignalChange], write: Callable[[SignalChange], str], *, own: Selection
) -> tuple[ChangeItem, ...]:
    return tuple(_make_item(each, write(each), own) for each in found)


def _make_item(change: SignalChange, sentence: str, own: Selection) -> ChangeItem:
    """A change leads to the line through time, a difference to the areas beside, at the quarter in which it holds."""
    signal = change.signal
    view = ChartView.TREND if signal.kind is SignalKind.YEAR else ChartView.COMPARE
    href = links.indicator(signal.indicator.slug, replace(own, quarter=signal.quarter), view)
    return ChangeItem(title=signal.indicator.title, href=href, sentence=sentence)


def _make_revision_item(revision: Revision, own: Selection) -> ChangeItem:
    href = links.indicator(revision.indicator.slug, replace(own, quarter=revision.quarter))
    return ChangeItem(title=revision.indicator.title, href=href, sentence=said.write_revised(revision))


PAGE = Page(
    name="what-changed",
    path=PATH,
    title="What changed",
    word="What changed",
    resolve=resolve_changes,
    draw=_draw,
    family=FAMILY,
    form="List of changes",
)
