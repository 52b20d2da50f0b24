"""Excel workbooks (.xlsx): every sheet as text. Formulas, error values and yes/no cells are problems, not values."""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook

from maracdash.intake.files import Incoming
from maracdash.intake.problems import Problem, Unreadable
from maracdash.intake.readers import archives, scans
from maracdash.intake.sheets import Sheet

DAMAGED = "The workbook is damaged and cannot be read. Save it again and retry."
CellValue = int | float | str | bool | time | date | datetime | timedelta


def read(file: Incoming) -> tuple[Sheet, ...]:
    """The worksheets in the workbook's order. Raises Unreadable."""
    try:
        with archives.opened(file.content) as archive:
            return _sheets(file, archive)
    except (CalamineError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise Unreadable(DAMAGED) from error


def _sheets(file: Incoming, archive: zipfile.ZipFile) -> tuple[Sheet, ...]:
    percent = scans.percent_styles(archive)
    found = {
        name: scans.scan(archive, member, percent)
        for name, member in scans.parts(archive).items()
        if member.startswith("xl/worksheets/") and member in archive.namelist()
    }
    if not found:
        raise Unreadable("The workbook has no worksheet.")
    book = CalamineWorkbook.from_filelike(io.BytesIO(file.content))
    return tuple(_sheet(file.name, name, book, scan) for name, scan in found.items())


def _sheet(file: str, name: str, book: CalamineWorkbook, scan: scans.Scan) -> Sheet:
    values = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    percentages = {_position(reference) for reference in scan.percentages}
    texts = [
        [_text(value, percent=(row, column) in percentages) for column, value in enumerate(line)]
        for row, line in enumerate(values)
    ]
    cells = pd.DataFrame(texts, dtype="category", index=pd.RangeIndex(1, len(texts) + 1))
    formulas = [_problem(file, each, f"Cell {each} holds a formula. Paste values only.") for each in scan.formulas]
    errors = [
        _problem(file, each, f"Cell {each} holds an error value such as #N/A. Correct it or leave it blank.")
        for each in scan.errors
    ]
    truths = [
        _problem(file, reference, f"Cell {reference} holds TRUE or FALSE where text or a number belongs.")
        for row, line in enumerate(values)
        for column, value in enumerate(line)
        if isinstance(value, bool) and (reference := f"{scans.column_letters(column + 1)}{row + 1}")
    ]
    return Sheet(cells=cells, name=name, problems=(*formulas, *errors, *truths))


def _text(value: CellValue, *, percent: bool) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _percentage(value) if percent else _plain(Decimal(repr(value)))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _percentage(value: float) -> str:
    return f"{_plain(Decimal(repr(value)) * 100)}%"


def _plain(number: Decimal) -> str:
    return format(number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize(), "f")


def _position(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]) - 1, scans.column_number(letters) - 1


def _problem(file: str, reference: str, message: str) -> Problem:
    row, column = _position(reference)
    return Problem(file, row + 1, scans.column_letters(column + 1), message)
