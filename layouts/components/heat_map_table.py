"""The heat map's table on its way to the screen: compact text, made into a real table by assets/grid.js.

1,400 cells as components would take longer to build and to send than everything else on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dash.development.base_component import Component

from layouts import ids
from layouts.html import elements as html
from layouts.html.attributes import attributes, write_data
from maracdash import catalogue
from maracdash.figures import VERDICT_FILLS
from maracdash.model.answers import Verdict
from maracdash.model.areas import Area
from maracdash.model.indicators import Indicator
from maracdash.words.heat_maps import WrittenHeatCell

OWN, MARAC = "own", "marac"
FILL_NAMES = {Verdict.HIGHER: "higher", Verdict.LOWER: "lower"}


@dataclass(frozen=True, kw_only=True)
class HeatMapTable:
    """Columns are Maracs, each with its force; rows are indicators. `own` is the code of the reader's Marac."""

    caption: str
    maracs: tuple[tuple[Area, str], ...]
    rows: tuple[tuple[Indicator, tuple[WrittenHeatCell, ...]], ...]
    own: str


@dataclass(frozen=True, kw_only=True)
class HeatMapLinks:
    """Addresses: of a Marac's profile by its code, an indicator and a section by slug, a Marac's chart but the code."""

    marac: Callable[[str], str]
    indicator: Callable[[str], str]
    section: Callable[[str], str]
    chart: Callable[[str], str]


def build_heat_map(table: HeatMapTable, links: HeatMapLinks) -> Component:
    """The empty scroll region that the script fills; the style sheet is told the fills of the theme."""
    fills = {
        name: value
        for verdict, colours in VERDICT_FILLS.items()
        for name, value in zip((f"--{FILL_NAMES[verdict]}", f"--on-{FILL_NAMES[verdict]}"), colours, strict=True)
    }
    return html.Div(
        id=ids.GRID,
        className="grid heat",
        role="region",
        tabIndex=0,
        style={"--columns": str(len(table.maracs)), **fills},
        **attributes(
            aria_label=table.caption,
            data_grid=write_data(_table_data(table, links)),
        ),
    )


def _table_data(table: HeatMapTable, links: HeatMapLinks) -> dict[str, Any]:
    marks: dict[tuple[str, str, str], int] = {}

    def cell(each: WrittenHeatCell) -> tuple[str, int, str]:
        return each.text, marks.setdefault(("", each.why, each.look), len(marks)), each.under

    def line(indicator: Indicator, cells: Sequence[WrittenHeatCell]) -> dict[str, Any]:
        slug = indicator.slug
        return {
            "slug": slug,
            "title": indicator.title,
            "href": links.indicator(slug),
            "sorted": "",
            "to": links.chart(slug),
            "cells": [cell(each) for each in cells],
        }

    sections = [
        {"slug": each.slug, "title": each.title, "href": links.section(each.slug), "rows": rows}
        for each in catalogue.SECTIONS
        if (rows := [line(one, cells) for one, cells in table.rows if one.section == each.slug])
    ]
    heads = [
        (area.name, force, OWN if area.code == table.own else MARAC, links.marac(area.code), area.code)
        for area, force in table.maracs
    ]
    return {"caption": table.caption, "heads": heads, "sections": sections, "marks": list(marks)}


def chart_address(start: str) -> str:
    """An address that a code may be put behind: its query ends with the Marac's key."""
    path, _, query = start.partition("?")
    rest = "&".join(part for part in query.split("&") if part and not part.startswith("marac="))
    return f"{path}?{rest}{'&' if rest else ''}marac="
