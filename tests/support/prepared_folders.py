"""Data folders that many tests begin with: made once in a process, by the same doors as ever, and then copied."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

Build = Callable[[Path], object]
"""What fills a folder that is not there yet. It may depend on nothing that a test changes."""


def copy_prepared(build: Build, to: Path) -> Path:
    """Copy what `build` makes of a folder; the copy is the test's own, to write to and to damage."""
    return Path(shutil.copytree(_prepare(build), to, dirs_exist_ok=True))


@cache
def _prepare(build: Build) -> Path:
    place = Path(tempfile.mkdtemp(prefix="maracdash-prepared-"))
    atexit.register(shutil.rmtree, place)
    build(place / "data")
    return place / "data"
