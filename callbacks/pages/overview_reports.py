"""The overview report: choose from the address, ask, arrange. The same for the page and its files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

from callbacks.context import Context
from callbacks.pages.page import Page, PageContent
from callbacks.pages.revisions import said
from layouts import links
from layouts.components import report_cells
from layouts.components.report_filters import Offer
from layouts.pages import overview_report
from layouts.pages.overview_report import Shown
from maracdash import queries, words
from maracdash.model import overview_reports, report_view
from maracdash.model.overview_reports import ColumnKind, Form, Report, ReportSelection
from maracdash.model.report_view import Arrangement
from maracdash.model.revisions import Revision, Revisions
from maracdash.model.selection import Selection
from maracdash.reading.revisions import report_revisions
from maracdash.words.overview_reports import changed


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What an address says: the report, how it is arranged, and the reader's own Marac."""

    selection: ReportSelection
    arrangement: Arrangement
    own: Selection


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The report of an address, and how it is arranged."""

    report: Report
    arrangement: Arrangement


def resolve(context: Context, address: str) -> Choice:
    """What an address says, with codes for names. Raises UnknownThing, NothingChosen or NoRelease."""
    query = dict(parse_qsl(urlsplit(address).query))
    arrangement = report_view.from_query(query)
    own = own_selection(context, arrangement.own)
    force = context.reader.ask(queries.comparison, own).place.force
    first = context.reader.ask(queries.first_report, force.code if force else "")
    selection = context.reader.ask(queries.resolved_report, overview_reports.from_query(query, first))
    named = replace(arrangement, own=own.marac if arrangement.own else "")
    return Choice(selection=selection, arrangement=named, own=own)


def ask_report(context: Context, choice: Choice) -> Asked:
    """The report."""
    report = context.reader.ask(queries.report, choice.selection)
    return Asked(report=report, arrangement=report_view.settled(report, choice.arrangement))


def seen(asked: Asked) -> Report:
    """The report with its columns as arranged: what "as seen" means in a file."""
    return report_view.seen(asked.report, asked.arrangement)


def show(context: Context, choice: Choice) -> tuple[Shown, Selection]:
    """The page, and the reader's own Marac at the report's quarter."""
    found = ask_report(context, choice)
    revisions = _revisions(context, found)
    screen = report_view.on_screen(found.report, found.arrangement)
    shown = Shown(
        report=found.report,
        arrangement=found.arrangement,
        grid=report_cells.grid(found.report, screen, revisions),
        hidden=screen.hidden,
        offer=_offer(context),
        chosen=words.selected(found.report),
        title=words.title(found.report),
        lines=words.report_lines(found.report),
        since=said(revisions) if revisions else "",
        changes=tuple(_change(each) for each in revisions.revisions) if revisions else (),
    )
    return shown, _own(found.report, choice.own)


def own_selection(context: Context, own: str) -> Selection:
    """The reader's own Marac by code or name, else where readers start. Raises UnknownThing."""
    start = context.start
    return context.reader.ask(queries.resolved, replace(start, marac=own)) if own else start


def _draw(context: Context, _: str, choice: Choice) -> PageContent:
    shown, selection = show(context, choice)
    return PageContent(content=overview_report.layout(shown, selection), selection=selection)


def _own(report: Report, own: Selection) -> Selection:
    """The reader's Marac if it is in the table, else the table's first."""
    codes = [column.area.code for column in report.of_kind(ColumnKind.MARAC) if column.area]
    marac = own.marac if own.marac in codes or not codes else codes[0]
    return replace(own, marac=marac, quarter=report.quarter)


def _offer(context: Context) -> Offer:
    forms = (Form.COUNTRIES_FORCES, Form.FORCE_MARAC)
    return Offer(
        forces={each: context.reader.ask(queries.forces_of, each) for each in forms},
        choices=context.reader.ask(queries.choices),
    )


def _revisions(context: Context, found: Asked) -> Revisions | None:
    release = found.arrangement.release
    if not release:
        return None
    return report_revisions(context.reader.at(release), context.reader, found.report.selection)


def _change(each: Revision) -> str:
    return f"{each.area.name}, {each.indicator.title}: {changed(each)}."


PAGE = Page(
    name="report",
    path="/report",
    title="Overview report",
    word="Report",
    link=links.report,
    resolve=resolve,
    draw=_draw,
)
