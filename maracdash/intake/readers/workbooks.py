"""Excel workbooks (.xlsx): every sheet as text. Formulas, error values and yes/no cells are problems, not values."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook

from maracdash.intake.cells.references import column_letters, column_number
from maracdash.intake.files import UploadedFile
from maracdash.intake.problems import Problem, Severity, UnreadableFileError
from maracdash.intake.readers import archives, worksheet_xml
from maracdash.intake.readers.sheets import Sheet

DAMAGE_ERRORS = (CalamineError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
LINKED_WARNING = (
    "The workbook refers to other workbooks. Only the values that stand in it are read; break the links before you "
    "pass it on."
)
DAMAGED_MESSAGE = "The workbook is damaged and cannot be read. Save it again and retry."
CellValue = int | float | str | bool | time | date | datetime | timedelta


def read_workbook(file: UploadedFile) -> tuple[Sheet, ...]:
    """Read the worksheets in the workbook's order. Raises UnreadableFileError."""
    try:
        with archives.open_archive(file.content) as archive:
            return _read_sheets(file, archive)
    except DAMAGE_ERRORS as error:
        raise UnreadableFileError(DAMAGED_MESSAGE) from error


def _read_sheets(file: UploadedFile, archive: zipfile.ZipFile) -> tuple[Sheet, ...]:
    percent = worksheet_xml.find_percent_styles(archive)
    found = {
        name: worksheet_xml.scan_worksheet(archive, member, percent)
        for name, member in worksheet_xml.find_sheet_members(archive).items()
        if member.startswith("xl/worksheets/") and member in archive.namelist()
    }
    if not found:
        raise UnreadableFileError("The workbook has no worksheet.")
    hidden = worksheet_xml.find_hidden_sheets(archive)
    general = (
        (Problem(file.name, None, "", LINKED_WARNING, Severity.WARNING),)
        if archives.has_external_links(archive)
        else ()
    )
    book = CalamineWorkbook.from_filelike(io.BytesIO(archives.repack_xml(archive)))
    sheets = (_read_sheet(file.name, name, book, scan) for name, scan in found.items())
    return tuple(replace(each, problems=(*general, *each.problems), hidden=each.name in hidden) for each in sheets)


def _read_sheet(file: str, name: str, book: CalamineWorkbook, scan: worksheet_xml.WorksheetScan) -> Sheet:
    values = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    numbers: dict[float, str] = {}
    texts = [[_cached_text(value, numbers) for value in line] for line in values]
    for row, column in map(_cell_position, scan.percentages):
        within = row < len(values) and column < len(values[row])
        if within and isinstance(value := values[row][column], float) and isfinite(value):
            texts[row][column] = _percentage_text(value)
    sentences = (
        (scan.formulas, "holds a formula. Paste values only."),
        (scan.errors, "holds an error value such as #N/A. Correct it or leave it blank."),
        (scan.booleans, "holds TRUE or FALSE where text or a number belongs."),
    )
    problems = [_cell_problem(file, each, f"Cell {each} {words}") for cells, words in sentences for each in cells]
    problems.extend(_warn_hidden(file, scan))
    cells = pd.DataFrame(texts, dtype="category", index=pd.RangeIndex(1, len(texts) + 1))
    return Sheet(cells=cells, name=name, problems=tuple(problems), merged=tuple(scan.merged))


def _warn_hidden(file: str, scan: worksheet_xml.WorksheetScan) -> Iterator[Problem]:
    """Warn of hidden rows and columns: they are read all the same."""
    rows = [row for row in scan.hidden_rows if row <= scan.last_row]
    columns = [column_letters(each) for each in scan.hidden_columns if each <= scan.last_column]
    for what, names in (("row", list(map(str, rows))), ("column", columns)):
        if names:
            noun = f"{what.capitalize()} {names[0]} is" if len(names) == 1 else f"{len(names)} {what}s are"
            first = "" if len(names) == 1 else f", the first is {names[0]}"
            sentence = (
                f"{noun} hidden in the workbook{first}. Hidden cells are read too: unhide and check them, or accept."
            )
            yield Problem(file, rows[0] if what == "row" else None, "", sentence, Severity.WARNING)


def _cached_text(value: CellValue, numbers: dict[float, str]) -> str:
    """Text of a value from a cache: a sheet of counts holds few distinct numbers, each written once."""
    if isinstance(value, str):
        return value
    if not isinstance(value, float):
        return _cell_text(value)
    text = numbers.get(value)
    if text is None:
        text = numbers[value] = _cell_text(value)
    return text


def _cell_text(value: CellValue) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _plain_digits(Decimal(repr(value))) if isfinite(value) else str(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _percentage_text(value: float) -> str:
    return f"{_plain_digits(Decimal(repr(value)) * 100)}%"


def _plain_digits(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _cell_position(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]) - 1, column_number(letters) - 1


def _cell_problem(file: str, reference: str, message: str) -> Problem:
    row, column = _cell_position(reference)
    return Problem(file, row + 1, column_letters(column + 1), message)
