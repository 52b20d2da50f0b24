"""The tables behind the charts: the same numbers, in the same order, said in words where there is none."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dash import html
from dash.development.base_component import Component

from layouts.components import html_components
from layouts.html.attributes import attributes
from maracdash.model.answers import Comparison, Role, Trend
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Window, describe_period
from maracdash.model.selection import TABLE_WORD, Selection
from maracdash.statistics.answers import ControlSeries, Distribution, FunnelPlot
from maracdash.words import GAP_METHODS, FigureRow

MARAC_ROLES = (Role.OWN, Role.FORCE_MARAC, Role.GROUP_MARAC, Role.OTHER_MARAC)
INTERVAL = "95% interval"
PLACE = "In the funnel"
SHOW_TABLE = "Table of these figures"
NOT_COMPARABLE = "not comparable with the quarters before it"
WINDOW_WORDS = {Window.YEAR: "12 months to the end of each quarter", Window.QUARTER: "single quarters"}


def build_view_tables(answer: Comparison | Trend, rows: Sequence[FigureRow]) -> tuple[Component, ...]:
    """The tables of the view that an answer is of."""
    if isinstance(answer, ControlSeries):
        return (build_control_table(answer, rows),)
    if isinstance(answer, Trend):
        return (build_trend_table(answer, rows),)
    if isinstance(answer, FunnelPlot):
        return (build_funnel_table(answer, rows),)
    if isinstance(answer, Distribution):
        return (build_distribution_table(answer, rows),)
    return build_comparison_tables(answer, rows)


def build_comparison_tables(answer: Comparison, rows: Sequence[FigureRow]) -> tuple[Component, ...]:
    """The larger areas with the Marac's verdict against each and their coverage, then every Marac."""
    larger = [row for row in rows if row.role not in MARAC_ROLES]
    maracs = [row for row in rows if row.role in MARAC_ROLES]
    tables = [_maracs_table(answer, maracs)]
    return (_larger_areas_table(answer, larger), *tables) if larger else tuple(tables)


def build_trend_table(answer: Trend, rows: Sequence[FigureRow]) -> Component:
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
    return html_components.table(caption, ("Quarter", *areas[:1], INTERVAL, *areas[1:]), cells)


def build_control_table(answer: ControlSeries, rows: Sequence[FigureRow]) -> Component:
    """One row a quarter, newest first, with the signals that it is part of."""
    columns = ("Quarter", *_number_columns(answer.indicator), "Signals")
    cells = [(row.quarter, *_number_cells(answer.indicator, row), row.place) for row in rows]
    return html_components.table(f"{answer.indicator.title}, {WINDOW_WORDS[answer.window]}", columns, cells)


def build_switch(selection: Selection) -> Component:
    """The button that opens the table of a view below its chart, and closes it."""
    words, now, then = ("Hide the table", "true", "") if selection.tabled else (SHOW_TABLE, "false", TABLE_WORD)
    state = attributes(aria_expanded=now, data_set=f"table={then}")
    return html.P(html.Button(words, type="button", className="action", **state), className="folded")


def build_funnel_table(answer: FunnelPlot, rows: Sequence[FigureRow]) -> Component:
    """Every area from most to least, with where it lies in the funnel."""
    return _maracs_table(answer, rows, places=True)


def build_distribution_table(answer: Distribution, rows: Sequence[FigureRow]) -> Component:
    """Every area from most to least."""
    return _maracs_table(answer, rows)


def _mark_break(quarter: str, broken: Collection[str]) -> str:
    return f"{quarter}: {NOT_COMPARABLE}" if quarter in broken else quarter


def _larger_areas_table(answer: Comparison, rows: Sequence[FigureRow]) -> Component:
    name = answer.hierarchy.marac.name
    has_gap = answer.indicator.interval_method in GAP_METHODS
    gap_column = ("To match it, cases more or fewer",) if has_gap else ()
    columns = ("Area", *_number_columns(answer.indicator), f"{name} is", *gap_column, "Made of")
    cells = [
        (
            f"{row.area} ({row.what})",
            *_number_cells(answer.indicator, row),
            row.verdict,
            *((row.gap,) if has_gap else ()),
            row.coverage,
        )
        for row in rows
    ]
    return html_components.table(_caption(answer, "larger areas"), columns, cells)


def _maracs_table(answer: Comparison, rows: Sequence[FigureRow], *, places: bool = False) -> Component:
    noun = answer.hierarchy.marac.level.noun
    columns = (f"{noun[0].upper()}{noun[1:]}", *_number_columns(answer.indicator), "What it is")
    cells = [
        (row.area, *_number_cells(answer.indicator, row), row.what, *((row.place,) if places else ())) for row in rows
    ]
    own = next((number for number, row in enumerate(rows) if row.role is Role.OWN), None)
    columns = (*columns, PLACE) if places else columns
    return html_components.table(_caption(answer, f"the {noun}s held here"), columns, cells, own)


def _caption(answer: Comparison, of: str) -> str:
    return f"{answer.indicator.title}, {of}, {describe_period(answer.quarter, answer.window)}"


def _number_columns(indicator: Indicator) -> tuple[str, ...]:
    unit = str(indicator.unit).capitalize()
    return (unit, INTERVAL, f"Sum of {indicator.noun}", "Out of") if indicator.denominator else (unit, INTERVAL)


def _number_cells(indicator: Indicator, row: FigureRow) -> tuple[str, ...]:
    sums = (row.numerator, row.denominator) if indicator.denominator else ()
    return (row.value, row.interval, *sums)
