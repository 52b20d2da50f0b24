"""Files of other programs: each is told what it is and what to save instead."""

import io
import zipfile

import pytest

from maracdash.intake import UploadedFile
from tests.support.upload_files import check

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
TEXT = b"application/vnd.oasis.opendocument.text"
SAVE = "choose Save As and “Excel workbook (.xlsx)” or “CSV UTF-8”, and send that."


def zipped(*members: tuple[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for name, held in members:
            archive.writestr(name, held)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "what", "remedy"),
    [
        (zipped(("mimetype", SPREADSHEET), ("content.xml", b"<x/>")), "OpenDocument spreadsheet (.ods)", SAVE),
        (zipped(("x", b"<x/>"), ("mimetype", SPREADSHEET)), "OpenDocument spreadsheet (.ods)", SAVE),
        (zipped(("mimetype", SPREADSHEET), ("content.xml", b"<x/>"))[:-30], "OpenDocument spreadsheet (.ods)", SAVE),
        (zipped(("mimetype", TEXT)), "OpenDocument text (.odt)", "Copy its table"),
        (zipped(("xl/workbook.bin", b"x")), "binary Excel workbook (.xlsb)", SAVE),
        (zipped(("word/document.xml", b"x")), "Word document", "Copy its table"),
        (zipped(("ppt/presentation.xml", b"x")), "PowerPoint", "Copy its table"),
        (zipped(("Index/Document.iwa", b"x")), "Apple Numbers", "Export To and Excel or CSV"),
        (zipped(("returns.csv", b"marac,meeting_date,cases")), "a zip file but not an Excel workbook", "Unpack it"),
        (OLD, "old Excel file (.xls) or is locked", "save it as an Excel workbook (.xlsx) or as CSV"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "locked with a password", "remove the password"),
        (OLD + "WordDocument".encode("utf-16-le"), "Word document", "Copy its table"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "This is a PDF", "Send the spreadsheet it was made of."),
        (rb"{\rtf1\ansi marac}", "Rich Text Format", "Copy its table"),
        (b"\xef\xbb\xbf\r\n<html><table><tr><td>marac</td></tr></table></html>", "a web page", SAVE),
        (b"<!DOCTYPE html>\n<table><tr><td>marac</td></tr></table>", "a web page", SAVE),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook/>', "an XML file", SAVE),
    ],
)  # fmt: skip
def test_it_is_named_and_told_what_to_save(content: bytes, what: str, remedy: str):
    (problem,) = check(UploadedFile("returns.xlsx", content)).errors
    assert what in problem.message
    assert remedy in problem.message
    assert "damaged" not in problem.message
