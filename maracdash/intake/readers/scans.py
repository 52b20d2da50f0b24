"""A look through a worksheet's XML for what a cell's value alone does not tell: formulas, errors, percentages."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from maracdash.intake.problems import Unreadable

CHUNK = 1 << 20
MOST_CELLS = 40_000_000
TOKEN = re.compile(rb"<(?:\w+:)?(?P<tag>c|f|row)(?P<rest>[\s/>][^<]*)")
ATTRIBUTE = re.compile(rb"""\s(r|s|t)=["']([^"']*)["']""")
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
FORMATS = re.compile(r"<(?:\w+:)?numFmt\s[^>]*>")
STYLES = re.compile(r"<(?:\w+:)?cellXfs.*?</(?:\w+:)?cellXfs>", re.DOTALL)
STYLE = re.compile(r"<(?:\w+:)?xf\s[^>]*>")
BUILT_IN_PERCENT = frozenset({"9", "10"})


@dataclass(kw_only=True)
class Scan:
    """Cell references such as `B7`, in the order met."""

    formulas: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    percentages: set[str] = field(default_factory=set)
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


def percent_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """Style numbers whose number format shows a percentage."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    text = _text(archive, "xl/styles.xml")
    formats = {_attribute(tag, "numFmtId") for tag in FORMATS.findall(text) if "%" in _attribute(tag, "formatCode")}
    block = STYLES.search(text)
    styles = STYLE.findall(block[0]) if block else []
    wanted = formats | BUILT_IN_PERCENT
    return frozenset(str(number) for number, tag in enumerate(styles) if _attribute(tag, "numFmtId") in wanted)


def scan(archive: zipfile.ZipFile, member: str, percent: frozenset[str]) -> Scan:
    """Stream one worksheet. Raises Unreadable where its outermost cell makes it too large to unfold."""
    found = Scan()
    cell = ""
    for tag, rest in _tokens(archive, member):
        if tag == b"f":
            found.formulas.append(cell)
        elif tag == b"c":
            cell = _cell(found, dict(ATTRIBUTE.findall(rest)), percent)
    return found


def _cell(found: Scan, attributes: dict[bytes, bytes], percent: frozenset[str]) -> str:
    reference = attributes.get(b"r", b"").decode("ascii", "replace")
    match = REFERENCE.fullmatch(reference)
    if not match:
        raise Unreadable("The workbook does not name its cells. Open it in Excel, save it again and retry.")
    found.last_column = max(found.last_column, column_number(match[1]))
    found.last_row = max(found.last_row, int(match[2]))
    if found.last_row * found.last_column > MOST_CELLS:
        raise Unreadable(f"The sheet reaches to cell {reference}, too far to read. Delete the empty rows and columns.")
    if attributes.get(b"t") == b"e":
        found.errors.append(reference)
    if attributes.get(b"s", b"").decode("ascii", "replace") in percent:
        found.percentages.add(reference)
    return reference


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    total = 0
    for letter in letters:
        total = total * 26 + ord(letter) - 64
    return total


def column_letters(number: int) -> str:
    """The inverse of `column_number`."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _tokens(archive: zipfile.ZipFile, member: str) -> Iterator[tuple[bytes, bytes]]:
    with archive.open(member) as stream:
        kept = b""
        while chunk := stream.read(CHUNK):
            text = kept + chunk
            whole = text.rfind(b"<")
            for match in TOKEN.finditer(text, 0, whole):
                yield match["tag"], match["rest"]
            kept = text[whole:] if whole >= 0 else text
        for match in TOKEN.finditer(kept):
            yield match["tag"], match["rest"]


def _text(archive: zipfile.ZipFile, member: str) -> str:
    try:
        return archive.read(member).decode("utf-8", "replace")
    except KeyError as error:
        raise Unreadable("The workbook is damaged: parts of it are missing. Save it again and retry.") from error


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf"""\s{name}=["']([^"']*)["']""", tag)
    return unescape(match[1]) if match else ""


def _member(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
