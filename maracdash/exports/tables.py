"""An answer's numbers as a tidy table: one row per figure, a code and a name for its area, a status for its value."""

from __future__ import annotations

import csv as text
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from maracdash.exports.files import File, answer_name
from maracdash.model.answers import Cell, Comparison, Table, Trend
from maracdash.model.quarters import Quarter
from maracdash.statistics.intervals import interval
from maracdash.words.sources import DEMONSTRATION

COLUMNS = (
    "level",
    "area_code",
    "area",
    "quarter",
    "window",
    "indicator",
    "value",
    "value_status",
    "shorthand",
    "lower",
    "upper",
    "numerator",
    "denominator",
    "origin",
    "returned",
    "expected",
    "proxied",
    "period_start",
    "period_end",
    "data_as_at",
    "release",
    "marking",
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, kw_only=True)
class Writer:
    """A way to write a table to a file."""

    extension: str
    media_type: str
    write: Callable[[Table], bytes]


def csv(table: Table) -> bytes:
    """Tidy CSV in UTF-8 with a byte order mark; an absence leaves `value` empty and `value_status` says why."""
    out = io.StringIO(newline="")
    writer = text.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(_rows(table))
    return (BYTE_ORDER_MARK + out.getvalue()).encode("utf-8")


WRITERS = (Writer(extension="csv", media_type="text/csv; charset=utf-8", write=csv),)


def table(answer: Comparison | Trend, writer: Writer = WRITERS[0]) -> File:
    """The file with exactly the numbers of an answer's chart."""
    numbers = trend_table(answer) if isinstance(answer, Trend) else comparison_table(answer)
    return File(
        name=answer_name(answer, writer.extension),
        content=writer.write(numbers),
        media_type=writer.media_type,
    )


def comparison_table(answer: Comparison) -> Table:
    """The Marac, every other Marac in the chart's order, then the averages: each area once."""
    points = {point.area: point.value for point in (answer.own, *answer.maracs, *answer.averages)}
    cells = tuple(
        Cell(area=area, quarter=answer.quarter, window=answer.window, indicator=answer.indicator, value=value)
        for area, value in points.items()
    )
    return Table(cells=cells, release=answer.release, marking=answer.marking)


def trend_table(answer: Trend) -> Table:
    """Every area's values from the oldest quarter to the newest: the Marac first, then the larger areas."""
    cells = tuple(
        Cell(area=series.area, quarter=quarter, window=answer.window, indicator=answer.indicator, value=value)
        for series in answer.series
        for quarter, value in zip(answer.quarters, series.values, strict=True)
    )
    return Table(cells=cells, release=answer.release, marking=answer.marking)


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    release = table.release
    marking = ". ".join(filter(None, (table.marking, DEMONSTRATION if release.demonstration else "")))
    last = (release.data_as_at.isoformat(), guarded(release.id), guarded(marking))
    for cell in table.cells:
        yield (*_place(cell), *_figure(cell), *_coverage(cell), *_period(cell), *last)


def _place(cell: Cell) -> tuple[str, ...]:
    return (
        str(cell.area.level),
        guarded(cell.area.code),
        guarded(cell.area.name),
        str(cell.quarter),
        str(cell.window),
        cell.indicator.slug,
    )


def _figure(cell: Cell) -> tuple[str, ...]:
    value = cell.value
    limits = interval(cell.indicator, value)
    return (
        _number(value.number),
        str(value.status),
        value.status.shorthand,
        _number(limits.lower if limits else None),
        _number(limits.upper if limits else None),
        _number(value.numerator),
        _number(value.denominator),
        str(value.origin or ""),
    )


def _coverage(cell: Cell) -> tuple[str, ...]:
    coverage = cell.value.coverage
    return str(coverage.returned), str(coverage.expected), str(coverage.proxied)


def _period(cell: Cell) -> tuple[str, ...]:
    first: Quarter = cell.quarter - (cell.window.quarters - 1)
    return first.start.isoformat(), cell.quarter.end.isoformat()


def _number(number: float | None) -> str:
    """As many digits as tell it apart from its neighbours; a whole number without a point."""
    if number is None:
        return ""
    exact = float(number)
    return str(int(exact)) if exact.is_integer() else repr(exact)


def guarded(words: str) -> str:
    """Words that a spreadsheet would take for a formula, marked as words."""
    return f"'{words}" if words.startswith(FORMULA_STARTS) else words
