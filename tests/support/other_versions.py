"""Another version of the program: a copy of this one, changed in a word, that runs as a process of its own."""

from __future__ import annotations

import shutil
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from tests.support.forked_programs import ROOT, run_program
from tests.support.servers import Served, serve

COPIED = ("maracdash", "layouts", "callbacks")
LINKED = ("app.py", "assets", "data", "pyproject.toml")
BUILD, FORMAT = "maracdash/store/releases/build.py", "maracdash/store/data_format.py"


@dataclass(frozen=True)
class OtherVersion:
    """Another version, by its folder."""

    place: Path

    def run(self, *words: str | Path) -> str:
        """Run a command of it; what it said, whether it worked or not."""
        done = run_program(*words, place=self.place)
        return done.stdout + done.stderr

    def serve(self, folder: Path, log: Path) -> AbstractContextManager[Served]:
        """Serve a data folder with it, by one process that answers."""
        return serve(folder, log, place=self.place, WORKERS="1")


def copy_program(place: Path, file: str, before: str, after: str) -> OtherVersion:
    """Copy this program and change a word in one of its files."""
    for each in COPIED:
        shutil.copytree(ROOT / each, place / each)
    for each in LINKED:
        (place / each).symlink_to(ROOT / each)
    text = (place / file).read_text(encoding="utf-8")
    assert text.count(before) == 1
    (place / file).write_text(text.replace(before, after), encoding="utf-8")
    return OtherVersion(place)


def copy_with_other_recipe(place: Path) -> OtherVersion:
    """A version that builds releases by another recipe of the same meaning, from the same files."""
    return copy_program(place, BUILD, "select 1 from reference r\n", "select 1 from  reference r\n")


def copy_with_newer_format(place: Path) -> OtherVersion:
    """A version that writes a newer format of the data folder, and so builds by another recipe too."""
    copied = copy_with_other_recipe(place)
    path = place / FORMAT
    path.write_text(path.read_text(encoding="utf-8").replace("FORMAT = 2\n", "FORMAT = 3\n"), encoding="utf-8")
    return copied
