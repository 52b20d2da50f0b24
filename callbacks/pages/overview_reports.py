"""The overview report: choose from the address, ask, arrange. The same for the page and its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

from callbacks.context import AppContext
from callbacks.pages.page_record import Page, PageContent
from callbacks.pages.revisions import write_changes, write_not_kept
from layouts import links
from layouts.components import report_cells
from layouts.components.report_filters import FilterChoices
from layouts.pages import overview_report
from layouts.pages.overview_report import OverviewReportPage
from maracdash import queries, words
from maracdash.model import overview_reports, report_view
from maracdash.model.errors import NotKeptError
from maracdash.model.overview_reports import ColumnKind, OverviewReport, ReportForm, ReportSelection
from maracdash.model.report_view import ReportView
from maracdash.model.revisions import Revision, Revisions
from maracdash.model.selection import Selection, parse_comparison
from maracdash.reading.revisions import find_report_revisions
from maracdash.words.overview_reports import write_revision

FORCE_KEY = "force"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Meaning of an address: the report, its view, and the reader's own Marac."""

    selection: ReportSelection
    arrangement: ReportView
    own: Selection


@dataclass(frozen=True, kw_only=True)
class ArrangedReport:
    """The report of an address, and how it is arranged."""

    report: OverviewReport
    arrangement: ReportView


def resolve_report(context: AppContext, address: str) -> Choice:
    """Resolve an address, with codes for names. Raises NotFoundError, MissingChoiceError or NoReleaseError."""
    query = _read_query(address)
    arrangement = report_view.parse_report_view(query)
    own = find_own_selection(context, arrangement.own, query)
    force = context.reader.ask(queries.COMPARISON, own).hierarchy.own_force
    first = context.reader.ask(queries.DEFAULT_REPORT_SELECTION, force.code if force else "")
    selection = context.reader.ask(
        queries.RESOLVED_REPORT_SELECTION, overview_reports.parse_report_selection(query, first)
    )
    named = replace(arrangement, own=own.marac if arrangement.own else "")
    return Choice(selection=selection, arrangement=named, own=own)


def _read_query(address: str) -> dict[str, str]:
    """Parts of an address; a form that no script sends names each force that is ticked by itself."""
    parts = parse_qsl(urlsplit(address).query)
    forces = [code for key, code in parts if key == FORCE_KEY]
    return {**dict(parts), **({FORCE_KEY: ",".join(forces)} if forces else {})}


def ask_report(context: AppContext, choice: Choice) -> ArrangedReport:
    """The report."""
    report = context.reader.ask(queries.OVERVIEW_REPORT, choice.selection)
    return ArrangedReport(report=report, arrangement=report_view.drop_unavailable_choices(report, choice.arrangement))


def arrange_columns(asked: ArrangedReport) -> OverviewReport:
    """The report with its columns as they are arranged on the screen."""
    return report_view.apply_view(asked.report, asked.arrangement)


def build_page(context: AppContext, choice: Choice) -> tuple[OverviewReportPage, Selection]:
    """The page, and the reader's own Marac at the report's quarter."""
    found = ask_report(context, choice)
    revisions, not_kept = _ask_revisions(context, found)
    screen = report_view.hide_empty_columns(found.report, found.arrangement)
    shown = OverviewReportPage(
        report=found.report,
        arrangement=found.arrangement,
        grid=report_cells.build_report_table(found.report, screen, revisions),
        hidden=screen.hidden,
        offer=_filter_choices(context),
        chosen=words.selected(found.report),
        title=words.write_report_title(found.report),
        lines=words.write_report_lines(found.report),
        since=write_changes(revisions) if revisions else not_kept,
        changes=tuple(_write_change(each) for each in revisions.revisions) if revisions else (),
    )
    return shown, _choose_own_marac(found.report, choice.own)


def find_own_selection(context: AppContext, own: str, query: Mapping[str, str]) -> Selection:
    """The reader's own Marac by code or name, else where readers start, and what it is compared with.

    Raises NotFoundError.
    """
    start = parse_comparison(query, context.start)
    chosen = replace(start, marac=own) if own else start
    return context.reader.ask(queries.RESOLVED_SELECTION, chosen) if own or start.group else start


def _draw(context: AppContext, _: str, choice: Choice) -> PageContent:
    shown, selection = build_page(context, choice)
    return PageContent(content=overview_report.layout(shown, selection), selection=selection)


def _choose_own_marac(report: OverviewReport, own: Selection) -> Selection:
    """The reader's Marac, or force, if it is in the table, else the table's first Marac."""
    codes = [column.area.code for column in report.of_kind(ColumnKind.MARAC) if column.area]
    marac = own.marac if own.marac in (*codes, *report.selection.forces) or not codes else codes[0]
    return replace(own, marac=marac, quarter=report.quarter)


def _filter_choices(context: AppContext) -> FilterChoices:
    forms = (ReportForm.COUNTRIES_FORCES, ReportForm.FORCE_MARAC)
    return FilterChoices(
        forces={each: context.reader.ask(queries.OFFERED_FORCES, each) for each in forms},
        choices=context.reader.ask(queries.CHOICES),
    )


def _ask_revisions(context: AppContext, found: ArrangedReport) -> tuple[Revisions | None, str]:
    """Changes since the release of the link; or why they cannot be told, if there is one."""
    release = found.arrangement.release
    if not release:
        return None, ""
    try:
        return find_report_revisions(context.reader.at(release), context.reader, found.report.selection), ""
    except NotKeptError:
        return None, write_not_kept(context, release)


def _write_change(each: Revision) -> str:
    return f"{each.area.name}, {each.indicator.title}: {write_revision(each)}."


PAGE = Page(
    name="report",
    path="/report",
    title="Overview report",
    word="Report",
    link=links.report,
    resolve=resolve_report,
    draw=_draw,
)
