"""Sheets of a workbook as paper has them: what is cut, and what is wider than a page."""

from __future__ import annotations

import math

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

USUAL_HEIGHT = 15
DIGIT_PIXELS = 7
NARROWEST = 0.4
"""Width of a letter of running text by its size: fewer lines than this gives no words in Arial take."""


def find_cut_rows(book: Workbook) -> list[str]:
    """Cells whose words wrap into more lines than their row has room for."""
    return [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book.worksheets
        for cells in sheet.iter_rows()
        for cell in cells
        if isinstance(cell.value, str) and cell.alignment.wrap_text and _is_cut(sheet, cell)
    ]


def is_one_page_wide(sheet: Worksheet) -> bool:
    return bool(sheet.sheet_properties.pageSetUpPr.fitToPage) and sheet.page_setup.fitToWidth in (None, 1)


def _is_cut(sheet: Worksheet, cell: Cell) -> bool:
    pixels = sheet.column_dimensions[_find_column(sheet, cell)].width * DIGIT_PIXELS
    lines = max(1, math.ceil(len(str(cell.value)) * NARROWEST * cell.font.sz * 4 / 3 / pixels))
    height = sheet.row_dimensions[cell.row].height or USUAL_HEIGHT
    return lines > 1 and lines * cell.font.sz * 1.15 > height


def _find_column(sheet: Worksheet, cell: Cell) -> str:
    """The column whose width the cell has: one entry holds for several columns beside each other."""
    for letter, held in sheet.column_dimensions.items():
        if held.min <= cell.column <= held.max:
            return letter
    return cell.column_letter
