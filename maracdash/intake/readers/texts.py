"""Text files: a table in UTF-8 (with or without a byte order mark), UTF-16 with one, or Windows-1252."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator

import pandas as pd

from maracdash.intake.files import Incoming
from maracdash.intake.problems import Unreadable
from maracdash.intake.readers.sheets import Sheet

LARGEST = 50_000_000
WIDEST = 2_000
MOST_CELLS = 40_000_000
LINE_END = re.compile(r"[\r\n]")
"""Not what `splitlines` takes for one: a cell may hold a U+2028 that was pasted into it."""
DELIMITERS = (",", ";", "\t", "|")
DECLARED = re.compile(r'"?sep=(.)"?(?:\r\n|\r|\n)', re.IGNORECASE)
"""A first line that Excel takes for an order and does not show: the rows are counted after it."""
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(file: Incoming, delimiter: Callable[[str], str]) -> tuple[Sheet, ...]:
    """The one sheet of a text, whose first line says what separates its columns, or else `delimiter`.

    Size is judged before anything is decoded. Raises Unreadable.
    """
    if len(file.content) > LARGEST:
        raise Unreadable(
            f"The file has {len(file.content) / 1e6:,.0f} MB; a text file may have {LARGEST // 1_000_000} MB. "
            "Split it by year and load the parts together."
        )
    text = decoded(file.content)
    declared = DECLARED.match(text)
    if declared is None:
        separator = delimiter(text)
    elif (separator := declared[1]) in DELIMITERS:
        text = text[declared.end() :]
    else:
        raise Unreadable(
            f"Its first line says that “{separator}” separates the columns, which is not read. Save it as “CSV UTF-8”."
        )
    return (Sheet(cells=cells(text, separator), delimiter=separator),)


def decoded(content: bytes) -> str:
    """The text of a file: UTF-16 where it says so, else UTF-8, else Windows-1252. Raises Unreadable."""
    if content.startswith(UTF16):
        text = _decode(content, "utf-16")
        if text is None:
            raise Unreadable("The text says that it is UTF-16 and is not whole. Save it again as “CSV UTF-8”.")
        if "\0" not in text:
            return text
    if b"\0" in content:
        raise Unreadable("This is neither a text file nor an Excel workbook. Save it as CSV or as .xlsx.")
    text = _decode(content, "utf-8-sig")
    if text is None:
        text = _decode(content, "cp1252")
    if text is None:
        raise Unreadable("The text is neither UTF-8 nor Windows-1252. Save it as “CSV UTF-8”.")
    return text


def cells(text: str, delimiter: str) -> pd.DataFrame:
    """Every cell as categorical text, short rows filled with blanks; blank lines keep their row number."""
    try:
        width = _width(text, delimiter)
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
        raise Unreadable(f"The text is not a whole CSV file: {_reason(error)}.") from error
    frame.index = pd.RangeIndex(1, len(frame) + 1)
    return frame


def _width(text: str, delimiter: str) -> int:
    """The most cells of a row. Without quotation marks delimiters can be counted; with them a row may span lines."""
    if '"' in text:
        width = max((len(row) for row in _strictly(text, delimiter)), default=1)
    else:
        width = max(line.count(delimiter) for line in LINE_END.split(text)) + 1
    if width > WIDEST:
        raise Unreadable(f"A row has {width:,} columns; at most {WIDEST:,} can be read.")
    lines = text.count("\n") + text.count("\r")
    if width * lines > MOST_CELLS:
        raise Unreadable(f"{lines:,} lines of {width:,} columns are too many cells. Delete the empty rows and columns.")
    return width


def _strictly(text: str, delimiter: str) -> Iterator[list[str]]:
    """Rows by the letter of the format: pandas would take `"7"5` for 75."""
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _decode(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _reason(error: Exception) -> str:
    if "expected after" in str(error):
        return "something stands behind the closing quotation mark of a cell"
    if "EOF inside string" in str(error) or "unexpected end" in str(error):
        return "a quotation mark is opened and never closed"
    return "its rows cannot be told apart"
