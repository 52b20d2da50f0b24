"""A look through a worksheet's XML for what a cell's value alone does not tell: formulas, errors, percentages."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from maracdash.intake.cells.references import column_letters, column_number
from maracdash.intake.problems import Unreadable

CHUNK = 1 << 20
LONGEST_ROW = 4 * CHUNK
MOST_CELLS = 40_000_000
LAST_COLUMN = 16_384
CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
NAMED = re.compile(rb"""<(?:\w+:)?c\s(?:[^<>]*\s)?r=["']([A-Z]{1,3})(\d{1,7})["']""")
NAME = re.compile(rb"""\sr=["']([A-Z]{1,3}\d{1,7})["']""")
FORMULA = re.compile(rb"<(?:\w+:)?c(\s[^<>]*)>\s*<(?:\w+:)?f[\s/>]")
ERROR = re.compile(rb"""<(?:\w+:)?c(\s(?:[^<>]*\s)?t=["']e["'][^<>]*)>""")
TRUTH = re.compile(rb"""<(?:\w+:)?c(\s(?:[^<>]*\s)?t=["']b["'][^<>]*)>""")
ROW = re.compile(rb"<(?:\w+:)?row\s([^<>]*)>")
COLUMN = re.compile(rb"<(?:\w+:)?col\s([^<>]*)>")
HIDDEN = re.compile(rb"""(?:^|\s)(?:hidden=["'](?:1|true)|(?:ht|width)=["']0(?:\.0*)?)["']""")
"""A row or column without height or width cannot be seen either."""
NUMBERS = {name: re.compile(rb"""(?:^|\s)%s=["'](\d{1,7})["']""" % name) for name in (b"r", b"min", b"max")}
MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s(?:[^<>]*\s)?ref=["']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})["']""")
STATE = re.compile(r"""\sstate=["'](?:hidden|veryHidden)["']""")
PERCENT = rb"""<(?:\w+:)?c(\s(?:[^<>]*\s)?s=["'](?:%s)["'][^<>]*)>"""
SHEET = re.compile(r"<(?:\w+:)?sheet\s[^<>]*>")
RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^<>]*>")
FORMATS = re.compile(r"<(?:\w+:)?numFmt\s[^<>]*>")
LITERAL = re.compile(r'"[^"]*"|\\.|_.')
"""Parts of a number format that are only shown: a percent sign among them multiplies nothing."""
STYLES = (re.compile(r"<(?:\w+:)?cellXfs[\s>]"), re.compile(r"</(?:\w+:)?cellXfs>"))
STYLE = re.compile(r"<(?:\w+:)?xf\s[^<>]*>")
UNSEEN = (b"<!--", b"<![CDATA[")
"""Excel writes neither into a sheet, and a look at the text could be led astray by them."""
COMMENTED = "The workbook was written in a way that Excel does not use. Open it in Excel, save it again and retry."
BUILT_IN_PERCENT = frozenset({"9", "10"})


@dataclass(kw_only=True)
class Scan:
    """Cell references such as `B7`, and merged ranges such as `B7:B9`, in the order met."""

    formulas: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    truths: list[str] = field(default_factory=list)
    percentages: set[str] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0


def parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet names and the archive's member each is stored in."""
    relations = {
        _attribute(tag, "Id"): _member(_attribute(tag, "Target"))
        for tag in RELATION.findall(_text(archive, "xl/_rels/workbook.xml.rels"))
    }
    tags = SHEET.findall(_text(archive, "xl/workbook.xml"))
    return {_attribute(tag, "name"): relations.get(_attribute(tag, r"\w+:id"), "") for tag in tags}


def hidden_sheets(archive: zipfile.ZipFile) -> frozenset[str]:
    """Names of sheets that Excel does not show."""
    tags = SHEET.findall(_text(archive, "xl/workbook.xml"))
    return frozenset(_attribute(tag, "name") for tag in tags if STATE.search(tag))


def percent_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """Style numbers whose number format shows a percentage."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    text = _text(archive, "xl/styles.xml")
    codes = ((tag, LITERAL.sub("", _attribute(tag, "formatCode"))) for tag in FORMATS.findall(text))
    formats = {_attribute(tag, "numFmtId") for tag, code in codes if "%" in code}
    start = STYLES[0].search(text)
    end = STYLES[1].search(text, start.end()) if start else None
    styles = STYLE.findall(text[start.end() : end.start()]) if start and end else []
    wanted = formats | BUILT_IN_PERCENT
    return frozenset(str(number) for number, tag in enumerate(styles) if _attribute(tag, "numFmtId") in wanted)


def scan(archive: zipfile.ZipFile, member: str, percent: frozenset[str]) -> Scan:
    """Stream one worksheet. Raises Unreadable where its outermost cell makes it too large to unfold."""
    found = Scan()
    shown = re.compile(PERCENT % b"|".join(style.encode() for style in sorted(percent)))
    for xml in _rows(archive, member):
        if any(mark in xml for mark in UNSEEN):
            raise Unreadable(COMMENTED)
        _measure(found, xml)
        found.formulas.extend(_references(FORMULA, xml, b"<f", b":f"))
        found.errors.extend(_references(ERROR, xml, b't="e"', b"t='e'"))
        found.truths.extend(_references(TRUTH, xml, b't="b"', b"t='b'"))
        _note_hidden(found, xml)
        if percent:
            found.percentages.update(_references(shown, xml, b"s="))
    return found


def _note_hidden(found: Scan, xml: bytes) -> None:
    """Merged ranges, and rows and columns that Excel does not show."""
    if b"mergeCell" in xml:
        found.merged.extend(each.decode() for each in MERGED.findall(xml))
    if not any(mark in xml for mark in (b"hidden=", b"ht=", b"width=")):
        return
    found.hidden_rows.extend(_number(each, b"r") for each in ROW.findall(xml) if HIDDEN.search(each))
    for each in COLUMN.findall(xml):
        if HIDDEN.search(each):
            found.hidden_columns.extend(range(_number(each, b"min"), min(_number(each, b"max"), LAST_COLUMN) + 1))


def _number(attributes: bytes, name: bytes) -> int:
    match = NUMBERS[name].search(attributes)
    return int(match[1]) if match else 0


def _references(pattern: re.Pattern[bytes], xml: bytes, *marks: bytes) -> Iterator[str]:
    """Cells that match; the marks are a quick look whether there can be any."""
    if any(mark in xml for mark in marks):
        yield from map(_reference, pattern.findall(xml))


def _measure(found: Scan, xml: bytes) -> None:
    cells = NAMED.findall(xml)
    if len(cells) < len(CELL.findall(xml)):
        raise Unreadable("The workbook does not name its cells. Open it in Excel, save it again and retry.")
    columns, rows = {letters for letters, _ in cells}, {digits for _, digits in cells}
    found.last_column = max(found.last_column, *(column_number(each.decode()) for each in columns), 0)
    found.last_row = max(found.last_row, *map(int, rows), 0)
    if found.last_row * found.last_column > MOST_CELLS:
        corner = f"{column_letters(found.last_column)}{found.last_row}"
        raise Unreadable(f"The sheet reaches to cell {corner}, too far to read. Delete the empty rows and columns.")


def _reference(attributes: bytes) -> str:
    match = NAME.search(attributes)
    return match[1].decode() if match else ""


def _rows(archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """The worksheet's XML in pieces that end with a row."""
    with archive.open(member) as stream:
        kept = b""
        while chunk := stream.read(CHUNK):
            kept += chunk
            end = kept.rfind(b"row>") + 4
            if end > 3:
                yield kept[:end]
                kept = kept[end:]
            if len(kept) > LONGEST_ROW:
                raise Unreadable("The workbook holds a row too long to read. Copy the cells into a new workbook.")
        yield kept


def _text(archive: zipfile.ZipFile, member: str) -> str:
    try:
        return archive.read(member).decode("utf-8", "replace")
    except KeyError as error:
        raise Unreadable("The workbook is damaged: parts of it are missing. Save it again and retry.") from error


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf"""\s{name}=(["'])(.*?)\1""", tag, re.DOTALL)
    return unescape(match[2]) if match else ""


def _member(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
