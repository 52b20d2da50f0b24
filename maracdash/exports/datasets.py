"""A release as a folder of Parquet: figures by period and quarter, and the tables that say what their codes mean."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from maracdash.exports import record_tables
from maracdash.exports.plain_tables import PLAIN_WRITERS, Column, PlainTable
from maracdash.exports.tidy_rows import COMPARED_COLUMNS, build_compared_rows
from maracdash.model.answers import ComparedCell, ReleaseNote
from maracdash.model.errors import MaracdashError
from maracdash.model.quarters import Quarter, Window

PARTITIONS = ("window", "quarter")
"""In the paths, as `figures/window=year/quarter=2024-Q4/`, and in no file: readers of Hive's layout add them."""
OF_ONE_COMPARISON = frozenset(
    {"verdict", "compared_value", "compared_without_own", "gap", "gap_lower", "gap_upper", "gap_status"}
)
"""Columns of a table that compares one Marac with others: here nobody's is."""
FIGURE_COLUMNS = tuple(each for each in COMPARED_COLUMNS if each.name not in {*PARTITIONS, *OF_ONE_COMPARISON})
FIGURES_FOLDER = "figures"
DESCRIBED_TABLES: tuple[tuple[str, tuple[Column, ...]], ...] = (
    (FIGURES_FOLDER, FIGURE_COLUMNS),
    ("release", tuple(record_tables.RELEASE_COLUMNS)),
    ("areas", tuple(record_tables.AREA_COLUMNS)),
    ("groups", tuple(record_tables.GROUP_COLUMNS)),
    ("quarters", tuple(record_tables.QUARTER_COLUMNS)),
    ("sections", tuple(record_tables.SECTION_COLUMNS)),
    ("indicators", tuple(record_tables.INDICATOR_COLUMNS)),
)
"""Tables with their columns, as docs/parquet.md describes them."""
Part = tuple[PurePosixPath, PlainTable]


def write_dataset(folder: Path, parts: Iterable[Part]) -> int:
    """Write parts into a folder that is not there yet, or is empty, and return the number of their rows.

    It appears whole or not at all. Raises MaracdashError.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise MaracdashError(f"{folder} is not empty, and no file is ever mixed with others. Name a new folder.")
    rows, writer = 0, next(each for each in PLAIN_WRITERS if each.extension == "parquet")
    try:
        beside = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder.absolute().parent))
        try:
            for path, table in parts:
                place = beside / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(writer.write(table, {}))
                rows += len(table.rows)
            beside.replace(folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise MaracdashError(f"{folder} cannot be written: {error.strerror}. Nothing was left there.") from error
    return rows


def tabulate_figures(
    cells: Iterable[ComparedCell], release: ReleaseNote, marking: str, window: Window, quarter: Quarter
) -> Part:
    """The figures of one period and quarter, each with its verdicts."""
    kept = [place for place, each in enumerate(COMPARED_COLUMNS) if each in FIGURE_COLUMNS]
    rows = [tuple(row[place] for place in kept) for row in build_compared_rows(cells, release, marking)]
    path = PurePosixPath(FIGURES_FOLDER, f"window={window}", f"quarter={quarter}", "figures.parquet")
    return path, PlainTable(columns=FIGURE_COLUMNS, rows=rows)
