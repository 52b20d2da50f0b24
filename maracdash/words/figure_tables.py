"""The tables behind the charts, for screen and files: the same numbers in the same order, or words in their place."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from maracdash.model.answers import AreaRole, Comparison, Trend
from maracdash.model.figure_tables import FigureTable
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Window, describe_period
from maracdash.statistics.answers import ControlSeries, Distribution, FunnelPlot
from maracdash.statistics.gap_in_cases import METHODS
from maracdash.words.tables import FigureRow

MARAC_ROLES = (AreaRole.OWN, AreaRole.FORCE_MARAC, AreaRole.GROUP_MARAC, AreaRole.OTHER_MARAC)
INTERVAL = "95% interval"
PLACE = "In the funnel"
NOT_COMPARABLE = "not comparable with the quarters before it"
WINDOW_WORDS = {Window.YEAR: "12 months to the end of each quarter", Window.QUARTER: "single quarters"}


def build_view_tables(answer: Comparison | Trend, rows: Sequence[FigureRow]) -> tuple[FigureTable, ...]:
    """The tables of the view that an answer is of."""
    if isinstance(answer, ControlSeries):
        return (_control_table(answer, rows),)
    if isinstance(answer, Trend):
        return (build_trend_table(answer, rows),)
    if isinstance(answer, FunnelPlot | Distribution):
        return (_maracs_table(answer, rows, places=isinstance(answer, FunnelPlot)),)
    return build_comparison_tables(answer, rows)


def build_comparison_tables(answer: Comparison, rows: Sequence[FigureRow]) -> tuple[FigureTable, ...]:
    """The larger areas with the Marac's verdict against each and their coverage, then every Marac."""
    larger = [row for row in rows if row.role not in MARAC_ROLES]
    maracs = [row for row in rows if row.role in MARAC_ROLES]
    tables = [_maracs_table(answer, maracs)]
    return (_larger_areas_table(answer, larger), *tables) if larger else tuple(tables)


def build_trend_table(answer: Trend, rows: Sequence[FigureRow]) -> FigureTable:
    """One row a quarter, newest first; one column an area."""
    areas = [series.area.name for series in answer.series]
    step = len(areas) or 1
    lines = [rows[start : start + step] for start in range(0, len(rows), step)]
    broken = {str(each.quarter) for each in answer.breaks}
    cells = [
        (_mark_break(line[0].quarter, broken), line[0].value, line[0].interval, *(row.value for row in line[1:]))
        for line in lines
    ]
    caption = f"{answer.indicator.title} through time, {WINDOW_WORDS[answer.window]}"
    columns = ("Quarter", *areas[:1], INTERVAL, *areas[1:])
    return FigureTable(caption=caption, columns=columns, rows=tuple(cells), numbers=tuple(range(1, len(columns))))


def _control_table(answer: ControlSeries, rows: Sequence[FigureRow]) -> FigureTable:
    """One row a quarter, newest first, with the signals that it is part of."""
    return FigureTable(
        caption=f"{answer.indicator.title}, {WINDOW_WORDS[answer.window]}",
        columns=("Quarter", *_number_columns(answer.indicator), "Signals"),
        rows=tuple((row.quarter, *_number_cells(answer.indicator, row), row.place) for row in rows),
        numbers=_number_places(answer.indicator),
    )


def _mark_break(quarter: str, broken: Collection[str]) -> str:
    return f"{quarter}: {NOT_COMPARABLE}" if quarter in broken else quarter


def _larger_areas_table(answer: Comparison, rows: Sequence[FigureRow]) -> FigureTable:
    name = answer.hierarchy.area.name
    has_gap = answer.indicator.interval_method in METHODS
    gap_column = ("To match it, cases more or fewer (no target)",) if has_gap else ()
    columns = ("Area", *_number_columns(answer.indicator), f"{name} is", *gap_column, "Made of")
    cells = tuple(
        (
            f"{row.area} ({row.what})",
            *_number_cells(answer.indicator, row),
            row.verdict,
            *((row.gap,) if has_gap else ()),
            row.coverage,
        )
        for row in rows
    )
    caption = _caption(answer, "larger areas")
    return FigureTable(caption=caption, columns=columns, rows=cells, numbers=_number_places(answer.indicator))


def _maracs_table(answer: Comparison, rows: Sequence[FigureRow], *, places: bool = False) -> FigureTable:
    noun = answer.hierarchy.area.level.noun
    columns = (f"{noun[0].upper()}{noun[1:]}", *_number_columns(answer.indicator), "What it is")
    return FigureTable(
        caption=_caption(answer, f"the {noun}s held here"),
        columns=(*columns, PLACE) if places else columns,
        rows=tuple(
            (row.area, *_number_cells(answer.indicator, row), row.what, *((row.place,) if places else ()))
            for row in rows
        ),
        own=next((number for number, row in enumerate(rows) if row.role is AreaRole.OWN), None),
        numbers=_number_places(answer.indicator),
    )


def _caption(answer: Comparison, of: str) -> str:
    return f"{answer.indicator.title}, {of}, {describe_period(answer.quarter, answer.window)}"


def _number_columns(indicator: Indicator) -> tuple[str, ...]:
    unit = str(indicator.unit).capitalize()
    return (unit, INTERVAL, f"Sum of {indicator.noun}", "Out of") if indicator.denominator else (unit, INTERVAL)


def _number_places(indicator: Indicator) -> tuple[int, ...]:
    return tuple(range(1, 1 + len(_number_columns(indicator))))


def _number_cells(indicator: Indicator, row: FigureRow) -> tuple[str, ...]:
    sums = (row.numerator, row.denominator) if indicator.denominator else ()
    return (row.value, row.interval, *sums)
