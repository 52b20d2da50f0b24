"""Files of what is shown, at plain addresses that can be kept: pictures and numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from dash import Dash
from flask import Blueprint, Response, request

from callbacks.context import AppContext
from callbacks.exports.table_pages import build_table_page
from callbacks.http import address_checks, audit_trail
from callbacks.pages import (
    area_summaries,
    board_packs,
    dashboards,
    force_maps,
    heat_maps,
    overview_reports,
    peer_finder,
    profiles,
    revisions,
    sections,
    what_changed,
)
from callbacks.pages.selections import resolve_selection
from maracdash.exports import area_summaries as summary_files
from maracdash.exports import board_packs as pack_files
from maracdash.exports import charts, maps, tables
from maracdash.exports import overview_reports as written
from maracdash.exports import profiles as profile_files
from maracdash.exports.changes_since import build_changes_file
from maracdash.exports.files import File
from maracdash.exports.heat_maps import build_heat_map_file
from maracdash.exports.peer_finder import build_peers_file
from maracdash.exports.zip_bundles import Collection, build_zip_file
from maracdash.model.answers import Comparison, Trend
from maracdash.model.area_profiles import AreaProfile
from maracdash.model.area_summaries import AreaSummary
from maracdash.model.board_packs import BoardPack
from maracdash.model.errors import MaracdashError
from maracdash.model.force_maps import ForceMap
from maracdash.model.heat_maps import HeatMap
from maracdash.model.overview_reports import OverviewReport
from maracdash.model.peer_finder import PeerAnswer
from maracdash.model.signals import ChangesSince
from maracdash.reading.chart_collections import ask_dashboard_charts, ask_section_charts
from maracdash.reading.indicator_views import ask_view

Exported = (
    Comparison
    | Trend
    | OverviewReport
    | ForceMap
    | ChangesSince
    | AreaProfile
    | AreaSummary
    | HeatMap
    | PeerAnswer
    | BoardPack
)
PICTURE_FORMATS = ("png", "svg")
REPORT_FILES = {"report.csv": "csv", "report-tidy.csv": "tidy", "report.xlsx": "xlsx"}


Built = tuple[File, Exported]
Build = Callable[[AppContext], Built]
"""Builds a file for the address that is asked for, from an answer. Raises MaracdashError."""


def register(app: Dash, context: AppContext) -> None:
    """Every file of `list_files`, and every part of a page of `list_shown`, under /export/."""
    downloads = Blueprint("downloads", __name__, url_prefix="/export")
    downloads.before_request(partial(_check_release, context))
    for name, build in list_files().items():
        downloads.add_url_rule(f"/{name}", name.replace(".", "-"), partial(serve_file, app, context, build))
    for name, build in list_shown().items():
        downloads.add_url_rule(f"/{name}", name.replace(".", "-"), partial(serve_shown, app, context, build))
    app.server.register_blueprint(downloads)


def list_files() -> dict[str, Build]:
    """List the files by name. To add one is to add its line here."""
    return {
        **{f"chart.{form}": partial(_build_chart, form) for form in PICTURE_FORMATS},
        "table.csv": _build_table,
        "table.html": _build_table_page,
        **{f"map.{form}": partial(_build_map, form) for form in (*PICTURE_FORMATS, maps.CSV)},
        "changes.csv": _build_changes,
        **{f"summary.{form}": partial(_build_summary, form) for form in summary_files.WRITERS},
        **{name: partial(_build_report, slug) for name, slug in REPORT_FILES.items()},
        **{f"profile.{form}": partial(_build_profile, form) for form in profile_files.WRITERS},
        "peers.csv": _build_peers,
        "heat-map.csv": _build_heat_map,
        "section.zip": _build_section,
        "dashboard.zip": _build_dashboard,
        **{f"pack.{form}": partial(_build_pack, form) for form in pack_files.WRITERS},
    }


def list_shown() -> dict[str, Build]:
    """List what a page shows as part of itself, by name: whoever sees the page has taken nothing."""
    return {"bare-chart.svg": _build_bare_chart}


def serve_file(app: Dash, context: AppContext, build: Build) -> Response:
    """Serve a file, and log that it was taken; or the sentence that says why there is none."""
    try:
        file, answer = build(context)
        audit_trail.record_export(context, file, answer.release.id, request.remote_addr or "somebody")
    except MaracdashError as error:
        return address_checks.refuse_request(app, context, error)
    response = Response(file.content, content_type=file.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=file.name)
    return response


def serve_shown(app: Dash, context: AppContext, build: Build) -> Response:
    """Serve a part of a page, which is no more recorded than the page; or the sentence that says why there is none."""
    try:
        file, _ = build(context)
    except MaracdashError as error:
        return address_checks.refuse_request(app, context, error)
    return Response(file.content, content_type=file.media_type)


def _build_chart(form: str, context: AppContext) -> Built:
    """The chart of an address as a picture."""
    selection = resolve_selection(context, request.full_path)
    answer = ask_view(context.reader, selection)
    return charts.build_chart_file(answer, form, intervals=selection.intervals), answer


def _build_bare_chart(context: AppContext) -> Built:
    """The chart of an address without title and source, for a page that has them."""
    answer = ask_view(context.reader, resolve_selection(context, request.full_path))
    return charts.build_bare_chart_file(answer), answer


def _build_table(context: AppContext) -> Built:
    """The numbers behind the chart, tidy."""
    answer = ask_view(context.reader, resolve_selection(context, request.full_path))
    return tables.build_table_file(answer), answer


def _build_table_page(context: AppContext) -> Built:
    """The tables behind the chart as the screen shows them, to be copied."""
    answer = ask_view(context.reader, resolve_selection(context, request.full_path))
    return build_table_page(answer), answer


def _build_map(form: str, context: AppContext) -> Built:
    """The map of police forces as a picture, or its numbers."""
    answer = force_maps.ask_map(context, force_maps.resolve_map(context, request.full_path))
    return maps.build_map_file(answer, form), answer


def _build_changes(context: AppContext) -> Built:
    """Changes since then, a row for each signal and each revised figure."""
    answer = what_changed.ask_changes(context, what_changed.resolve_file(context, request.full_path))
    return build_changes_file(answer), answer


def _build_summary(form: str, context: AppContext) -> Built:
    """The summary in words, as text or Markdown."""
    answer = area_summaries.ask_summary(context, what_changed.resolve_file(context, request.full_path))
    return summary_files.build_summary_file(answer, form), answer


def _build_report(slug: str, context: AppContext) -> Built:
    """The overview report with its columns as arranged."""
    asked = overview_reports.ask_report(context, overview_reports.resolve_report(context, request.full_path))
    seen = overview_reports.arrange_columns(asked)
    return written.build_report_file(seen, written.writer(slug)), seen


def _build_profile(form: str, context: AppContext) -> Built:
    """The profile of an address, its rows as on the page."""
    answer, _ = profiles.ask_profile(context, profiles.resolve_profile(context, request.full_path))
    return profile_files.build_profile_file(answer, profile_files.WRITERS[form]), answer


def _build_peers(context: AppContext) -> Built:
    """The areas most like that of an address, with every feature of each."""
    answer = peer_finder.ask_peers(context, peer_finder.resolve_peers(context, request.full_path))
    return build_peers_file(answer), answer


def _build_heat_map(context: AppContext) -> Built:
    """The heat map of an address with the Maracs of all its pages."""
    view = heat_maps.ask_every_marac(context, heat_maps.resolve_heat_map(context, request.full_path))
    return build_heat_map_file(view), view


def _build_section(context: AppContext) -> Built:
    """Every chart of a section as a picture, and their numbers."""
    selection, of = sections.resolve_section(context, request.full_path, request.args.get("section", ""))
    answers = ask_section_charts(context.reader, selection, of.slug)
    return build_zip_file(Collection(slug=of.slug, title=of.title, answers=answers)), answers[0]


def _build_dashboard(context: AppContext) -> Built:
    """Every chart of a dashboard as a picture, and their numbers."""
    choice = dashboards.resolve_dashboard(context, request.full_path, request.args.get("dashboard", ""))
    of = choice.dashboard
    answers = ask_dashboard_charts(context.reader, choice.selection, of.slug)
    return build_zip_file(Collection(slug=of.slug, title=of.title, answers=answers)), answers[0]


def _build_pack(form: str, context: AppContext) -> Built:
    """The board pack of an address."""
    answer = board_packs.ask_outline(context, board_packs.resolve_pack(context, request.full_path), _site())
    return pack_files.build_pack_file(answer, form, context.settings.template_path), answer


def _site() -> str:
    return request.url_root.rstrip("/")


def _check_release(context: AppContext) -> None:
    """A page's link may name an earlier release, which the page writes of; its files hold the figures shown."""
    revisions.check_release(context, request.full_path)
