"""Files beside the record: drafts, forms, marks, rules, keys. The one way to them, wherever the storage has them.

Each function that changes something checks the folder's format first, as a newer program may have taken the folder over
while this one runs.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from maracdash.store.data_format import check_folder_format
from maracdash.store.durable_files import HIDDEN_PREFIX
from maracdash.store.folder_names import BESIDE_THE_RECORD, FOR_A_WHILE
from maracdash.store.storages.addresses import find_storage
from maracdash.store.storages.storage import Content, KeptFile

NAMED = frozenset({*BESIDE_THE_RECORD, *FOR_A_WHILE})
"""Whatever is written must be named there, so that somebody has decided whether backups and moves take it."""


def read_file(folder: Path, name: str) -> Content | None:
    """Read a file; None where there is none. Raises OSError."""
    return find_storage(folder).files.read(name)


def find_version(folder: Path, name: str) -> str:
    """Find the version of a file, another one after every change; an empty text where there is none. Raises OSError."""
    return find_storage(folder).files.find_version(name)


def list_files(folder: Path, prefix: str) -> tuple[KeptFile, ...]:
    """List every file below a prefix, by their names. Raises OSError."""
    return tuple(sorted(find_storage(folder).files.list_files(prefix), key=lambda each: each.name))


def read_lines(folder: Path, name: str) -> list[str]:
    """Read the lines of a file that only ever grows; none where there is no file. Raises OSError."""
    found = read_file(folder, name)
    return [line for line in found.content.decode(errors="replace").splitlines() if line] if found else []


def read_records(folder: Path, name: str) -> list[dict[str, Any]]:
    """Read lines of JSON objects; a line cut short, which nobody was told is kept, is left out. Raises OSError."""
    found = []
    for line in read_lines(folder, name):
        with suppress(ValueError):
            found.append(json.loads(line))
    return [each for each in found if isinstance(each, dict)]


def append_line(folder: Path, name: str, line: str) -> None:
    """Append a line to a file that only ever grows. Raises OSError and NewerFormatError."""
    _check_name(name)
    check_folder_format(folder)
    find_storage(folder).files.append(name, line)


def replace_file(folder: Path, name: str, content: bytes) -> None:
    """Replace a file; a reader sees the old or the new one. Raises OSError and NewerFormatError."""
    _check_name(name)
    check_folder_format(folder)
    find_storage(folder).files.replace(name, content)


def create_secret(folder: Path, name: str, content: bytes) -> None:
    """Create a file that only its owner can read, unless it is there. Raises OSError and NewerFormatError."""
    _check_name(name)
    check_folder_format(folder)
    find_storage(folder).files.create(name, content)


def write_folder(folder: Path, name: str, files: Mapping[str, bytes]) -> None:
    """Write a new folder of files, of which the last is never seen before the others.

    Raises OSError and NewerFormatError.
    """
    _check_name(name)
    check_folder_format(folder)
    find_storage(folder).files.write_folder(name, files)


def remove_file(folder: Path, name: str) -> None:
    """Remove a file, if it is there. Raises OSError and NewerFormatError."""
    check_folder_format(folder)
    find_storage(folder).files.remove(name)


def remove_folder(folder: Path, name: str) -> None:
    """Remove a folder with all that is in it, as far as the disk lets it. Raises NewerFormatError."""
    check_folder_format(folder)
    find_storage(folder).files.remove_folder(name)


def remove_leftovers(folder: Path, prefix: str, before: datetime) -> None:
    """Remove what crashes left of folders on this disk before a time, begun or emptied. Raises NewerFormatError."""
    check_folder_format(folder)
    place = folder / prefix
    for each in place.iterdir() if place.is_dir() else ():
        with suppress(OSError):
            left = each.name.startswith(HIDDEN_PREFIX) or not any(each.iterdir())
            if left and datetime.fromtimestamp(each.stat().st_mtime, UTC) < before:
                shutil.rmtree(each)


def _check_name(name: str) -> None:
    if PurePosixPath(name).parts[0] not in NAMED:
        raise ValueError(f"folder_names does not say whether {name} is kept for good")
