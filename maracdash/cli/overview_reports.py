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
from maracdash.cli.audit_trail import record_export
from maracdash.cli.options import (
    DataOption,
    GroupOption,
    ReleaseOption,
    SafeOption,
    open_reader,
    read_group,
    show_progress,
    write_file,
)
from maracdash.exports import overview_reports, zip_bundles
from maracdash.exports.zip_bundles import Collection
from maracdash.model.overview_reports import ReportForm, ReportSelection
from maracdash.model.quarters import Quarter
from maracdash.reading.chart_collections import ask_dashboard_charts, ask_section_charts
from maracdash.words.uploads import count_noun

WRITER_SLUGS: Mapping[str, str] = MappingProxyType({".csv": "csv", ".xlsx": "xlsx"})
QuarterOption = Annotated[str, typer.Option("--quarter", help="Such as 2024-Q1.")]
OutputOption = Annotated[Path, typer.Option("-o", "--output", help="The file to write.")]


def export_report(  # noqa: PLR0913 - the options of a command
    context: typer.Context,
    form: Annotated[ReportForm, typer.Option(help="Which of the three forms.")],
    quarter: QuarterOption,
    output: OutputOption,
    *,
    force: Annotated[list[str] | None, typer.Option(help="A police force, by name or code; may be repeated.")] = None,
    marac: Annotated[list[str] | None, typer.Option(help="A Marac; may be repeated. Without it: all of them.")] = None,
    tidy: Annotated[bool, typer.Option("--tidy", help="One row per figure instead of the portal's layout.")] = False,
    group: GroupOption = "",
    release: ReleaseOption = "",
    safe: SafeOption = False,
    data: DataOption = None,
) -> None:
    """The overview report as CSV, laid out as the portal prints it, or as a workbook, by the file's ending."""
    ending = output.suffix.lower()
    if ending not in WRITER_SLUGS or (tidy and ending != ".csv"):
        raise typer.BadParameter("Name a .csv or .xlsx file; --tidy goes with .csv only.")
    chosen = ReportSelection(
        form=form,
        quarter=Quarter.parse(quarter),
        forces=tuple(force or ()),
        maracs=tuple(marac or ()),
        group=read_group(group),
    )
    with show_progress() as tell:
        tell("Asking for the report")
        answer = open_reader(context, data, release, safe=safe).ask(queries.OVERVIEW_REPORT, chosen)
        tell("Writing the file")
        file = overview_reports.build_report_file(
            answer, overview_reports.writer("tidy" if tidy else WRITER_SLUGS[ending])
        )
    record_export(context, data, file.name, answer.release.id, safe=safe)
    write_file(output, file.content)
    rows = sum(1 for _ in answer.rows)
    size = f"{count_noun(rows, 'indicator')} and {count_noun(len(answer.columns), 'column')}"
    typer.echo(f"Report of {size} written to {output}.")


def export_collection(  # noqa: PLR0913 - the options of a command
    context: typer.Context,
    marac: Annotated[str, typer.Option(help="The Marac's code or name.")],
    quarter: QuarterOption,
    output: OutputOption,
    *,
    section: Annotated[str, typer.Option(help="The slug of a section of the report.")] = "",
    dashboard_slug: Annotated[str, typer.Option("--dashboard", help="The slug of a dashboard.")] = "",
    group: GroupOption = "",
    safe: SafeOption = False,
    data: DataOption = None,
) -> None:
    """Every chart of a section or a dashboard as PNG, and their numbers as CSV, in one zip."""
    if bool(section) == bool(dashboard_slug) or output.suffix.lower() != ".zip":
        raise typer.BadParameter("Name either a section or a dashboard, and a .zip file.")
    reader = open_reader(context, data, safe=safe)
    begun = reader.ask(queries.DEFAULT_SELECTION)
    start = replace(begun, marac=marac, quarter=Quarter.parse(quarter), group=read_group(group))
    selection = reader.ask(queries.RESOLVED_SELECTION, start)
    with show_progress() as tell:
        tell("Asking for the figures")
        if section:
            answers = ask_section_charts(reader, selection, section)
            chosen = Collection(slug=section, title=catalogue.section(section).title, answers=answers)
        else:
            charts = ask_dashboard_charts(reader, selection, dashboard_slug)
            chosen = Collection(slug=dashboard_slug, title=dashboard(dashboard_slug).title, answers=charts)
        file = zip_bundles.build_zip_file(chosen, tell)
    record_export(context, data, file.name, reader.release.id, safe=safe)
    write_file(output, file.content)
    typer.echo(f"{count_noun(len(chosen.answers), 'chart')} and their numbers written to {output}.")
