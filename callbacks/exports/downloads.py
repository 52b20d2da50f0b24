"""Files of what is shown, at plain addresses that can be kept: pictures and numbers."""

from __future__ import annotations

from functools import partial

from dash import Dash
from flask import Blueprint, Response, request

from callbacks.context import Context
from callbacks.http import address_checks
from callbacks.pages import dashboards, overview_reports, sections
from callbacks.pages.selections import chosen
from maracdash import queries
from maracdash.exports import charts, tables
from maracdash.exports import overview_reports as written
from maracdash.exports.files import File, logged
from maracdash.exports.zip_bundles import Collection
from maracdash.exports.zip_bundles import collection as written_together
from maracdash.model.answers import Comparison, Trend
from maracdash.model.errors import MaracdashError
from maracdash.model.overview_reports import Report
from maracdash.model.selection import View
from maracdash.reading.chart_collections import dashboard_charts, section_charts

PICTURES = ("png", "svg")
REPORTS = {"report.csv": "csv", "report-tidy.csv": "tidy", "report.xlsx": "xlsx"}


def register(app: Dash, context: Context) -> None:
    """/export/chart.png, /export/chart.svg, /export/table.csv, the report in three
    forms of file, and sections and dashboards as zips."""
    downloads = Blueprint("downloads", __name__, url_prefix="/export")
    for form in PICTURES:
        downloads.add_url_rule(f"/chart.{form}", form, partial(chart, app, context, form))
    downloads.add_url_rule("/table.csv", "csv", partial(table, app, context))
    downloads.add_url_rule("/section.zip", "section", partial(section, app, context))
    downloads.add_url_rule("/dashboard.zip", "dashboard", partial(dashboard, app, context))
    for name, slug in REPORTS.items():
        downloads.add_url_rule(f"/{name}", f"report-{slug}", partial(report, app, context, slug))
    app.server.register_blueprint(downloads)


def chart(app: Dash, context: Context, form: str) -> Response:
    """The chart of what the address says, as a picture."""
    try:
        return _sent(charts.chart(answer := _answer(context), form), answer)
    except MaracdashError as error:
        return address_checks.refusal(app, context, error)


def table(app: Dash, context: Context) -> Response:
    """The numbers behind it, tidy."""
    try:
        return _sent(tables.table(answer := _answer(context)), answer)
    except MaracdashError as error:
        return address_checks.refusal(app, context, error)


def report(app: Dash, context: Context, slug: str) -> Response:
    """The overview report with its columns as arranged."""
    try:
        seen = overview_reports.seen(
            overview_reports.ask_report(context, overview_reports.resolve(context, request.full_path))
        )
        return _sent(written.report(seen, written.writer(slug)), seen)
    except MaracdashError as error:
        return address_checks.refusal(app, context, error)


def section(app: Dash, context: Context) -> Response:
    """Every chart of a section as a picture, and their numbers."""
    try:
        selection, of = sections.resolve_section(context, request.full_path, request.args.get("section", ""))
        answers = section_charts(context.reader, selection, of.slug)
        return _zipped(Collection(slug=of.slug, title=of.title, answers=answers))
    except MaracdashError as error:
        return address_checks.refusal(app, context, error)


def dashboard(app: Dash, context: Context) -> Response:
    """Every chart of a dashboard as a picture, and their numbers."""
    try:
        choice = dashboards.resolve_dashboard(context, request.full_path, request.args.get("dashboard", ""))
        of = choice.dashboard
        answers = dashboard_charts(context.reader, choice.selection, of.slug)
        return _zipped(Collection(slug=of.slug, title=of.title, answers=answers))
    except MaracdashError as error:
        return address_checks.refusal(app, context, error)


def _zipped(chosen: Collection) -> Response:
    return _sent(written_together(chosen), chosen.answers[0])


def _answer(context: Context) -> Comparison | Trend:
    selection = chosen(context, request.full_path)
    if selection.view is View.TREND:
        return context.reader.ask(queries.trend, selection)
    return context.reader.ask(queries.comparison, selection)


def _sent(file: File, answer: Comparison | Trend | Report) -> Response:
    logged(file, who=request.remote_addr or "somebody", release=answer.release.id)
    response = Response(file.content, content_type=file.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=file.name)
    return response
