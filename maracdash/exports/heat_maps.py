"""The heat map as a file: a row for each figure, with its verdict against the comparator and its place."""

from __future__ import annotations

from maracdash.exports import plain_tables
from maracdash.exports.files import File, make_file_name
from maracdash.exports.plain_tables import Column, Kind, PlainRow, PlainTable
from maracdash.exports.tidy_rows import TIDY_COLUMNS, build_tidy_rows
from maracdash.model.answers import TidyCell, Verdict
from maracdash.model.heat_maps import HeatMap, HeatMapCell, HeatMapRow
from maracdash.model.quarters import Window
from maracdash.words import verdicts

PLACE_COLUMNS = (
    Column(name="force", kind=Kind.TEXT, description="Police force of the Marac.", example="Harrowshire Police"),
    Column(name="against", kind=Kind.TEXT, description="Area that the Marac is compared with.", example="uk"),
    Column(name="outcome", kind=Kind.TEXT, description="Verdict, or why there is none.", example="higher"),
    Column(name="confidence", kind=Kind.TEXT, description="95% or 99.8%, of higher and lower.", example="99.8%"),
    Column(name="place", kind=Kind.WHOLE, description="Place among the Maracs of the area, 1 the most.", example=3),
    Column(name="of", kind=Kind.WHOLE, description="Maracs of the area with a figure.", example=18),
    Column(name="others_with_the_same", kind=Kind.WHOLE, description="Other Maracs with the same.", example=0),
)


def build_heat_map_file(view: HeatMap) -> File:
    """Tidy CSV of every Marac of an answer, an indicator after the other."""
    cells = [
        (row, force, cell, TidyCell(
            area=marac,
            quarter=view.selection.quarter,
            window=Window.YEAR,
            indicator=row.indicator,
            value=cell.value,
        ))
        for row in view.rows
        for marac, force, cell in zip(view.maracs, view.forces, row.cells, strict=True)
    ]  # fmt: skip
    table = [tidy for *_, tidy in cells], view.release, view.marking
    against = str(view.selection.against)
    rows = tuple(
        (*line, force.name, against, *_verdict_cells(cell), *_place_cells(row, cell))
        for line, (row, force, cell, _) in zip(build_tidy_rows(*table), cells, strict=True)
    )
    where = view.area.name if view.area else "everywhere"
    name = make_file_name(where, "heat-map", view.selection.section, str(view.selection.quarter), extension="csv")
    content = plain_tables.write_csv(PlainTable(columns=(*TIDY_COLUMNS, *PLACE_COLUMNS), rows=rows))
    return File(name=name, content=content, media_type="text/csv; charset=utf-8")


def _verdict_cells(cell: HeatMapCell) -> tuple[str, str]:
    if cell.doubted:
        return verdicts.DOUBTED, ""
    if cell.verdict not in (Verdict.HIGHER, Verdict.LOWER):
        return str(cell.verdict), ""
    return str(cell.verdict), verdicts.STRONG if cell.strong else "95%"


def _place_cells(row: HeatMapRow, cell: HeatMapCell) -> PlainRow:
    return (None, None, None) if cell.rank is None else (cell.rank, row.ranked, cell.tied)
