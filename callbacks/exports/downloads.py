"""Files of what is shown, at plain addresses that can be kept: pictures and numbers."""

from __future__ import annotations

from functools import partial

from dash import Dash
from flask import Blueprint, Response, request

from callbacks.context import AppContext
from callbacks.http import address_checks, audit_trail
from callbacks.pages import (
    board_packs,
    dashboards,
    force_maps,
    heat_maps,
    overview_reports,
    profiles,
    revisions,
    sections,
    what_changed,
)
from callbacks.pages.selections import resolve_selection
from maracdash import queries
from maracdash.exports import board_packs as pack_files
from maracdash.exports import charts, maps, tables
from maracdash.exports import overview_reports as written
from maracdash.exports import profiles as profile_files
from maracdash.exports.changes_since import build_changes_file
from maracdash.exports.files import File
from maracdash.exports.heat_maps import build_heat_map_file
from maracdash.exports.zip_bundles import Collection, build_zip_file
from maracdash.model.answers import Comparison, Trend
from maracdash.model.area_profiles import AreaProfile
from maracdash.model.board_packs import BoardPack
from maracdash.model.errors import MaracdashError
from maracdash.model.force_maps import ForceMap
from maracdash.model.heat_maps import HeatMap
from maracdash.model.overview_reports import OverviewReport
from maracdash.model.selection import ChartView
from maracdash.model.signals import ChangesSince
from maracdash.reading.chart_collections import ask_dashboard_charts, ask_section_charts

Exported = Comparison | Trend | OverviewReport | ForceMap | ChangesSince | AreaProfile | HeatMap | BoardPack
PICTURE_FORMATS = ("png", "svg")
REPORT_FILES = {"report.csv": "csv", "report-tidy.csv": "tidy", "report.xlsx": "xlsx"}


def register(app: Dash, context: AppContext) -> None:
    """/export/chart.png, /export/chart.svg, /export/table.csv, the map of forces in the same three forms, the profile
    in two, the heat map and what changed as CSV, the report and the board pack in three forms, and sections and
    dashboards as zips."""
    downloads = Blueprint("downloads", __name__, url_prefix="/export")
    downloads.before_request(partial(_check_release, context))
    for form in PICTURE_FORMATS:
        downloads.add_url_rule(f"/chart.{form}", form, partial(serve_chart, app, context, form))
    downloads.add_url_rule("/table.csv", "csv", partial(serve_table, app, context))
    downloads.add_url_rule("/section.zip", "section", partial(serve_section, app, context))
    downloads.add_url_rule("/dashboard.zip", "dashboard", partial(serve_dashboard, app, context))
    for form in (*PICTURE_FORMATS, maps.CSV):
        downloads.add_url_rule(f"/map.{form}", f"map-{form}", partial(serve_map, app, context, form))
    downloads.add_url_rule("/changes.csv", "changes", partial(serve_changes, app, context))
    for name, slug in REPORT_FILES.items():
        downloads.add_url_rule(f"/{name}", f"report-{slug}", partial(serve_report, app, context, slug))
    downloads.add_url_rule("/heat-map.csv", "heat-map", partial(serve_heat_map, app, context))
    for form in profile_files.WRITERS:
        downloads.add_url_rule(f"/profile.{form}", f"profile-{form}", partial(serve_profile, app, context, form))
    for form in pack_files.WRITERS:
        downloads.add_url_rule(f"/pack.{form}", f"pack-{form}", partial(serve_pack, app, context, form))
    app.server.register_blueprint(downloads)


def serve_chart(app: Dash, context: AppContext, form: str) -> Response:
    """Serve the chart of an address as a picture."""
    try:
        return _log_and_send(context, charts.build_chart_file(answer := _ask_figure(context), form), answer)
    except MaracdashError as error:
        return address_checks.refuse_request(app, context, error)


def serve_table(app: Dash, context: AppContext) -> Response:
    """Serve the numbers behind the chart, tidy."""
    try:
        return _log_and_send(context, tables.build_table_file(answer := _ask_figure(context)), answer)
    except MaracdashError as error:
        return address_checks.refuse_request(app, context, error)


