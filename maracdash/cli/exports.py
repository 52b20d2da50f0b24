"""Commands that write to a file: tables and charts here, reports and collections in `overview_reports`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from maracdash import queries, settings
from maracdash.cli.audit_trail import record_export
from maracdash.cli.board_packs import export_pack, export_packs
from maracdash.cli.datasets import export_parquet
from maracdash.cli.options import (
    DataOption,
    GroupOption,
    ReleaseOption,
    SafeOption,
    check_ending,
    open_reader,
    read_group,
    show_progress,
    write_file,
)
from maracdash.cli.overview_reports import export_collection, export_report
from maracdash.exports import charts, tables
from maracdash.exports.area_summaries import WRITERS, build_summary_file
from maracdash.exports.changes_since import build_changes_file
from maracdash.model.areas import LEVELS, Level
from maracdash.model.errors import NotFoundError
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import ChartView, Selection
from maracdash.model.signals import SinceSelection, SinceSpan, parse_since
from maracdash.reading.area_summaries import summarise_area
from maracdash.reading.changes_since import find_changes_since
from maracdash.reading.indicator_views import ask_view
from maracdash.words import changes_since, uploads

QuarterOption = Annotated[str, typer.Option("--quarter", help="Such as 2024-Q1.")]
SINCE_HELP = "What to look back to: quarter, year, three-years, or a day such as 2026-05-12."
OutputOption = Annotated[Path, typer.Option("-o", "--output", help="The file to write.")]


def build_export_group() -> typer.Typer:
    """The group of export commands."""
    group = typer.Typer(no_args_is_help=True, help="Write a table, a chart, the report or a collection to a file.")
    group.command(name="table")(export_table)
    group.command(name="chart")(export_chart)
    group.command(name="changes")(export_changes)
    group.command(name="summary")(export_summary)
    group.command(name="report")(export_report)
    group.command(name="collection")(export_collection)
    group.command(name="pack")(export_pack)
    group.command(name="packs")(export_packs)
    group.command(name="parquet")(export_parquet)
    return group


def export_table(  # noqa: PLR0913 - the options of a command
    context: typer.Context,
    quarter: QuarterOption,
    output: OutputOption,
    *,
    window: Annotated[Window, typer.Option(help="12 months, or the single quarter.")] = Window.YEAR,
    level: Annotated[Level | None, typer.Option(help="Only this level.")] = None,
    area: Annotated[str, typer.Option(help="Only this area, by code or name.")] = "",
    indicator: Annotated[list[str] | None, typer.Option(help="Only this slug; may be repeated.")] = None,
    group: GroupOption = "",
    release: ReleaseOption = "",
    safe: SafeOption = False,
    data: DataOption = None,
) -> None:
    """A tidy CSV of every figure, or of one level, area or indicator; a group of your own is added at its end."""
    check_ending(output, ".csv")
    reader = open_reader(context, data, release, safe=safe)
    levels = (level,) if level else LEVELS
    asked, slugs = Quarter.parse(quarter), tuple(indicator or ())
    answer = reader.ask(queries.TIDY_TABLE, asked, window, levels, area, slugs)
    if chosen := read_group(group):
        added = reader.ask(queries.GROUP_TABLE, asked, window, chosen, slugs)
        answer = replace(answer, cells=(*answer.cells, *added.cells))
    record_export(context, data, output.name, answer.release.id, safe=safe)
    write_file(output, tables.write_csv(answer))
    typer.echo(f"{uploads.count_noun(len(answer.cells), 'figure')} written to {output}.")


def export_chart(  # noqa: PLR0913 - the options of a command
    context: typer.Context,
    indicator: Annotated[str, typer.Option(help="The indicator's slug.")],
    marac: Annotated[str, typer.Option(help="The Marac's code or name.")],
    quarter: QuarterOption,
    output: OutputOption,
    *,
    view: Annotated[ChartView, typer.Option(help="Beside others, through time, or another.")] = ChartView.COMPARE,
    intervals: Annotated[bool, typer.Option(help="Draw 95% intervals beside others.")] = False,
    window: Annotated[Window, typer.Option(help="12 months, or single quarters.")] = Window.YEAR,
    group: GroupOption = "",
    safe: SafeOption = False,
    data: DataOption = None,
) -> None:
    """A chart with its finding, legend, source and period, as PNG or SVG by the file's ending."""
    form = output.suffix.lower().removeprefix(".")
    if form not in charts.MEDIA_TYPES or view is ChartView.TABLE:
        raise typer.BadParameter("Name a .png or .svg file, and any view but table.")
    reader = open_reader(context, data, safe=safe)
    chosen = Selection(
        marac=marac,
        quarter=Quarter.parse(quarter),
        indicator=indicator,
        window=window,
        view=view,
        group=read_group(group),
    )
    selection = reader.ask(queries.RESOLVED_SELECTION, chosen)
    with show_progress() as tell:
        tell("Drawing")
        answer = ask_view(reader, selection)
        file = charts.build_chart_file(answer, form, intervals=intervals)
    record_export(context, data, output.name, answer.release.id, safe=safe)
    write_file(output, file.content)
    typer.echo(f"Chart written to {output}.")


