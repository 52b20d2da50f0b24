"""The format of a data folder: stated in it and in each manifest, so that no program reads what it does not know.

1  no statement: until November 2026.
2  the same files; folder and manifests state their format.
"""

from __future__ import annotations

import json
from pathlib import Path

from maracdash.model.errors import NewerFormatError, StorageError
from maracdash.store import durable_files
from maracdash.store.folder_names import FORMAT_FILE
from maracdash.store.storages.addresses import find_storage

FORMAT = 2
"""The one that this program writes. It reads every one from 1 on, for ever: tests/formats holds a folder of each."""
UNSTATED_FORMAT = 1


def read_format(folder: Path) -> int:
    """Read the format of a data folder.

    Raises NewerFormatError for an unknown statement, StorageError for a fault of the disk.
    """
    try:
        return parse_format(json.loads((folder / FORMAT_FILE).read_text(encoding="utf-8"))["format"])
    except (FileNotFoundError, NotADirectoryError):
        return UNSTATED_FORMAT
    except OSError as error:
        raise StorageError(
            f"The file {FORMAT_FILE} of the data folder cannot be read ({error.strerror}). Nothing was kept or changed."
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise NewerFormatError(
            f"The file {FORMAT_FILE} of the data folder cannot be read ({type(error).__name__}), so nobody "
            "can say whether this program understands the folder. Restore it from a backup. Nothing was changed."
        ) from error


def parse_format(stated: object) -> int:
    """Parse a format as JSON states it: a whole number from 1 on. Raises ValueError for anything else."""
    if type(stated) is not int or stated < UNSTATED_FORMAT:  # a bool is an int too
        raise ValueError(f"{stated!r} is no format")
    return stated


def check_folder_format(folder: Path) -> None:
    """Check that no newer program has written to a folder. Raises NewerFormatError."""
    check_format_number(read_format(folder), "The data folder")


def check_format_number(number: int, what: str) -> None:
    """Check that this program knows a format. Raises NewerFormatError."""
    if number > FORMAT:
        raise NewerFormatError(
            f"{what} was written by a newer version of this program (format {number}; this version reads up to "
            f"{FORMAT}). Install that version or a newer one. Nothing was changed."
        )


def write_format(folder: Path) -> None:
    """Write the format into the folder; the caller holds the lock. Raises OSError and NewerFormatError."""
    stated = json.dumps({"format": FORMAT}).encode()
    if read_format(folder) < FORMAT:
        find_storage(folder).files.replace(FORMAT_FILE, stated)
    if read_format(folder) < FORMAT:  # a copy of a storage, which states its own
        durable_files.replace_file(folder / FORMAT_FILE, stated)
