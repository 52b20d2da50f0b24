"""Files of other programs, told by their content: none is read, and each is told what to save instead."""

from __future__ import annotations

import re
import zipfile
from typing import NoReturn

from maracdash.intake.files import UploadedFile
from maracdash.intake.problems import UnreadableFileError

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
START = 2_000
SAVE = "Open it, choose Save As and “Excel workbook (.xlsx)” or “CSV UTF-8”, and send that."
COPY = "Copy its table into a spreadsheet, save that as an Excel workbook (.xlsx) or as CSV, and send it."
EXPORT = "In Numbers, choose File, Export To and Excel or CSV, and send that."
BINARY = f"This is a binary Excel workbook (.xlsb). {SAVE}"
WORD = f"This is a Word document. {COPY}"
LOCKED = (
    "This is an Excel workbook that is locked with a password. Open it, remove the password, and save it as an Excel "
    "workbook (.xlsx) or as CSV."
)
OLD_EXCEL_SIGNATURE = (
    "This is an old Excel file (.xls) or is locked with a password. Open it, remove the password, and save it as an "
    "Excel workbook (.xlsx) or as CSV."
)
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.spreadsheet": f"This is an OpenDocument spreadsheet (.ods). {SAVE}",
    b"application/vnd.oasis.opendocument.text": f"This is an OpenDocument text (.odt). {COPY}",
    b"application/vnd.oasis.opendocument": f"This is an OpenDocument file, not a spreadsheet. {COPY}",
}
"""By how the archive's member `mimetype` begins; the standard wants it first in the file and not packed."""
ZIPPED = (
    ("xl/workbook.bin", BINARY),
    ("word/", WORD),
    ("ppt/", f"This is a PowerPoint presentation. {COPY}"),
    ("Index/", f"This is a file of Apple Numbers, Pages or Keynote. {EXPORT}"),
    ("Index.zip", f"This is a file of Apple Numbers, Pages or Keynote. {EXPORT}"),
)
"""By how the name of one of the archive's members begins."""
OTHER_ZIP = "This is a zip file but not an Excel workbook (.xlsx). Unpack it, or save as .xlsx or CSV."
TEXTS = (
    (rb"%PDF-", f"This is a PDF, of which no table can be read safely. Send the spreadsheet it was made of. {COPY}"),
    (rb"\{\\rtf", f"This is a document in Rich Text Format. {COPY}"),
    (
        rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta)\b",
        f"This is a web page, whatever it is called, as some systems export one as “.xls”. {SAVE}",
    ),
    (rb"<\?xml", f"This is an XML file, not a table. If a spreadsheet opens it: {SAVE[0].lower()}{SAVE[1:]}"),
)
"""By how the file begins, after a byte order mark and blanks."""
STREAMS = (("EncryptedPackage", LOCKED), ("WordDocument", WORD))
"""Names inside a file of old Office programs."""


def explain_foreign_file(content: bytes) -> str:
    """The refusal of a file of another program; empty where it is of none that is known here."""
    if content.startswith(OLD_OFFICE):
        return next((said for name, said in STREAMS if name.encode("utf-16-le") in content), OLD_EXCEL_SIGNATURE)
    if content.startswith(b"PK") and content[30:38] == b"mimetype" and (said := _open_document(content[38:START])):
        return said
    start = content[:START].removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((said for beginning, said in TEXTS if re.match(beginning, start, re.IGNORECASE | re.DOTALL)), "")


def is_foreign_file(content: bytes) -> bool:
    """Tell whether the file is of another program."""
    return bool(explain_foreign_file(content))


def refuse_foreign_file(file: UploadedFile) -> NoReturn:
    """Raise UnreadableFileError with what to save instead."""
    raise UnreadableFileError(explain_foreign_file(file.content))


def explain_foreign_zip(archive: zipfile.ZipFile) -> str:
    """The refusal of a zip file that is no Excel workbook."""
    names = archive.namelist()
    named = "mimetype" in names and archive.getinfo("mimetype").file_size < START
    if named and (said := _open_document(archive.read("mimetype").strip())):
        return said
    return next((said for member, said in ZIPPED if any(name.startswith(member) for name in names)), OTHER_ZIP)


def _open_document(kind: bytes) -> str:
    return next((said for beginning, said in OPEN_DOCUMENT.items() if kind.startswith(beginning)), "")
