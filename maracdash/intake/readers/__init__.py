"""Readers: bytes to sheets of text. The content decides which reads a file, never its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from maracdash.intake.files import UploadedFile
from maracdash.intake.problems import UnreadableFileError
from maracdash.intake.readers import foreign_files, texts, workbooks
from maracdash.intake.readers.sheets import Sheet


@dataclass(frozen=True, kw_only=True)
class Reader:
    """`accepts` looks at the first bytes only; `read` raises UnreadableFileError with a sentence."""

    accepts: Callable[[bytes], bool]
    read: Callable[[UploadedFile], tuple[Sheet, ...]]


READERS = (
    Reader(accepts=foreign_files.is_foreign_file, read=foreign_files.refuse_foreign_file),
    Reader(accepts=lambda content: content.startswith((b"PK\x03\x04", b"PK\x05\x06")), read=workbooks.read_workbook),
)
"""Whatever none of them accepts is read as text."""


def read_sheets(file: UploadedFile, delimiter: Callable[[str], str]) -> tuple[Sheet, ...]:
    """Read the sheets of a file; a text file has one. Raises UnreadableFileError."""
    if not file.content.strip():
        raise UnreadableFileError("The file is empty.")
    reader = next((each for each in READERS if each.accepts(file.content)), None)
    return reader.read(file) if reader else texts.read_text_file(file, delimiter)
