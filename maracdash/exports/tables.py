"""An answer's numbers as a tidy table: one row per figure, a code and a name for its area, a status for its value."""

from __future__ import annotations

import csv as text
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from maracdash.catalogue.breaks import series_breaks
from maracdash.exports.files import File, name_answer_file
from maracdash.model.answers import Comparison, TidyCell, TidyTable, Trend
from maracdash.model.quarters import Quarter
from maracdash.model.values import Status
from maracdash.statistics.comparators import find_gap
from maracdash.statistics.intervals import confidence_interval
from maracdash.statistics.refusals import Refusal
from maracdash.words.sources import DEMONSTRATION
from maracdash.words.verdicts import write_verdict

TIDY_COLUMNS = (
    "level",
    "area_code",
    "area",
    "quarter",
    "window",
    "indicator",
    "title",
    "unit",
    "value",
    "value_status",
    "shorthand",
    "reason",
    "lower",
    "upper",
    "numerator",
    "denominator",
    "origin",
    "returned",
    "expected",
    "proxied",
    "verdict",
    "compared_value",
    "compared_without_own",
    "gap",
    "gap_lower",
    "gap_upper",
    "gap_status",
    "period_start",
    "period_end",
    "data_as_at",
    "release",
    "marking",
)
BREAK_MARK = "[b]"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, kw_only=True)
class TableWriter:
    """A way to write a table to a file."""

    extension: str
    media_type: str
    write: Callable[[TidyTable], bytes]


def write_csv(table: TidyTable) -> bytes:
    """Tidy CSV in UTF-8 with a byte order mark; `reason` says why a value is absent, or estimated."""
    out = io.StringIO(newline="")
    writer = text.writer(out)
    writer.writerow(TIDY_COLUMNS)
    writer.writerows(_tidy_rows(table))
    return (BYTE_ORDER_MARK + out.getvalue()).encode("utf-8")


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


def _tidy_rows(table: TidyTable) -> Iterator[tuple[str, ...]]:
    release = table.release
    marking = ". ".join(filter(None, (table.marking, DEMONSTRATION if release.demonstration else "")))
    last = (release.data_as_at.isoformat(), guard_formula(release.id), guard_formula(marking))
    for cell in table.cells:
        said = (*_figure_cells(cell), *_coverage_cells(cell), *_verdict_cells(cell), *_gap_cells(cell))
        yield (*_area_cells(cell), *said, *_period_cells(cell), *last)


def _area_cells(cell: TidyCell) -> tuple[str, ...]:
    return (
        str(cell.area.level),
        guard_formula(cell.area.code),
        guard_formula(cell.area.name),
        str(cell.quarter),
        str(cell.window),
        cell.indicator.slug,
        guard_formula(cell.indicator.title),
        str(cell.indicator.unit),
    )


def _figure_cells(cell: TidyCell) -> tuple[str, ...]:
    value = cell.value
    limits = confidence_interval(cell.indicator, value)
    return (
        _write_number(value.number),
        str(value.status),
        _write_shorthand(cell),
        guard_formula(value.reason or value.status.words),
        _write_number(limits.lower if limits else None),
        _write_number(limits.upper if limits else None),
        _write_number(value.numerator),
        _write_number(value.denominator),
        str(value.origin or ""),
    )


def _write_shorthand(cell: TidyCell) -> str:
    """The code of the status, and `[b]` at the first quarter that is not comparable with those before."""
    is_break = any(each.quarter == cell.quarter for each in series_breaks(cell.indicator))
    return " ".join(filter(None, (cell.value.status.shorthand, BREAK_MARK if is_break else "")))


def _coverage_cells(cell: TidyCell) -> tuple[str, ...]:
    coverage = cell.value.coverage
    return str(coverage.returned), str(coverage.expected), str(coverage.proxied)


def _verdict_cells(cell: TidyCell) -> tuple[str, str, str]:
    """The Marac's verdict against a comparator, the number it was made against, and if the Marac is left out of it."""
    point = cell.comparator
    if point is None:
        return "", "", ""
    verdict = write_verdict(point.verdict, strong=point.strong)
    return verdict, _write_number(point.against.number), "yes" if point.excludes_own else "no"


def _gap_cells(cell: TidyCell) -> tuple[str, str, str, str]:
    """Cases by which the Marac would match a comparator (above 0: more), their limits, and `ok` or why not."""
    if cell.comparator is None or cell.own is None:
        return "", "", "", ""
    found = find_gap(cell.indicator, cell.own, cell.comparator)
    if isinstance(found, Refusal):
        return "", "", "", str(found.reason)
    lower, upper = (_write_number(each) for each in (found.limits.lower, found.limits.upper))
    return _write_number(found.gap), lower, upper, str(Status.OK)


def _period_cells(cell: TidyCell) -> tuple[str, ...]:
    first: Quarter = cell.quarter - (cell.window.quarters - 1)
    return first.start.isoformat(), cell.quarter.end.isoformat()


def _write_number(number: float | None) -> str:
    """As many digits as tell it apart from its neighbours; a whole number without a point."""
    if number is None:
        return ""
    exact = float(number)
    return str(int(exact)) if exact.is_integer() else repr(exact)


def guard_formula(words: str) -> str:
    """Words that a spreadsheet would take for a formula, marked as words."""
    return f"'{words}" if words.startswith(FORMULA_STARTS) else words