def serve_map(app: Dash, context: AppContext, form: str) -> Response:
    """Serve the map of police forces as a picture, or its numbers."""
    try:
        answer = force_maps.ask_map(context, force_maps.resolve_map(context, request.full_path))
        return _log_and_send(context, maps.build_map_file(answer, form), answer)
    except MaracdashError as error:
        return address_checks.refuse_request(app, context, error)


def serve_changes(app: Dash, context: AppContext) -> Response:
    """Serve what changed since then, a row for each signal and each revised figure."""
    try:
        answer = what_changed.ask_changes(context, what_changed.resolve_changes(context, request.full_path))
        return _log_and_send(context, build_changes_file(answer), answer)
    except MaracdashError as error:
        return address_checks.refuse_request(app, context, error)


def serve_report(app: Dash, context: AppContext, slug: str) -> Response:
    """Serve the overview report with its columns as arranged."""
    try:
        seen = overview_reports.arrange_columns(
            overview_reports.ask_report(context, overview_reports.resolve_report(context, request.full_path))
        )
        return _log_and_send(context, written.build_report_file(seen, written.writer(slug)), seen)
    except MaracdashError as error:
        return address_checks.refuse_request(app, context, error)


def serve_profile(app: Dash, context: AppContext, form: str) -> Response:
    """Serve the profile of an address, its rows as on the page."""
    try:
        answer, _ = profiles.ask_profile(context, profiles.resolve_profile(context, request.full_path))
        return _log_and_send(context, profile_files.build_profile_file(answer, profile_files.WRITERS[form]), answer)
    except MaracdashError as error:
        return address_checks.refuse_request(app, context, error)


def serve_heat_map(app: Dash, context: AppContext) -> Response:
    """Serve the heat map of an address with the Maracs of all its pages."""
    try:
        view = heat_maps.ask_every_marac(context, heat_maps.resolve_heat_map(context, request.full_path))
        return _log_and_send(context, build_heat_map_file(view), view)
    except MaracdashError as error:
        return address_checks.refuse_request(app, context, error)


def serve_section(app: Dash, context: AppContext) -> Response:
    """Serve every chart of a section as a picture, and their numbers."""
    try:
        selection, of = sections.resolve_section(context, request.full_path, request.args.get("section", ""))
        answers = ask_section_charts(context.reader, selection, of.slug)
        return _serve_zip(context, Collection(slug=of.slug, title=of.title, answers=answers))
    except MaracdashError as error:
        return address_checks.refuse_request(app, context, error)


def serve_dashboard(app: Dash, context: AppContext) -> Response:
    """Serve every chart of a dashboard as a picture, and their numbers."""
    try:
        choice = dashboards.resolve_dashboard(context, request.full_path, request.args.get("dashboard", ""))
        of = choice.dashboard
        answers = ask_dashboard_charts(context.reader, choice.selection, of.slug)
        return _serve_zip(context, Collection(slug=of.slug, title=of.title, answers=answers))
    except MaracdashError as error:
        return address_checks.refuse_request(app, context, error)


def serve_pack(app: Dash, context: AppContext, form: str) -> Response:
    """Serve the board pack of an address."""
    try:
        answer = board_packs.ask_outline(context, board_packs.resolve_pack(context, request.full_path))
        file = pack_files.build_pack_file(answer, form, context.settings.template_path)
        return _log_and_send(context, file, answer)
    except MaracdashError as error:
        return address_checks.refuse_request(app, context, error)


def _check_release(context: AppContext) -> None:
    """A page's link may name an earlier release, which the page writes of; its files hold the figures shown."""
    revisions.check_release(context, request.full_path)


def _serve_zip(context: AppContext, chosen: Collection) -> Response:
    return _log_and_send(context, build_zip_file(chosen), chosen.answers[0])


def _ask_figure(context: AppContext) -> Comparison | Trend:
    selection = resolve_selection(context, request.full_path)
    if selection.view is ChartView.TREND:
        return context.reader.ask(queries.TREND, selection)
    return context.reader.ask(queries.COMPARISON, selection)


def _log_and_send(context: AppContext, file: File, answer: Exported) -> Response:
    audit_trail.record_export(context, file, answer.release.id, request.remote_addr or "somebody")
    response = Response(file.content, content_type=file.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=file.name)
    return response
