"""The tables behind the charts: the same numbers, in the same order, said in words where there is none."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dash.development.base_component import Component

from layouts.components import html_components
from maracdash.model.answers import Comparison, Role, Trend
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Window, period
from maracdash.words import Row

MARACS = (Role.OWN, Role.FORCE_MARAC, Role.GROUP_MARAC)
BREAKS = ". [b]: not comparable with the quarters before"
WINDOWS = {Window.YEAR: "12 months to the end of each quarter", Window.QUARTER: "single quarters"}


def comparison(answer: Comparison, rows: Sequence[Row]) -> tuple[Component, ...]:
    """The larger areas with the Marac's verdict against each and their coverage, then every Marac."""
    larger = [row for row in rows if row.role not in MARACS]
    maracs = [row for row in rows if row.role in MARACS]
    tables = [_maracs(answer, maracs)]
    return (_larger(answer, larger), *tables) if larger else tuple(tables)


def trend(answer: Trend, rows: Sequence[Row]) -> Component:
    """One row a quarter, newest first; one column an area."""
    areas = [series.area.name for series in answer.series]
    step = len(areas) or 1
    lines = [rows[start : start + step] for start in range(0, len(rows), step)]
    broken = {str(each.quarter) for each in answer.breaks}
    cells = [(_marked(line[0].quarter, broken), *(row.value for row in line)) for line in lines]
    caption = f"{answer.indicator.title} through time, {WINDOWS[answer.window]}{BREAKS if broken else ''}"
    return html_components.table(caption, ("Quarter", *areas), cells)


def _marked(quarter: str, broken: Collection[str]) -> str:
    return f"{quarter} [b]" if quarter in broken else quarter


def _larger(answer: Comparison, rows: Sequence[Row]) -> Component:
    name = answer.place.marac.name
    columns = ("Area", *_numbers(answer.indicator), f"{name} is", "Made of")
    cells = [(f"{row.area} ({row.what})", *_figures(answer.indicator, row), row.verdict, row.coverage) for row in rows]
    return html_components.table(_caption(answer, "larger areas"), columns, cells)


def _maracs(answer: Comparison, rows: Sequence[Row]) -> Component:
    columns = ("Marac", *_numbers(answer.indicator), "What it is")
    cells = [(row.area, *_figures(answer.indicator, row), row.what) for row in rows]
    own = next((number for number, row in enumerate(rows) if row.role is Role.OWN), None)
    return html_components.table(_caption(answer, "every Marac"), columns, cells, own)


def _caption(answer: Comparison, of: str) -> str:
    return f"{answer.indicator.title}, {of}, {period(answer.quarter, answer.window)}"


def _numbers(indicator: Indicator) -> tuple[str, ...]:
    unit = str(indicator.unit).capitalize()
    return (unit, f"Sum of {indicator.noun}", "Out of") if indicator.denominator else (unit,)


def _figures(indicator: Indicator, row: Row) -> tuple[str, ...]:
    return (row.value, row.numerator, row.denominator) if indicator.denominator else (row.value,)
