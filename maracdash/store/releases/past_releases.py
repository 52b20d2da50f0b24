"""An earlier release, asked like the current one: its file where it is still kept, else built again as it was."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from pathlib import Path

import duckdb

from maracdash.model.errors import CannotKeep, NoRelease, UnknownThing
from maracdash.store.releases import release_log
from maracdash.store.releases.build import build
from maracdash.store.releases.connections import Opened, Releases, opened
from maracdash.store.releases.publish import FOLDER, reference
from maracdash.store.releases.release_log import Entry
from maracdash.store.submissions import checksums
from maracdash.store.submissions.manifests import FOLDER as SUBMISSIONS
from maracdash.store.submissions.manifests import lock, submissions

KEPT_OPEN = 4


class Earlier(Releases):
    """One release of a data folder, for ever the same. Raises UnknownThing where there never was such a release."""

    def __init__(self, folder: Path, text: str) -> None:
        super().__init__(folder)
        self.id = release_log.find(folder / FOLDER, text).release.id

    def current(self) -> Opened:
        """The release as it was published. Raises NoRelease when it can neither be read nor built again."""
        return _SHELF.taken(self.folder, self.id)

    def _mended(self, damaged: Opened) -> Opened:
        _SHELF.drop(self.folder, damaged.note.id)
        (self.folder / FOLDER / f"{self.id}.duckdb").unlink(missing_ok=True)
        return self.current()


class Shelf:
    """The few earlier releases that were asked for last, kept open; each process after a fork opens its own."""

    def __init__(self) -> None:
        self._begin()

    def taken(self, folder: Path, release: str) -> Opened:
        """The open release, opened or built again where it is not on the shelf."""
        if self._pid != os.getpid():
            for each in self._open.values():
                each.abandon()
            self._begin()
        with self._lock:
            found = self._open.pop((folder, release), None) or _opened(folder, release)
            self._open[folder, release] = found
            while len(self._open) > KEPT_OPEN:
                self._open.popitem(last=False)
            return found

    def drop(self, folder: Path, release: str) -> None:
        """Take a damaged one away."""
        with self._lock:
            self._open.pop((folder, release), None)

    def _begin(self) -> None:
        self._pid = os.getpid()
        self._lock = threading.Lock()
        self._open: OrderedDict[tuple[Path, str], Opened] = OrderedDict()


_SHELF = Shelf()


def _opened(folder: Path, release: str) -> Opened:
    path = folder / FOLDER / f"{release}.duckdb"
    try:
        return opened(path)
    except (duckdb.Error, OSError):
        return _rebuilt(folder, release_log.find(folder / FOLDER, release), path)


def _rebuilt(folder: Path, entry: Entry, path: Path) -> Opened:
    """Later submissions left out, withdrawn ones that counted then put back: nothing is ever deleted."""
    places = [(int(each.partition("-")[0]), folder / SUBMISSIONS / each) for each in entry.submissions]
    gone = [place.name for _, place in places if not place.is_dir()]
    if gone:
        raise UnknownThing(
            f"Release {entry.release.id} cannot be shown: its submission {gone[0]} is not in the data folder any more."
        )
    beside = path.with_name(f".building-{os.getpid()}-{path.name}")
    try:
        with lock(folder):
            try:
                return opened(path)  # another process was quicker
            except (duckdb.Error, OSError):
                beside.unlink(missing_ok=True)
                checksums.verify(folder, [each for each in submissions(folder) if each.id in entry.submissions])
                build(beside, entry.release, places, reference())
                beside.replace(path)
            return opened(path)
    except (CannotKeep, duckdb.Error, OSError) as error:
        beside.unlink(missing_ok=True)
        raise NoRelease(f"The earlier release {entry.release.id} could not be built again: {error}") from error