def export_changes(  # noqa: PLR0913 - the options of a command
    context: typer.Context,
    marac: Annotated[str, typer.Option(help="The Marac or force, by code or name.")],
    quarter: QuarterOption,
    output: OutputOption,
    *,
    since: Annotated[str, typer.Option(help=SINCE_HELP)] = SinceSpan.QUARTER.value,
    group: GroupOption = "",
    safe: SafeOption = False,
    data: DataOption = None,
) -> None:
    """Changes since then as CSV: signals at 99.8% that are new, clearer, gone or lasting, and figures revised since."""
    check_ending(output, ".csv")
    reader = open_reader(context, data, safe=safe)
    chosen = SinceSelection(
        marac=marac, quarter=Quarter.parse(quarter), since=_read_since(since), group=read_group(group)
    )
    answer = find_changes_since(reader, chosen, settings.load_settings().due_days)
    record_export(context, data, output.name, answer.release.id, safe=safe)
    write_file(output, build_changes_file(answer).content)
    typer.echo(changes_since.write_changes_summary(answer))
    if chance := changes_since.write_chance(answer):
        typer.echo(chance)


def export_summary(  # noqa: PLR0913 - the options of a command
    context: typer.Context,
    marac: Annotated[str, typer.Option(help="The Marac or force, by code or name.")],
    quarter: QuarterOption,
    output: OutputOption,
    *,
    since: Annotated[str, typer.Option(help=SINCE_HELP)] = SinceSpan.QUARTER.value,
    group: GroupOption = "",
    safe: SafeOption = False,
    data: DataOption = None,
) -> None:
    """The summary in words, as text or Markdown by the file's ending: what is new, clearer, lasting or usual again."""
    check_ending(output, *(f".{form}" for form in WRITERS))
    reader = open_reader(context, data, safe=safe)
    chosen = SinceSelection(
        marac=marac, quarter=Quarter.parse(quarter), since=_read_since(since), group=read_group(group)
    )
    answer = summarise_area(reader, chosen, settings.load_settings().due_days)
    record_export(context, data, output.name, answer.release.id, safe=safe)
    write_file(output, build_summary_file(answer, output.suffix.lower().removeprefix(".")).content)
    typer.echo(f"Summary written to {output}.")


def _read_since(text: str) -> SinceSpan | date:
    """Read what to look back to. Raises NotFoundError for a word or day it cannot read, or that has not come yet."""
    since = parse_since(text)
    if problem := changes_since.explain_future(since, date.today()):  # noqa: DTZ011 - the reader's own day
        raise NotFoundError(problem)
    return since
