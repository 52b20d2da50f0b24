"""Scan of a worksheet's XML for what a cell's value alone does not show: formulas, errors, percentages."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from maracdash.intake.cells.references import column_letters, column_number
from maracdash.intake.problems import UnreadableFileError

CHUNK_BYTES = 1 << 20
MAX_ROW_BYTES = 4 * CHUNK_BYTES
MAX_CELLS = 40_000_000
LAST_COLUMN = 16_384
CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
NAMED_CELL = re.compile(rb"""<(?:\w+:)?c\s(?:[^<>]*\s)?r=["']([A-Z]{1,3})(\d{1,7})["']""")
CELL_NAME = re.compile(rb"""\sr=["']([A-Z]{1,3}\d{1,7})["']""")
FORMULA = re.compile(rb"<(?:\w+:)?c(\s[^<>]*)>\s*<(?:\w+:)?f[\s/>]")
ERROR = re.compile(rb"""<(?:\w+:)?c(\s(?:[^<>]*\s)?t=["']e["'][^<>]*)>""")
BOOLEAN = re.compile(rb"""<(?:\w+:)?c(\s(?:[^<>]*\s)?t=["']b["'][^<>]*)>""")
ROW = re.compile(rb"<(?:\w+:)?row\s([^<>]*)>")
COLUMN = re.compile(rb"<(?:\w+:)?col\s([^<>]*)>")
HIDDEN = re.compile(rb"""(?:^|\s)(?:hidden=["'](?:1|true)|(?:ht|width)=["']0(?:\.0*)?)["']""")
"""A row or column without height or width cannot be seen either."""
NUMBER_ATTRIBUTES = {name: re.compile(rb"""(?:^|\s)%s=["'](\d{1,7})["']""" % name) for name in (b"r", b"min", b"max")}
MERGED_RANGE = re.compile(rb"""<(?:\w+:)?mergeCell\s(?:[^<>]*\s)?ref=["']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})["']""")
HIDDEN_STATE = re.compile(r"""\sstate=["'](?:hidden|veryHidden)["']""")
STYLED_CELL = rb"""<(?:\w+:)?c(\s(?:[^<>]*\s)?s=["'](?:%s)["'][^<>]*)>"""
SHEET = re.compile(r"<(?:\w+:)?sheet\s[^<>]*>")
RELATIONSHIP = re.compile(r"<(?:\w+:)?Relationship\s[^<>]*>")
NUMBER_FORMAT = re.compile(r"<(?:\w+:)?numFmt\s[^<>]*>")
FORMAT_LITERAL = re.compile(r'"[^"]*"|\\.|_.')
"""Parts of a number format that are only shown: a percent sign among them multiplies nothing."""
STYLES = (re.compile(r"<(?:\w+:)?cellXfs[\s>]"), re.compile(r"</(?:\w+:)?cellXfs>"))
STYLE = re.compile(r"<(?:\w+:)?xf\s[^<>]*>")
MISLEADING_MARKUP = (b"<!--", b"<![CDATA[")
"""Excel writes neither into a sheet, and a look at the text could be led astray by them."""
FOREIGN_WORKBOOK = (
    "The workbook was written in a way that Excel does not use. Open it in Excel, save it again and retry."
)
BUILT_IN_PERCENT = frozenset({"9", "10"})


@dataclass(kw_only=True)
class WorksheetScan:
    """Cell references such as `B7`, and merged ranges such as `B7:B9`, in the order met."""

    formulas: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    booleans: list[str] = field(default_factory=list)
    percentages: set[str] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0


def find_sheet_members(archive: zipfile.ZipFile) -> dict[str, str]:
    """Find the sheet names and the archive's member each is stored in."""
    relations = {
        _read_attribute(tag, "Id"): _member_path(_read_attribute(tag, "Target"))
        for tag in RELATIONSHIP.findall(_read_member(archive, "xl/_rels/workbook.xml.rels"))
    }
    tags = SHEET.findall(_read_member(archive, "xl/workbook.xml"))
    return {_read_attribute(tag, "name"): relations.get(_read_attribute(tag, r"\w+:id"), "") for tag in tags}


def find_hidden_sheets(archive: zipfile.ZipFile) -> frozenset[str]:
    """Find the names of sheets that Excel does not show."""
    tags = SHEET.findall(_read_member(archive, "xl/workbook.xml"))
    return frozenset(_read_attribute(tag, "name") for tag in tags if HIDDEN_STATE.search(tag))


def find_percent_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """Find the style numbers whose number format shows a percentage."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    text = _read_member(archive, "xl/styles.xml")
    codes = ((tag, FORMAT_LITERAL.sub("", _read_attribute(tag, "formatCode"))) for tag in NUMBER_FORMAT.findall(text))
    formats = {_read_attribute(tag, "numFmtId") for tag, code in codes if "%" in code}
    start = STYLES[0].search(text)
    end = STYLES[1].search(text, start.end()) if start else None
    styles = STYLE.findall(text[start.end() : end.start()]) if start and end else []
    wanted = formats | BUILT_IN_PERCENT
    return frozenset(str(number) for number, tag in enumerate(styles) if _read_attribute(tag, "numFmtId") in wanted)


def scan_worksheet(archive: zipfile.ZipFile, member: str, percent: frozenset[str]) -> WorksheetScan:
    """Scan one worksheet as a stream. Raises UnreadableFileError where its last cell makes it too large to unfold."""
    found = WorksheetScan()
    shown = re.compile(STYLED_CELL % b"|".join(style.encode() for style in sorted(percent)))
    for xml in _read_rows(archive, member):
        if any(mark in xml for mark in MISLEADING_MARKUP):
            raise UnreadableFileError(FOREIGN_WORKBOOK)
        _measure_sheet(found, xml)
        found.formulas.extend(_find_references(FORMULA, xml, b"<f", b":f"))
        found.errors.extend(_find_references(ERROR, xml, b't="e"', b"t='e'"))
        found.booleans.extend(_find_references(BOOLEAN, xml, b't="b"', b"t='b'"))
        _scan_hidden(found, xml)
        if percent:
            found.percentages.update(_find_references(shown, xml, b"s="))
    return found


def _scan_hidden(found: WorksheetScan, xml: bytes) -> None:
    """Add merged ranges, and rows and columns that Excel does not show."""
    if b"mergeCell" in xml:
        found.merged.extend(each.decode() for each in MERGED_RANGE.findall(xml))
    if not any(mark in xml for mark in (b"hidden=", b"ht=", b"width=")):
        return
    found.hidden_rows.extend(_read_number(each, b"r") for each in ROW.findall(xml) if HIDDEN.search(each))
    for each in COLUMN.findall(xml):
        if HIDDEN.search(each):
            found.hidden_columns.extend(
                range(_read_number(each, b"min"), min(_read_number(each, b"max"), LAST_COLUMN) + 1)
            )


def _read_number(attributes: bytes, name: bytes) -> int:
    match = NUMBER_ATTRIBUTES[name].search(attributes)
    return int(match[1]) if match else 0


def _find_references(pattern: re.Pattern[bytes], xml: bytes, *marks: bytes) -> Iterator[str]:
    """Cells that match; the marks are a quick look whether there can be any."""
    if any(mark in xml for mark in marks):
        yield from map(_read_reference, pattern.findall(xml))


def _measure_sheet(found: WorksheetScan, xml: bytes) -> None:
    cells = NAMED_CELL.findall(xml)
    if len(cells) < len(CELL.findall(xml)):
        raise UnreadableFileError("The workbook does not name its cells. Open it in Excel, save it again and retry.")
    columns, rows = {letters for letters, _ in cells}, {digits for _, digits in cells}
    found.last_column = max(found.last_column, *(column_number(each.decode()) for each in columns), 0)
    found.last_row = max(found.last_row, *map(int, rows), 0)
    if found.last_row * found.last_column > MAX_CELLS:
        corner = f"{column_letters(found.last_column)}{found.last_row}"
        raise UnreadableFileError(
            f"The sheet reaches to cell {corner}, too far to read. Delete the empty rows and columns."
        )


def _read_reference(attributes: bytes) -> str:
    match = CELL_NAME.search(attributes)
    return match[1].decode() if match else ""


def _read_rows(archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """The worksheet's XML in pieces that end with a row."""
    with archive.open(member) as stream:
        kept = b""
        while chunk := stream.read(CHUNK_BYTES):
            kept += chunk
            end = kept.rfind(b"row>") + 4
            if end > 3:
                yield kept[:end]
                kept = kept[end:]
            if len(kept) > MAX_ROW_BYTES:
                raise UnreadableFileError(
                    "The workbook holds a row too long to read. Copy the cells into a new workbook."
                )
        yield kept


def _read_member(archive: zipfile.ZipFile, member: str) -> str:
    try:
        return archive.read(member).decode("utf-8", "replace")
    except KeyError as error:
        raise UnreadableFileError(
            "The workbook is damaged: parts of it are missing. Save it again and retry."
        ) from error


def _read_attribute(tag: str, name: str) -> str:
    match = re.search(rf"""\s{name}=(["'])(.*?)\1""", tag, re.DOTALL)
    return unescape(match[2]) if match else ""


def _member_path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
