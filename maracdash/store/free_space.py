"""Free space of a data folder: figures are kept and published only where there is room for them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

MIN_FREE_MB = 500
"""A release of a region and the next one beside it, and room to answer in."""
MEGABYTE = 1024 * 1024


def explain_no_room(folder: Path) -> str | None:
    """The sentence that says why nothing can be kept in a folder; None where there is room."""
    if not folder.is_dir():
        return None if _may_be_made(folder) else f"The data folder {folder} is not there and cannot be made."
    if not os.access(folder, os.W_OK | os.X_OK):
        return f"The data folder {folder} cannot be written to by the user that the program runs as."
    free = shutil.disk_usage(folder).free // MEGABYTE
    if free < MIN_FREE_MB:
        return f"The disk of the data folder {folder} has {free} MB free, and {MIN_FREE_MB} MB are needed. Make room."
    return None


def _may_be_made(folder: Path) -> bool:
    above = next((each for each in folder.absolute().parents if each.exists()), Path("/"))
    return os.access(above, os.W_OK | os.X_OK)
