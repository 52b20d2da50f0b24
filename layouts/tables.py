"""The tables behind the charts: the same numbers, in the same order, said in words where there is none."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from layouts import parts
from maracdash.model.answers import Comparison, Role, Trend
from maracdash.model.quarters import Window, period
from maracdash.words import Row

WINDOWS = {Window.YEAR: "12 months to the end of each quarter", Window.QUARTER: "single quarters"}


def comparison(answer: Comparison, rows: Sequence[Row]) -> Component:
    """One row an area: what it is to the reader, its value, and how the Marac stands to it."""
    name, indicator = answer.place.marac.name, answer.indicator
    caption = f"{indicator.title}, {period(answer.quarter, answer.window)}"
    above = f"Sum of {indicator.noun}" if indicator.denominator else "Sum"
    columns = [
        "Area",
        "What it is",
        str(indicator.unit).capitalize(),
        f"{name} is",
        above,
        "Out of",
        "Coverage",
        "Origin",
    ]
    cells = [_compared(row) for row in rows]
    kept = [number for number in range(len(columns)) if indicator.denominator or columns[number] != "Out of"]
    own = next((number for number, row in enumerate(rows) if row.role is Role.OWN), None)
    return parts.table(caption, [columns[k] for k in kept], [[row[k] for k in kept] for row in cells], own)


def trend(answer: Trend, rows: Sequence[Row]) -> Component:
    """One row a quarter, newest first; one column an area."""
    areas = [series.area.name for series in answer.series]
    step = len(areas)
    lines = [rows[start : start + step] for start in range(0, len(rows), step)] if step else []
    cells = [[line[0].quarter, *(row.value for row in line)] for line in lines]
    caption = f"{answer.indicator.title} through time, {WINDOWS[answer.window]}"
    return parts.table(caption, ["Quarter", *areas], cells)


def _compared(row: Row) -> list[str]:
    verdict = "–" if row.role is Role.OWN else row.verdict
    return [row.area, row.what, row.value, verdict, row.numerator, row.denominator, row.coverage, row.origin]
