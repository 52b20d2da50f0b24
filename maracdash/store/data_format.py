"""The format of a data folder: stated in it and in each manifest, so that no program reads what it does not know.

1  what has no statement: until November 2026.
2  the same files; folder and manifests state their format.
"""

from __future__ import annotations

import json
from pathlib import Path

from maracdash.model.errors import CannotKeep, NewerFormat
from maracdash.store import durable_files

FORMAT = 2
"""The one that this program writes. It reads every one from 1 on, for ever: tests/formats holds a folder of each."""
UNSTATED = 1
FILE = "format.json"


def stated_format(folder: Path) -> int:
    """The format of a data folder. Raises NewerFormat for an unknown statement, CannotKeep for a fault of the disk."""
    try:
        return int(json.loads((folder / FILE).read_text(encoding="utf-8"))["format"])
    except (FileNotFoundError, NotADirectoryError):
        return UNSTATED
    except OSError as error:
        raise CannotKeep(
            f"The file {FILE} of the data folder {folder} cannot be read ({error.strerror}). Nothing was kept or "
            "changed."
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise NewerFormat(
            f"The file {FILE} of the data folder {folder} cannot be read ({type(error).__name__}), so nobody can say "
            "whether this program understands the folder. Restore it from a backup. Nothing was changed."
        ) from error


def check_format(folder: Path) -> None:
    """Raises NewerFormat for a folder that a newer program has written to."""
    check_readable(stated_format(folder), f"The data folder {folder}")


def check_readable(number: int, what: str) -> None:
    """Raises NewerFormat for a format that this program does not know."""
    if number > FORMAT:
        raise NewerFormat(
            f"{what} was written by a newer version of this program (format {number}; this version reads up to "
            f"{FORMAT}). Install that version or a newer one. Nothing was changed."
        )


def state_format(folder: Path) -> None:
    """Say in the folder which format is written to it; the caller holds the lock. Raises OSError and NewerFormat."""
    if stated_format(folder) < FORMAT:
        durable_files.replace(folder / FILE, json.dumps({"format": FORMAT}).encode())
