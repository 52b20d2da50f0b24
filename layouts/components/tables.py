"""The tables behind the charts: the same numbers, in the same order, said in words where there is none."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dash.development.base_component import Component

from layouts.components import html_components
from maracdash.model.answers import Comparison, Role, Trend
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Window, describe_period
from maracdash.words import GAP_METHODS, FigureRow

MARAC_ROLES = (Role.OWN, Role.FORCE_MARAC, Role.GROUP_MARAC)
NOT_COMPARABLE = "not comparable with the quarters before it"
WINDOW_WORDS = {Window.YEAR: "12 months to the end of each quarter", Window.QUARTER: "single quarters"}


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
    cells = [(_mark_break(line[0].quarter, broken), *(row.value for row in line)) for line in lines]
    caption = f"{answer.indicator.title} through time, {WINDOW_WORDS[answer.window]}"
    return html_components.table(caption, ("Quarter", *areas), cells)


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


def _maracs_table(answer: Comparison, rows: Sequence[FigureRow]) -> Component:
    columns = ("Marac", *_number_columns(answer.indicator), "What it is")
    cells = [(row.area, *_number_cells(answer.indicator, row), row.what) for row in rows]
    own = next((number for number, row in enumerate(rows) if row.role is Role.OWN), None)
    return html_components.table(_caption(answer, "the Maracs held here"), columns, cells, own)


def _caption(answer: Comparison, of: str) -> str:
    return f"{answer.indicator.title}, {of}, {describe_period(answer.quarter, answer.window)}"


def _number_columns(indicator: Indicator) -> tuple[str, ...]:
    unit = str(indicator.unit).capitalize()
    return (unit, f"Sum of {indicator.noun}", "Out of") if indicator.denominator else (unit,)


def _number_cells(indicator: Indicator, row: FigureRow) -> tuple[str, ...]:
    return (row.value, row.numerator, row.denominator) if indicator.denominator else (row.value,)
