"""The zip around a workbook, judged by its own listing before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

from maracdash.intake.problems import UnreadableFileError
from maracdash.intake.readers import foreign_files

MAX_FILE_BYTES = 20_000_000
MAX_UNPACKED_BYTES = 300_000_000
RATIO_FREE_BYTES = 10_000_000
MAX_COMPRESSION_RATIO = 200
MAX_MEMBERS = 2_000
WORKBOOK_MEMBER = "xl/workbook.xml"
REFUSED_MEMBERS = {
    "xl/vbaProject": "The workbook holds macros. Save it as an Excel workbook without macros (.xlsx) and load that.",
    "xl/pivotCache/": "The workbook holds a pivot table with a hidden copy of what it was made from, which may be "
    "details of people. Paste the values alone into a new workbook and load that.",
    "xl/embeddings/": "The workbook holds another file inside it. Paste the values alone into a new workbook.",
}
"""What is neither read nor kept, by the beginning of its name in the archive."""


def open_archive(content: bytes) -> zipfile.ZipFile:
    """Open the archive of an .xlsx file. Raises UnreadableFileError for a broken, huge or foreign one.

    `RATIO_FREE_BYTES` may be packed as tightly as they like; above that the ratio counts.
    """
    if len(content) > MAX_FILE_BYTES:
        raise UnreadableFileError(
            f"The workbook has {len(content) / 1e6:,.0f} MB; it may have {MAX_FILE_BYTES // 1_000_000} MB. "
            "Save the sheet as CSV, or split it by year."
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableFileError("The workbook is damaged and cannot be opened. Save it again and retry.") from error
    _check_archive(archive, len(content))
    return archive


def repack_xml(archive: zipfile.ZipFile) -> bytes:
    """Repack the workbook's XML in a plain zip, for a parser that would trust what the first one says of itself.

    Each part is read up to the size its listing gives, which has been checked; a part that lies is damaged.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as plain:
        for name in dict.fromkeys(archive.namelist()):
            if name.endswith((".xml", ".rels")):
                plain.writestr(name, archive.read(name))
    return content.getvalue()


def has_external_links(archive: zipfile.ZipFile) -> bool:
    """Tell if the workbook refers to others."""
    return any(name.startswith("xl/externalLinks/") for name in archive.namelist())


def _check_archive(archive: zipfile.ZipFile, packed: int) -> None:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS:
        raise UnreadableFileError(f"The workbook has {len(members):,} parts; at most {MAX_MEMBERS:,} can be read.")
    if unpacked > MAX_UNPACKED_BYTES or (unpacked > RATIO_FREE_BYTES and unpacked > MAX_COMPRESSION_RATIO * packed):
        raise UnreadableFileError(
            f"The workbook unpacks to {unpacked / 1e6:,.0f} MB, more than a table of returns can need. "
            "Copy the cells into a new workbook, or save the sheet as CSV."
        )
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFileError("The workbook is locked with a password. Remove the password and save it again.")
    for part, sentence in REFUSED_MEMBERS.items():
        if any(name.startswith(part) for name in archive.namelist()):
            raise UnreadableFileError(sentence)
    if WORKBOOK_MEMBER not in archive.namelist():
        raise UnreadableFileError(foreign_files.explain_foreign_zip(archive))
