"""The report's table on its way to the screen: compact text in an attribute, made into a real table by assets/grid.js.

13,000 cells as components would take seconds; as text they take 0.1. The script writes each text
as text, never as HTML.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dash.development.base_component import Component

from layouts import ids
from layouts.components.report_cells import ReportTable, ReportTableCell, ReportTableRow
from layouts.html import elements as html
from layouts.html.attributes import attributes, write_data
from maracdash.model.indicators import Indicator, Section
from maracdash.model.report_view import ReportView

AddressOf = Callable[[str], str]


def build_table_region(
    grid: ReportTable, arrangement: ReportView, to_indicator: AddressOf, to_section: AddressOf
) -> Component:
    """The empty scroll region that the script fills; the style sheet gives it the width of its columns.

    The two functions make an address of a slug.
    """
    drawn = _table_data(grid, arrangement, to_indicator, to_section)
    return html.Div(
        id=ids.GRID,
        className="grid",
        role="region",
        tabIndex=0,
        style={"--columns": str(len(grid.heads))},
        **attributes(aria_label=grid.caption, data_grid=write_data(drawn)),
    )


def _table_data(
    grid: ReportTable, arrangement: ReportView, to_indicator: AddressOf, to_section: AddressOf
) -> dict[str, Any]:
    """Cells that need no more than their text are the text; others a pair of text and place in `marks`."""
    marks: dict[tuple[str, str, str], int] = {}

    def cell(each: ReportTableCell) -> str | tuple[str, int]:
        about = (each.mark, each.why, each.look)
        return (each.text, marks.setdefault(about, len(marks))) if any(about) else each.text

    def line(each: ReportTableRow) -> dict[str, Any]:
        return _row_data(each.indicator, arrangement, to_indicator) | {"cells": [cell(one) for one in each.cells]}

    return {
        "caption": grid.caption,
        "heads": [[head.text, head.under, "own" if head.own else str(head.kind)] for head in grid.heads],
        "sections": [
            _section_data(section, to_section) | {"rows": [*map(line, lines)]} for section, lines in grid.sections
        ],
        "marks": list(marks),
    }


def _section_data(section: Section, to_section: AddressOf) -> dict[str, Any]:
    return {"slug": section.slug, "title": section.title, "href": to_section(section.slug)}


def _row_data(indicator: Indicator, arrangement: ReportView, to_indicator: AddressOf) -> dict[str, Any]:
    return {
        "slug": indicator.slug,
        "title": indicator.title,
        "href": to_indicator(indicator.slug),
        "sorted": arrangement.sorted_by(indicator),
        "next": f"sort={arrangement.next_sort(indicator)}",
    }
