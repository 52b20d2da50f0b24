"""Board packs for tests: made of hand-built answers, and read back from the bytes of a presentation."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import openpyxl
from dash.development.base_component import Component
from pptx import Presentation

from layouts.components import tables
from maracdash import words
from maracdash.model.answers import Comparison, ReleaseNote, Trend
from maracdash.model.board_packs import BoardPack, PackAnswers, PackChart, PackItem, PackPart, PackRequest
from maracdash.statistics.answers import ControlSeries, FunnelPlot
from maracdash.words.board_packs import write_pack
from tests.support.answers import MARKING, OWN, QUARTER, RELEASE, make_comparison, make_trend

NAMESPACE = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
"""The smallest picture."""


def make_pack(
    *answers: Comparison | Trend,
    title: str = "",
    audience: str = "full",
    release: ReleaseNote = RELEASE,
    site: str = "",
) -> BoardPack:
    """The outline of a pack whose charts are these answers."""
    charts = tuple(_make_chart(each) for each in answers)
    items = tuple(PackItem(part=each.part, slug=each.answer.indicator.slug) for each in charts)
    request = PackRequest(marac=OWN.code, quarter=QUARTER, items=items, title=title)
    return write_pack(
        PackAnswers(
            request=request,
            charts=charts,
            hierarchy=charts[0].comparison.hierarchy,
            release=release,
            audience=audience,
            marking=MARKING,
        ),
        site,
    )


def _make_chart(answer: Comparison | Trend) -> PackChart:
    slug = answer.indicator.slug
    if isinstance(answer, FunnelPlot | ControlSeries):
        part = PackPart.FUNNEL if isinstance(answer, FunnelPlot) else PackPart.CONTROL
        trend = make_trend(indicator=slug)
        return PackChart(part=part, comparison=make_comparison(indicator=slug), trend=trend, view=answer)
    if isinstance(answer, Trend):
        return PackChart(part=PackPart.TREND, comparison=make_comparison(indicator=slug), trend=answer)
    trend = replace(make_trend(indicator=slug), hierarchy=answer.hierarchy)
    return PackChart(part=PackPart.COMPARE, comparison=answer, trend=trend)


def open_slides(content: bytes) -> list[Any]:
    """The slides of a presentation."""
    return list(Presentation(io.BytesIO(content)).slides)


def find_chart(slide: Any) -> Any:
    """The native chart of a slide; None where there is none."""
    return next((shape.chart for shape in slide.shapes if shape.has_chart), None)


def find_tables(slides: list[Any], start: str) -> list[list[list[str]]]:
    """Cells of the tables on slides whose title starts so, each with its header."""
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for slide in slides
        if slide.shapes.title.text.startswith(start)
        for shape in slide.shapes
        if shape.has_table
    ]


def read_screen_tables(answer: Comparison | Trend) -> list[tuple[Any, ...]]:
    """The tables of an answer as its page shows them: the caption, then a row of cells each, the columns first."""
    return [
        (str(_find_all(shown, "Caption")[0].children), *(_read_cells(row) for row in _find_all(shown, "Tr")))
        for shown in tables.build_view_tables(answer, words.build_figure_rows(answer))
    ]


def _find_all(component: Component, kind: str) -> list[Any]:
    return [each for each in component._traverse() if type(each).__name__ == kind]


def _read_cells(row: Any) -> tuple[str, ...]:
    return tuple(cell.children for cell in row.children)


def read_workbook(chart: Any) -> list[list[Any]]:
    """Every cell of the workbook within a chart, of every sheet."""
    blob = chart.part.chart_workbook.xlsx_part.blob
    book = openpyxl.load_workbook(io.BytesIO(blob))
    return [list(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]


def read_runs(root: Any) -> list[Any]:
    """Every run of text under an element."""
    return list(root.iter(f"{NAMESPACE}r", f"{NAMESPACE}fld"))
