"""Past releases, queried like the current one: from their file if it is kept, else built again as they were."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from pathlib import Path

import duckdb

from maracdash.model.errors import NoReleaseError, NotFoundError, StorageError
from maracdash.store.data_format import check_folder_format
from maracdash.store.releases import release_log
from maracdash.store.releases.build import build_release
from maracdash.store.releases.connections import ReleaseConnection, Releases, open_release
from maracdash.store.releases.publish import find_reference_folder
from maracdash.store.releases.release_log import ReleaseLogEntry
from maracdash.store.submissions import checksums
from maracdash.store.submissions.logged_ids import RELEASES_FOLDER
from maracdash.store.submissions.manifests import SUBMISSIONS_FOLDER as SUBMISSIONS
from maracdash.store.submissions.manifests import lock_folder, read_manifests

MAX_OPEN_RELEASES = 4


class PastRelease(Releases):
    """One release of a data folder, for ever the same. Raises NotFoundError where there never was such a release."""

    def __init__(self, folder: Path, text: str) -> None:
        super().__init__(folder)
        self.id = release_log.find_entry(folder / RELEASES_FOLDER, text).release.id

    def current(self) -> ReleaseConnection:
        """The release as it was published.

        Raises NoReleaseError when it can neither be read nor built again, NewerFormatError as the newest one does.
        """
        check_folder_format(self.folder)
        return _CONNECTIONS.get_connection(self.folder, self.id)

    def _repair(self, damaged: ReleaseConnection) -> ReleaseConnection:
        _CONNECTIONS.drop(self.folder, damaged.note.id)
        (self.folder / RELEASES_FOLDER / f"{self.id}.duckdb").unlink(missing_ok=True)
        return self.current()


class ConnectionCache:
    """Cache of the few past releases used last, kept open; each process after a fork opens its own."""

    def __init__(self) -> None:
        self._reset()

    def get_connection(self, folder: Path, release: str) -> ReleaseConnection:
        """The open release, opened or built again where it is not in the cache."""
        if self._pid != os.getpid():
            for each in self._open.values():
                each.abandon()
            self._reset()
        with self._lock:
            found = self._open.pop((folder, release), None) or _open_or_rebuild(folder, release)
            self._open[folder, release] = found
            while len(self._open) > MAX_OPEN_RELEASES:
                self._open.popitem(last=False)
            return found

    def drop(self, folder: Path, release: str) -> None:
        """Drop a damaged release from the cache."""
        with self._lock:
            self._open.pop((folder, release), None)

    def _reset(self) -> None:
        self._pid = os.getpid()
        self._lock = threading.Lock()
        self._open: OrderedDict[tuple[Path, str], ReleaseConnection] = OrderedDict()


_CONNECTIONS = ConnectionCache()


def _open_or_rebuild(folder: Path, release: str) -> ReleaseConnection:
    path = folder / RELEASES_FOLDER / f"{release}.duckdb"
    try:
        return open_release(path)
    except (duckdb.Error, OSError):
        return _rebuild(folder, release_log.find_entry(folder / RELEASES_FOLDER, release), path)


def _rebuild(folder: Path, entry: ReleaseLogEntry, path: Path) -> ReleaseConnection:
    """Build it again without later submissions and with those withdrawn since. Nothing is ever deleted."""
    places = [(int(each.partition("-")[0]), folder / SUBMISSIONS / each) for each in entry.submissions]
    gone = [place.name for _, place in places if not place.is_dir()]
    if gone:
        raise NotFoundError(
            f"Release {entry.release.id} cannot be shown: its submission {gone[0]} is not in the data folder any more."
        )
    beside = path.with_name(f".building-{os.getpid()}-{path.name}")
    try:
        with lock_folder(folder):
            try:
                return open_release(path)  # another process was quicker
            except (duckdb.Error, OSError):
                beside.unlink(missing_ok=True)
                checksums.verify_checksums(
                    folder, [each for each in read_manifests(folder) if each.id in entry.submissions]
                )
                build_release(beside, entry.release, places, find_reference_folder())
                beside.replace(path)
            return open_release(path)
    except (StorageError, duckdb.Error, OSError) as error:
        beside.unlink(missing_ok=True)
        raise NoReleaseError(f"The earlier release {entry.release.id} could not be built again: {error}") from error
