"""The heat map as a file: a row for each figure, with its verdict against the comparator and its place."""

from __future__ import annotations

import csv as text
import io

from maracdash.exports.files import File, make_file_name
from maracdash.exports.tables import BYTE_ORDER_MARK, TIDY_COLUMNS, guard_formula, tidy_rows
from maracdash.model.answers import TidyCell, TidyTable, Verdict
from maracdash.model.heat_maps import HeatMap, HeatMapCell, HeatMapRow
from maracdash.model.quarters import Window
from maracdash.words import verdicts

PLACE_COLUMNS = ("force", "against", "verdict", "confidence", "place", "of", "others_with_the_same")


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
    table = TidyTable(cells=tuple(tidy for *_, tidy in cells), release=view.release, marking=view.marking)
    out = io.StringIO(newline="")
    writer = text.writer(out)
    writer.writerow((*TIDY_COLUMNS, *PLACE_COLUMNS))
    against = str(view.selection.against)
    writer.writerows(
        (*line, guard_formula(force.name), against, *_verdict_cells(cell), *_place_cells(row, cell))
        for line, (row, force, cell, _) in zip(tidy_rows(table), cells, strict=True)
    )
    where = view.area.name if view.area else "everywhere"
    name = make_file_name(where, "heat-map", view.selection.section, str(view.selection.quarter), extension="csv")
    content = (BYTE_ORDER_MARK + out.getvalue()).encode("utf-8")
    return File(name=name, content=content, media_type="text/csv; charset=utf-8")


def _verdict_cells(cell: HeatMapCell) -> tuple[str, str]:
    if cell.doubted:
        return verdicts.DOUBTED, ""
    if cell.verdict not in (Verdict.HIGHER, Verdict.LOWER):
        return str(cell.verdict), ""
    return str(cell.verdict), verdicts.STRONG if cell.strong else "95%"


def _place_cells(row: HeatMapRow, cell: HeatMapCell) -> tuple[str, str, str]:
    return ("", "", "") if cell.rank is None else (str(cell.rank), str(row.ranked), str(cell.tied))
