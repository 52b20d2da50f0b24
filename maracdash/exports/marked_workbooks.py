"""The workbook of an upload with its bad cells marked; openpyxl is loaded where one is made alone."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.styles import PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from maracdash.intake.cells.notations import PLAIN_NUMBER
from maracdash.intake.file_types import list_header_kinds
from maracdash.intake.files import UploadedFile
from maracdash.intake.problems import Problem, Severity
from maracdash.intake.readers.sheets import Sheet, to_text_rows
from maracdash.intake.recognise import file_recognition
from maracdash.intake.recognise.file_recognition import RecognisedFile
from maracdash.model.errors import MaracdashError

FILLS: Mapping[Severity, PatternFill] = {
    Severity.ERROR: PatternFill("solid", start_color="FFFFDD00"),
    Severity.WARNING: PatternFill("solid", start_color="FFFFF4B3"),
    Severity.NOTICE: PatternFill("solid", start_color="FFE5EEF5"),
}
"""The worst first."""
PROBLEMS_SHEET = "Problems"
DATA_SHEET = "Data"
ZIP_SIGNATURE = b"PK\x03\x04"
MAX_CELLS = 2_000_000
ProblemsByCell = Mapping[tuple[int, int], Sequence[Problem]]


def mark_workbook(file: UploadedFile, problems: Sequence[Problem], today: date) -> bytes:
    """The bytes of the marked workbook; it is made in a process of its own."""
    opened = file_recognition.recognise_file(file, today, list_header_kinds())
    if opened.sheet is None or opened.header is None:
        raise MaracdashError("The file could not be read as a table, so its cells cannot be marked.")
    if opened.sheet.cells.size > MAX_CELLS:
        raise MaracdashError("The file is too large to be marked. The list of problems as CSV names every cell.")
    book = _copy_workbook(file) if file.content.startswith(ZIP_SIGNATURE) else _build_workbook(opened.sheet)
    sheet: Worksheet = book[opened.sheet.name or DATA_SHEET]
    _mark_cells(sheet, _locate_problems(opened, problems))
    _write_problem_list(book.create_sheet(_unused_title(PROBLEMS_SHEET, book.sheetnames)), problems)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _copy_workbook(file: UploadedFile) -> openpyxl.Workbook:
    """The workbook with values and looks, and nothing that works anything out."""
    book = openpyxl.load_workbook(io.BytesIO(file.content), keep_links=False, keep_vba=False)
    book.defined_names.clear()
    for sheet in book.worksheets:
        sheet.defined_names.clear()
        sheet.data_validations.dataValidation = []
        sheet.conditional_formatting = ConditionalFormattingList()
        for attribute in ("_charts", "_images", "_pivots"):
            setattr(sheet, attribute, [])
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, Cell) and cell.data_type == "f":
                    _write_cell(cell, _formula_text(cell.value))
    return book


def _formula_text(value: object) -> str:
    if isinstance(value, ArrayFormula):
        return str(value.text)
    return "" if isinstance(value, DataTableFormula) else str(value)


def _build_workbook(sheet: Sheet) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    target: Worksheet = book.create_sheet(DATA_SHEET)
    for row, texts in enumerate(to_text_rows(sheet.cells), start=1):
        for column, text in enumerate(texts, start=1):
            if text:
                _write_cell(target.cell(row, column), text)
    return book


def _write_cell(cell: Cell | MergedCell, text: str) -> None:
    """Plain numbers as numbers; anything else as words, also what looks like a formula."""
    if PLAIN_NUMBER.fullmatch(text) and not text.startswith("0") and len(text) < 16:
        cell.value = float(text)
        return
    cell.value = "".join(each for each in text if each.isprintable())
    cell.data_type = "s"


def _locate_problems(opened: RecognisedFile, problems: Sequence[Problem]) -> ProblemsByCell:
    """Problems by row and column; those of a whole row or file stand beside the header's first cell of their row."""
    found: defaultdict[tuple[int, int], list[Problem]] = defaultdict(list)
    for each in problems:
        found[each.row or _header_row(opened), _column_number(opened, each.column)].append(each)
    return found


def _header_row(opened: RecognisedFile) -> int:
    if opened.sheet is None or opened.header is None:
        return 1
    return int(opened.sheet.cells.index[opened.header.position])


def _column_number(opened: RecognisedFile, text: str) -> int:
    """By the header's words, those of a second header row, or its letters; 1 where there is none."""
    if opened.sheet is None or opened.header is None or not text:
        return 1
    top = opened.sheet.first_rows(opened.header.position + 2)[opened.header.position :]
    for texts in top:
        if text.strip() in texts:
            return texts.index(text.strip()) + 1
    letters = text.strip().upper()
    if letters.isascii() and letters.isalpha() and len(letters) <= 3 and column_index_from_string(letters) <= 16_384:
        return column_index_from_string(letters)
    return 1


def _mark_cells(sheet: Worksheet, marks: ProblemsByCell) -> None:
    for (row, column), problems in marks.items():
        cell = sheet.cell(row, column)
        if not isinstance(cell, Cell):
            cell = _first_of_merged(sheet, row, column)
        worst = next(severity for severity in FILLS if severity in {each.severity for each in problems})
        cell.fill = FILLS[worst]
        cell.comment = Comment("\n".join(each.message for each in problems)[:2000], "maracdash", width=320, height=120)


def _first_of_merged(sheet: Worksheet, row: int, column: int) -> Cell | MergedCell:
    at = f"{get_column_letter(column)}{row}"
    found = next(each for each in sheet.merged_cells.ranges if at in each)
    return sheet.cell(found.min_row, found.min_col)


def _write_problem_list(sheet: Worksheet, problems: Sequence[Problem]) -> None:
    for row, texts in enumerate(_problem_rows(problems), start=1):
        for column, text in enumerate(texts, start=1):
            _write_cell(sheet.cell(row, column), text)


def _problem_rows(problems: Sequence[Problem]) -> Iterator[tuple[str, ...]]:
    yield "Row", "Column", "Severity", "Problem"
    for each in problems:
        yield str(each.row or ""), each.column, each.severity, each.message


def _unused_title(title: str, taken: Sequence[str]) -> str:
    return next(each for each in (title, *(f"{title} {number}" for number in range(2, 300))) if each not in taken)
