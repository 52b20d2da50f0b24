"""An answer's numbers as a tidy table: one row per figure, a code and a name for its area, a status for its value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from maracdash.exports import plain_tables
from maracdash.exports.files import File, name_answer_file
from maracdash.exports.plain_tables import PlainTable
from maracdash.exports.tidy_rows import TIDY_COLUMNS, build_tidy_rows
from maracdash.model.answers import Comparison, TidyCell, TidyTable, Trend


@dataclass(frozen=True, kw_only=True)
class TableWriter:
    """A way to write a table to a file."""

    extension: str
    media_type: str
    write: Callable[[TidyTable], bytes]


def write_csv(table: TidyTable) -> bytes:
    """Tidy CSV in UTF-8 with a byte order mark; `reason` says why a value is absent, or estimated."""
    rows = build_tidy_rows(table.cells, table.release, table.marking)
    return plain_tables.write_csv(PlainTable(columns=TIDY_COLUMNS, rows=tuple(rows)))


WRITERS = (TableWriter(extension="csv", media_type="text/csv; charset=utf-8", write=write_csv),)


def build_table_file(answer: Comparison | Trend, writer: TableWriter = WRITERS[0]) -> File:
    """The file with exactly the numbers of an answer's chart."""
    numbers = tabulate_trend(answer) if isinstance(answer, Trend) else tabulate_comparison(answer)
    return File(
        name=name_answer_file(answer, writer.extension),
        content=writer.write(numbers),
        media_type=writer.media_type,
    )


def tabulate_comparison(answer: Comparison) -> TidyTable:
    """The Marac, every other Marac in the chart's order, then the averages: each area once."""
    points = {point.area: point for point in (answer.own, *answer.maracs, *answer.averages)}
    cells = tuple(
        TidyCell(
            area=area,
            quarter=answer.quarter,
            window=answer.window,
            indicator=answer.indicator,
            value=point.value,
            comparator=point if point.compared else None,
            own=answer.own if point.compared else None,
        )
        for area, point in points.items()
    )
    return TidyTable(cells=cells, release=answer.release, marking=answer.marking)


def tabulate_trend(answer: Trend) -> TidyTable:
    """Every area's values from the oldest quarter to the newest: the Marac first, then the larger areas."""
    cells = tuple(
        TidyCell(area=series.area, quarter=quarter, window=answer.window, indicator=answer.indicator, value=value)
        for series in answer.series
        for quarter, value in zip(answer.quarters, series.values, strict=True)
    )
    return TidyTable(cells=cells, release=answer.release, marking=answer.marking)
