"""The zip around a workbook, judged by its own listing before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

from maracdash.intake.problems import Unreadable
from maracdash.intake.readers import foreign

LARGEST = 20_000_000
MOST_UNPACKED = 300_000_000
SMALL = 10_000_000
HIGHEST_RATIO = 200
MOST_MEMBERS = 2_000
WORKBOOK = "xl/workbook.xml"
UNWANTED = {
    "xl/vbaProject": "The workbook holds macros. Save it as an Excel workbook without macros (.xlsx) and load that.",
    "xl/pivotCache/": "The workbook holds a pivot table with a hidden copy of what it was made from, which may be "
    "details of people. Paste the values alone into a new workbook and load that.",
    "xl/embeddings/": "The workbook holds another file inside it. Paste the values alone into a new workbook.",
}
"""What is neither read nor kept, by the beginning of its name in the archive."""


def opened(content: bytes) -> zipfile.ZipFile:
    """The archive of an .xlsx file. Raises Unreadable for a broken, huge or foreign one.

    `SMALL` unpacked bytes may be packed as tightly as they like; above that the ratio counts.
    """
    if len(content) > LARGEST:
        raise Unreadable(
            f"The workbook has {len(content) / 1e6:,.0f} MB; it may have {LARGEST // 1_000_000} MB. "
            "Save the sheet as CSV, or split it by year."
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable("The workbook is damaged and cannot be opened. Save it again and retry.") from error
    _judge(archive, len(content))
    return archive


def repacked(archive: zipfile.ZipFile) -> bytes:
    """The workbook's XML in a plain zip of our own, for a parser that would trust what the first one says of itself.

    Each part is read up to the size its listing gives, which has been judged; a part that lies is damaged.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as plain:
        for name in dict.fromkeys(archive.namelist()):
            if name.endswith((".xml", ".rels")):
                plain.writestr(name, archive.read(name))
    return content.getvalue()


def links(archive: zipfile.ZipFile) -> bool:
    """Whether the workbook refers to others."""
    return any(name.startswith("xl/externalLinks/") for name in archive.namelist())


def _judge(archive: zipfile.ZipFile, packed: int) -> None:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS:
        raise Unreadable(f"The workbook has {len(members):,} parts; at most {MOST_MEMBERS:,} can be read.")
    if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > HIGHEST_RATIO * packed):
        raise Unreadable(
            f"The workbook unpacks to {unpacked / 1e6:,.0f} MB, more than a table of returns can need. "
            "Copy the cells into a new workbook, or save the sheet as CSV."
        )
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("The workbook is locked with a password. Remove the password and save it again.")
    for part, sentence in UNWANTED.items():
        if any(name.startswith(part) for name in archive.namelist()):
            raise Unreadable(sentence)
    if WORKBOOK not in archive.namelist():
        raise Unreadable(foreign.zipped(archive))
