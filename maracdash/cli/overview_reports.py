"""Commands that write the overview report, or a whole collection of charts, to a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import typer

from maracdash import catalogue, queries
from maracdash.catalogue.dashboards import dashboard
from maracdash.cli.options import Data, Release, progress, reader_of, who, write
from maracdash.exports import files, overview_reports, zip_bundles
from maracdash.exports.zip_bundles import Collection
from maracdash.model.overview_reports import Form, ReportSelection
from maracdash.model.quarters import Quarter
from maracdash.reading.chart_collections import dashboard_charts, section_charts

ENDINGS: Mapping[str, str] = MappingProxyType({".csv": "csv", ".xlsx": "xlsx"})
QuarterText = Annotated[str, typer.Option("--quarter", help="Such as 2024-Q1.")]
Output = Annotated[Path, typer.Option("-o", "--output", help="The file to write.")]


def report(  # noqa: PLR0913 - the options of a command
    context: typer.Context,
    form: Annotated[Form, typer.Option(help="Which of the three forms.")],
    quarter: QuarterText,
    output: Output,
    *,
    force: Annotated[list[str] | None, typer.Option(help="A police force, by name or code; may be repeated.")] = None,
    marac: Annotated[list[str] | None, typer.Option(help="A Marac; may be repeated. Without it: all of them.")] = None,
    tidy: Annotated[bool, typer.Option("--tidy", help="One row per figure instead of the portal's layout.")] = False,
    release: Release = "",
    data: Data = None,
) -> None:
    """The overview report as CSV, laid out as the portal prints it, or as a workbook, by the file's ending."""
    ending = output.suffix.lower()
    if ending not in ENDINGS or (tidy and ending != ".csv"):
        raise typer.BadParameter("Name a .csv or .xlsx file; --tidy goes with .csv only.")
    chosen = ReportSelection(
        form=form, quarter=Quarter.parse(quarter), forces=tuple(force or ()), maracs=tuple(marac or ())
    )
    with progress() as tell:
        tell("Asking for the report")
        answer = reader_of(context, data, release).ask(queries.report, chosen)
        tell("Writing the file")
        file = overview_reports.report(answer, overview_reports.writer("tidy" if tidy else ENDINGS[ending]))
    files.logged(file, who=who(), release=answer.release.id)
    write(output, file.content)
    rows = sum(1 for _ in answer.rows)
    typer.echo(f"Report of {rows} indicators and {len(answer.columns)} columns written to {output}.")


def collection(  # noqa: PLR0913 - the options of a command
    context: typer.Context,
    marac: Annotated[str, typer.Option(help="The Marac's code or name.")],
    quarter: QuarterText,
    output: Output,
    *,
    section: Annotated[str, typer.Option(help="The slug of a section of the report.")] = "",
    dashboard_slug: Annotated[str, typer.Option("--dashboard", help="The slug of a dashboard.")] = "",
    data: Data = None,
) -> None:
    """Every chart of a section or a dashboard as PNG, and their numbers as CSV, in one zip."""
    if bool(section) == bool(dashboard_slug) or output.suffix.lower() != ".zip":
        raise typer.BadParameter("Name either a section or a dashboard, and a .zip file.")
    reader = reader_of(context, data)
    start = replace(reader.ask(queries.first_selection), marac=marac, quarter=Quarter.parse(quarter))
    selection = reader.ask(queries.resolved, start)
    with progress() as tell:
        tell("Asking for the figures")
        if section:
            answers = section_charts(reader, selection, section)
            chosen = Collection(slug=section, title=catalogue.section(section).title, answers=answers)
        else:
            charts = dashboard_charts(reader, selection, dashboard_slug)
            chosen = Collection(slug=dashboard_slug, title=dashboard(dashboard_slug).title, answers=charts)
        file = zip_bundles.collection(chosen, tell)
    files.logged(file, who=who(), release=reader.release.id)
    write(output, file.content)
    typer.echo(f"{len(chosen.answers)} charts and their numbers written to {output}.")
