"""Files of the repository: what git keeps or would keep, and where git cannot say, what is there but made things."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


def list_files(*folders: str) -> list[Path]:
    """Paths relative to the top, of all folders or of those."""
    listed = _ask_git(folders)
    if listed is not None:
        return listed
    found = sorted(_walk(ROOT))
    return [each for each in found if not folders or any(each.is_relative_to(folder) for folder in folders)]


def _ask_git(folders: tuple[str, ...]) -> list[Path] | None:
    """None without git, and where what is here is no clone but an unpacked archive."""
    if not (shutil.which("git") and (ROOT / ".git").exists()):
        return None
    trusting = ["git", "-c", f"safe.directory={ROOT}"]  # also where somebody else has made the clone
    listing = [*trusting, "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *folders]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [Path(name) for name in names.split("\0") if name]


def _walk(folder: Path) -> Iterator[Path]:
    made = [each.strip("/") for each in (ROOT / ".gitignore").read_text(encoding="utf-8").split()] + [".git"]
    for place, inner, names in os.walk(folder):
        here = Path(place).relative_to(ROOT)
        inner[:] = [each for each in inner if not _is_made(here / each, made)]
        yield from (here / each for each in names if not _is_made(here / each, made))


def _is_made(path: Path, made: list[str]) -> bool:
    return any(path.match(pattern) for pattern in made)
