"""The report's table on its way to the screen: compact text in an attribute, made into a real table by assets/grid.js.

13,000 cells as components would take seconds; as text they take 0.1. The script writes each text
as text, never as HTML.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts import ids
from layouts.components.report_cells import Cell, Grid, Line
from layouts.html.attributes import attributes
from maracdash.model.indicators import Indicator, Section
from maracdash.model.report_view import Arrangement

Address = Callable[[str], str]


def region(grid: Grid, arrangement: Arrangement, to_indicator: Address, to_section: Address) -> Component:
    """The empty scroll region that the script fills; the style sheet gives it the width of its columns.

    The two functions make an address of a slug.
    """
    drawn = _compact(grid, arrangement, to_indicator, to_section)
    return html.Div(
        id=ids.GRID,
        className="grid",
        role="region",
        tabIndex=0,
        style={"--columns": str(len(grid.heads))},
        **attributes(aria_label=grid.caption, data_grid=json.dumps(drawn, ensure_ascii=False, separators=(",", ":"))),
    )


def _compact(grid: Grid, arrangement: Arrangement, to_indicator: Address, to_section: Address) -> dict[str, Any]:
    """Cells that need no more than their text are the text; others a pair of text and place in `marks`."""
    marks: dict[tuple[str, str, str], int] = {}

    def cell(each: Cell) -> str | tuple[str, int]:
        about = (each.mark, each.why, each.look)
        return (each.text, marks.setdefault(about, len(marks))) if any(about) else each.text

    def line(each: Line) -> dict[str, Any]:
        return _row(each.indicator, arrangement, to_indicator) | {"cells": [cell(one) for one in each.cells]}

    return {
        "caption": grid.caption,
        "heads": [[head.text, head.under, "own" if head.own else str(head.kind)] for head in grid.heads],
        "sections": [_section(section, to_section) | {"rows": [*map(line, lines)]} for section, lines in grid.sections],
        "marks": list(marks),
    }


def _section(section: Section, to_section: Address) -> dict[str, Any]:
    return {"slug": section.slug, "title": section.title, "href": to_section(section.slug)}


def _row(indicator: Indicator, arrangement: Arrangement, to_indicator: Address) -> dict[str, Any]:
    return {
        "slug": indicator.slug,
        "title": indicator.title,
        "href": to_indicator(indicator.slug),
        "sorted": arrangement.sorted_by(indicator),
        "next": f"sort={arrangement.next_sort(indicator)}",
    }
