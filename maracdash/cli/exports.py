"""Commands that write to a file: tables and charts here, reports and collections in `reporting`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from maracdash import queries
from maracdash.cli.options import Data, Release, progress, reader_of, who, write
from maracdash.cli.overview_reports import collection, report
from maracdash.exports import charts, files, tables
from maracdash.model.areas import LEVELS, Level
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import Selection, View

QuarterText = Annotated[str, typer.Option("--quarter", help="Such as 2024-Q1.")]
Output = Annotated[Path, typer.Option("-o", "--output", help="The file to write.")]


def export() -> typer.Typer:
    """The group of export commands."""
    group = typer.Typer(no_args_is_help=True, help="Write a table, a chart, the report or a collection to a file.")
    group.command(name="table")(table)
    group.command(name="chart")(chart)
    group.command(name="report")(report)
    group.command(name="collection")(collection)
    return group


def table(  # noqa: PLR0913 - the options of a command
    context: typer.Context,
    quarter: QuarterText,
    output: Output,
    *,
    window: Annotated[Window, typer.Option(help="12 months, or the single quarter.")] = Window.YEAR,
    level: Annotated[Level | None, typer.Option(help="Only this level.")] = None,
    area: Annotated[str, typer.Option(help="Only this area, by code or name.")] = "",
    indicator: Annotated[list[str] | None, typer.Option(help="Only this slug; may be repeated.")] = None,
    release: Release = "",
    data: Data = None,
) -> None:
    """A tidy CSV of every figure, or of one level, area or indicator."""
    reader = reader_of(context, data, release)
    levels = (level,) if level else LEVELS
    answer = reader.ask(queries.table, Quarter.parse(quarter), window, levels, area, tuple(indicator or ()))
    write(output, tables.csv(answer))
    typer.echo(f"{len(answer.cells):,} figures written to {output}.")


def chart(  # noqa: PLR0913 - the options of a command
    context: typer.Context,
    indicator: Annotated[str, typer.Option(help="The indicator's slug.")],
    marac: Annotated[str, typer.Option(help="The Marac's code or name.")],
    quarter: QuarterText,
    output: Output,
    *,
    view: Annotated[View, typer.Option(help="Beside others, or through time.")] = View.COMPARE,
    window: Annotated[Window, typer.Option(help="12 months, or single quarters.")] = Window.YEAR,
    data: Data = None,
) -> None:
    """A chart with its finding, legend, source and period, as PNG or SVG by the file's ending."""
    form = output.suffix.lower().removeprefix(".")
    if form not in charts.FORMS or view is View.TABLE:
        raise typer.BadParameter("Name a .png or .svg file, and the view compare or trend.")
    reader = reader_of(context, data)
    chosen = Selection(marac=marac, quarter=Quarter.parse(quarter), indicator=indicator, window=window, view=view)
    selection = reader.ask(queries.resolved, chosen)
    with progress() as tell:
        tell("Drawing")
        trend = view is View.TREND
        answer = reader.ask(queries.trend, selection) if trend else reader.ask(queries.comparison, selection)
        file = files.logged(charts.chart(answer, form), who=who(), release=answer.release.id)
    write(output, file.content)
    typer.echo(f"Chart written to {output}.")
