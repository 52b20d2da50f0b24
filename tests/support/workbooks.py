"""Workbooks of meeting returns, written with openpyxl."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from maracdash.intake import UploadedFile
from tests.support.upload_files import HEADER

GOOD = ["B1", date(2024, 4, 3), 10, 3, 12, 6]


def workbook(
    *rows: Sequence[object], edit: Callable[[Worksheet], None] = lambda _: None, first: str = ""
) -> UploadedFile:
    book = openpyxl.Workbook()
    sheet = book.active
    if first:
        sheet.title = first
        sheet.append(["colour", "size"])
        sheet = book.create_sheet("Returns")
    for row in rows:
        sheet.append(row)
    edit(sheet)
    content = io.BytesIO()
    book.save(content)
    return UploadedFile("returns.xlsx", content.getvalue())


def returns(
    *rows: Sequence[object], edit: Callable[[Worksheet], None] = lambda _: None, first: str = ""
) -> UploadedFile:
    return workbook(HEADER.split(","), *rows, edit=edit, first=first)
