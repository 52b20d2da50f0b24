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
from maracdash.intake.files import Incoming
from maracdash.intake.problems import Problem, Severity, Unreadable
from maracdash.intake.readers import archives, worksheet_xml
from maracdash.intake.readers.sheets import Sheet

DAMAGES = (CalamineError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
LINKED = (
    "The workbook refers to other workbooks. Only the values that stand in it are read; break the links before you "
    "pass it on."
)
DAMAGED = "The workbook is damaged and cannot be read. Save it again and retry."
CellValue = int | float | str | bool | time | date | datetime | timedelta


def read(file: Incoming) -> tuple[Sheet, ...]:
    """The worksheets in the workbook's order. Raises Unreadable."""
    try:
        with archives.opened(file.content) as archive:
            return _sheets(file, archive)
    except DAMAGES as error:
        raise Unreadable(DAMAGED) from error


def _sheets(file: Incoming, archive: zipfile.ZipFile) -> tuple[Sheet, ...]:
    percent = worksheet_xml.percent_styles(archive)
    found = {
        name: worksheet_xml.scan(archive, member, percent)
        for name, member in worksheet_xml.parts(archive).items()
        if member.startswith("xl/worksheets/") and member in archive.namelist()
    }
    if not found:
        raise Unreadable("The workbook has no worksheet.")
    hidden = worksheet_xml.hidden_sheets(archive)
    general = (Problem(file.name, None, "", LINKED, Severity.WARNING),) if archives.links(archive) else ()
    book = CalamineWorkbook.from_filelike(io.BytesIO(archives.repacked(archive)))
    sheets = (_sheet(file.name, name, book, scan) for name, scan in found.items())
    return tuple(replace(each, problems=(*general, *each.problems), hidden=each.name in hidden) for each in sheets)


def _sheet(file: str, name: str, book: CalamineWorkbook, scan: worksheet_xml.Scan) -> Sheet:
    values = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    numbers: dict[float, str] = {}
    texts = [[_remembered(value, numbers) for value in line] for line in values]
    for row, column in map(_position, scan.percentages):
        within = row < len(values) and column < len(values[row])
        if within and isinstance(value := values[row][column], float) and isfinite(value):
            texts[row][column] = _percentage(value)
    sentences = (
        (scan.formulas, "holds a formula. Paste values only."),
        (scan.errors, "holds an error value such as #N/A. Correct it or leave it blank."),
        (scan.truths, "holds TRUE or FALSE where text or a number belongs."),
    )
    problems = [_problem(file, each, f"Cell {each} {words}") for cells, words in sentences for each in cells]
    problems.extend(_hidden(file, scan))
    cells = pd.DataFrame(texts, dtype="category", index=pd.RangeIndex(1, len(texts) + 1))
    return Sheet(cells=cells, name=name, problems=tuple(problems), merged=tuple(scan.merged))


def _hidden(file: str, scan: worksheet_xml.Scan) -> Iterator[Problem]:
    """What the submitter may not see is read all the same, and said."""
    rows = [row for row in scan.hidden_rows if row <= scan.last_row]
    columns = [column_letters(each) for each in scan.hidden_columns if each <= scan.last_column]
    for what, names in (("row", list(map(str, rows))), ("column", columns)):
        if names:
            noun = f"{what.capitalize()} {names[0]} is" if len(names) == 1 else f"{len(names)} {what}s are"
            first = "" if len(names) == 1 else f", the first is {names[0]}"
            sentence = (
                f"{noun} hidden in the workbook{first}. Hidden cells are read too: show them and look, or accept."
            )
            yield Problem(file, rows[0] if what == "row" else None, "", sentence, Severity.WARNING)


def _remembered(value: CellValue, numbers: dict[float, str]) -> str:
    """A sheet of counts holds few distinct numbers: each is written once."""
    if isinstance(value, str):
        return value
    if not isinstance(value, float):
        return _text(value)
    text = numbers.get(value)
    if text is None:
        text = numbers[value] = _text(value)
    return text


def _text(value: CellValue) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _plain(Decimal(repr(value))) if isfinite(value) else str(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _percentage(value: float) -> str:
    return f"{_plain(Decimal(repr(value)) * 100)}%"


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _position(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]) - 1, column_number(letters) - 1


def _problem(file: str, reference: str, message: str) -> Problem:
    row, column = _position(reference)
    return Problem(file, row + 1, column_letters(column + 1), message)
