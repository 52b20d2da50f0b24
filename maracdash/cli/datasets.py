"""Export of a whole release as Parquet, for whatever analyses many files at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer

from maracdash import queries
from maracdash.cli.audit_trail import record_export
from maracdash.cli.options import DataOption, ReleaseOption, SafeOption, open_reader, show_progress
from maracdash.exports import datasets, record_tables
from maracdash.exports.datasets import Part
from maracdash.exports.tidy_rows import write_marking
from maracdash.model.areas import LEVELS
from maracdash.model.errors import MaracdashError
from maracdash.model.quarters import Window
from maracdash.model.selection import ValueSelection
from maracdash.reading.reader import Reader
from maracdash.words.uploads import count_noun

EVERYTHING = 10_000_000
"""More than a quarter has figures."""
NEWER_RELEASE = "A newer release was published meanwhile, and files of two are never mixed. Do the same again."


def export_parquet(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to write, which must not be there yet.")],
    *,
    release: ReleaseOption = "",
    safe: SafeOption = False,
    data: DataOption = None,
) -> None:
    """The whole release as partitioned Parquet, for DuckDB, Spark, Trino, pandas or R. See docs/parquet.md."""
    reader = open_reader(context, data, release, safe=safe)
    record_export(context, data, folder.name, reader.release.id, safe=safe)
    with show_progress() as tell:
        rows = datasets.write_dataset(folder, _list_parts(reader, tell))
    typer.echo(f"Release {reader.release.id}: {count_noun(rows, 'row')} written to {folder}. {reader.marking}.")


def _list_parts(reader: Reader, tell: Callable[[str], None]) -> Iterator[Part]:
    note, directory = reader.release, reader.ask(queries.DIRECTORY)
    quarters, offered = reader.ask(queries.QUARTERS), reader.ask(queries.CHOICES).quarters
    indicators = reader.ask(queries.INDICATORS)
    tables = {
        "release": record_tables.tabulate_release(note, write_marking(note, reader.marking), reader.audience),
        "areas": record_tables.tabulate_areas(directory, note.data_as_at, LEVELS),
        "groups": record_tables.tabulate_groups(directory),
        "quarters": record_tables.tabulate_quarters(quarters, offered),
        "sections": record_tables.tabulate_sections(),
        "indicators": record_tables.tabulate_indicators(indicators),
    }
    yield from ((PurePosixPath(f"{name}.parquet"), table) for name, table in tables.items())
    for window in Window:
        for quarter in quarters:
            tell(f"Writing {quarter}")
            chosen = ValueSelection(quarters=(quarter,), window=window, limit=EVERYTHING)
            page = reader.ask(queries.VALUE_PAGE, chosen)
            if page.release != note:
                raise MaracdashError(NEWER_RELEASE)
            if page.cells:
                yield datasets.tabulate_figures(page.cells, page.release, page.marking, window, quarter)
