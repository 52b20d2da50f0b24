"""Files of the data folder beside the record: drafts, forms, marks, the signing key. The one way to write them.

Each function checks the folder's format first, as a newer program may have taken the folder over while this one runs.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from maracdash.store import durable_files
from maracdash.store.data_format import check_folder_format


def read_lines(folder: Path, name: str) -> list[str]:
    """Read the lines of a file that only ever grows; none where there is no file. Raises OSError."""
    return durable_files.read_lines(folder / name)


def append_line(folder: Path, name: str, line: str) -> None:
    """Append a line to a file that only ever grows. Raises OSError and NewerFormatError."""
    check_folder_format(folder)
    durable_files.append_line(folder / name, line)


def replace_file(folder: Path, name: str, content: bytes) -> None:
    """Replace a file; a reader sees the old or the new one. Raises OSError and NewerFormatError."""
    check_folder_format(folder)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    durable_files.replace_file(path, content)


def create_secret(folder: Path, name: str, content: bytes) -> None:
    """Create a file that only its owner can read, unless it is there. Raises OSError and NewerFormatError."""
    check_folder_format(folder)
    folder.mkdir(parents=True, exist_ok=True)
    durable_files.create_secret(folder / name, content)


def write_folder(folder: Path, name: str, files: Mapping[str, bytes]) -> None:
    """Write a new folder of files, whole at once. Raises OSError and NewerFormatError."""
    check_folder_format(folder)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    durable_files.write_folder(path, files)


def remove_file(folder: Path, name: str) -> None:
    """Remove a file, if it is there. Raises OSError and NewerFormatError."""
    check_folder_format(folder)
    (folder / name).unlink(missing_ok=True)


def remove_folder(folder: Path, name: str) -> None:
    """Remove a folder with all that is in it, as far as the disk lets it. Raises NewerFormatError."""
    check_folder_format(folder)
    shutil.rmtree(folder / name, ignore_errors=True)
