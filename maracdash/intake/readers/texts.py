"""Text files: a table in UTF-8 (with or without a byte order mark), UTF-16 with one, or Windows-1252."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator

import pandas as pd

from maracdash.intake.files import UploadedFile
from maracdash.intake.problems import UnreadableFileError
from maracdash.intake.readers.sheets import Sheet

MAX_FILE_BYTES = 50_000_000
MAX_COLUMNS = 2_000
MAX_CELLS = 40_000_000
LINE_END = re.compile(r"[\r\n]")
"""Not what `splitlines` takes for one: a cell may hold a U+2028 that was pasted into it."""
DELIMITERS = (",", ";", "\t", "|")
DECLARED = re.compile(r'"?sep=(.)"?(?:\r\n|\r|\n)', re.IGNORECASE)
"""A first line that Excel takes for an order and does not show: the rows are counted after it."""
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text_file(file: UploadedFile, delimiter: Callable[[str], str]) -> tuple[Sheet, ...]:
    """Read the one sheet of a CSV text. Its size is checked before it is decoded. Raises UnreadableFileError."""
    if len(file.content) > MAX_FILE_BYTES:
        raise UnreadableFileError(
            f"The file has {len(file.content) / 1e6:,.0f} MB; a text file may have {MAX_FILE_BYTES // 1_000_000} MB. "
            "Split it by year and load the parts together."
        )
    text = decode_text(file.content)
    declared = DECLARED.match(text)
    if declared is None:
        separator = delimiter(text)
    elif (separator := declared[1]) in DELIMITERS:
        text = text[declared.end() :]
    else:
        raise UnreadableFileError(
            f"Its first line says that “{separator}” separates the columns, which is not read. Save it as “CSV UTF-8”."
        )
    return (Sheet(cells=parse_cells(text, separator), delimiter=separator),)


def decode_text(content: bytes) -> str:
    """Decode a file's text: UTF-16 where it says so, else UTF-8, else Windows-1252. Raises UnreadableFileError."""
    if content.startswith(UTF16_MARKS):
        text = _decode(content, "utf-16")
        if text is None:
            raise UnreadableFileError("The text says that it is UTF-16 and is not whole. Save it again as “CSV UTF-8”.")
        if "\0" not in text:
            return text
    if b"\0" in content:
        raise UnreadableFileError("This is neither a text file nor an Excel workbook. Save it as CSV or as .xlsx.")
    text = _decode(content, "utf-8-sig")
    if text is None:
        text = _decode(content, "cp1252")
    if text is None:
        raise UnreadableFileError("The text is neither UTF-8 nor Windows-1252. Save it as “CSV UTF-8”.")
    return text


def parse_cells(text: str, delimiter: str) -> pd.DataFrame:
    """Parse every cell to categorical text, short rows filled with blanks; blank lines keep their row number."""
    try:
        width = _count_columns(text, delimiter)
        frame = pd.read_csv(
            io.StringIO(text),
            sep=delimiter,
            header=None,
            names=list(range(width)),
            dtype="category",
            keep_default_na=False,
            na_values=[],
            skip_blank_lines=False,
            index_col=False,
            low_memory=False,
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, csv.Error) as error:
        raise UnreadableFileError(f"The text is not a whole CSV file: {_explain_error(error)}.") from error
    frame.index = pd.RangeIndex(1, len(frame) + 1)
    return frame


def _count_columns(text: str, delimiter: str) -> int:
    """The most cells of a row. Without quotation marks delimiters can be counted; with them a row may span lines."""
    if '"' in text:
        width = max((len(row) for row in _read_strictly(text, delimiter)), default=1)
    else:
        width = max(line.count(delimiter) for line in LINE_END.split(text)) + 1
    if width > MAX_COLUMNS:
        raise UnreadableFileError(f"A row has {width:,} columns; at most {MAX_COLUMNS:,} can be read.")
    lines = text.count("\n") + text.count("\r")
    if width * lines > MAX_CELLS:
        raise UnreadableFileError(
            f"{lines:,} lines of {width:,} columns are too many cells. Delete the empty rows and columns."
        )
    return width


def _read_strictly(text: str, delimiter: str) -> Iterator[list[str]]:
    """Rows by the letter of the format: pandas would take `"7"5` for 75."""
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _decode(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _explain_error(error: Exception) -> str:
    if "expected after" in str(error):
        return "something stands behind the closing quotation mark of a cell"
    if "EOF inside string" in str(error) or "unexpected end" in str(error):
        return "a quotation mark is opened and never closed"
    return "its rows cannot be told apart"
