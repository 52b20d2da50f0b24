"""Folders of files that come with the program: those of the clone, or under share/maracdash where it is installed."""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path

CLONE = Path(__file__).parents[1]
OWN_NAME = 'name = "maracdash"'
SHARED = "share/maracdash"
"""Where pyproject.toml puts them, in the data scheme of a wheel."""


def find_program_folder(name: str) -> Path:
    """Find one of these folders by its path in the clone. Raises FileNotFoundError where the installation lacks it.

    By the list of installed files: a virtual environment, `--user` and `--target` each have another place.
    """
    if _is_clone():
        return CLONE / name
    installed = distribution("maracdash")
    for each in installed.files or ():
        if each.parent.as_posix().endswith(f"{SHARED}/{name}"):
            return Path(str(installed.locate_file(each))).resolve().parent
    raise FileNotFoundError(f"{SHARED}/{name}")


def _is_clone() -> bool:
    """Tell a clone from an installation, where another package may have left its project file beside ours."""
    try:
        return OWN_NAME in (CLONE / "pyproject.toml").read_text(encoding="utf-8")
    except OSError:
        return False


ASSETS_FOLDER = find_program_folder("assets")
REFERENCE_FOLDER = find_program_folder("data/reference")
