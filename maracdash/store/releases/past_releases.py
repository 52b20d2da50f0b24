"""Past releases, queried like the current one: from their file if it is kept, else built again as they were."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

import duckdb

from maracdash.model.audiences import Audience
from maracdash.model.errors import NoReleaseError, NotFoundError, NotKeptError, StorageError
from maracdash.store.folder_names import RELEASES_FOLDER, SAFE_RELEASES_FOLDER
from maracdash.store.folder_names import SUBMISSIONS_FOLDER as SUBMISSIONS
from maracdash.store.releases import release_log
from maracdash.store.releases.build import build_release
from maracdash.store.releases.connections import ReleaseConnection, open_release
from maracdash.store.releases.publish import find_reference_folder, release_folder, remove_releases_built_first
from maracdash.store.releases.release_log import ReleaseLogEntry
from maracdash.store.releases.safe_release import build_safe_release
from maracdash.store.releases.served_releases import Releases
from maracdash.store.submissions import checksums
from maracdash.store.submissions.manifests import lock_folder, read_manifests
from maracdash.store.submissions.normalised_files import SubmissionFolder
from maracdash.store.submissions.submission_folders import list_folders_in_force, list_withdrawn_folders

MAX_OPEN_RELEASES = 4


class PastRelease(Releases):
    """One release of a data folder, for ever the same. Raises NotFoundError where there never was such a release.

    One that is not kept any more is built again only where it `rebuilds`.
    """

    def __init__(self, folder: Path, text: str, audience: Audience, *, rebuilds: bool = True) -> None:
        super().__init__(folder, audience)
        self._rebuilds = rebuilds
        entry = release_log.find_entry(release_folder(folder, audience), text)
        self.id, self.rule = entry.release.id, entry.release.rule

    def current(self) -> ReleaseConnection:
        """The release as it was published.

        Raises NotKeptError where it would have to be built again and is not to be, NoReleaseError when it can neither
        be read nor built again, NewerFormatError as the newest one does.
        """
        return _CONNECTIONS.get_connection(self.folder, self.id, self.audience, rebuilds=self._rebuilds)

    def _repair(self, damaged: ReleaseConnection) -> ReleaseConnection:
        _CONNECTIONS.drop(self.folder, damaged.note.id, self.audience)
        for each in (RELEASES_FOLDER, SAFE_RELEASES_FOLDER):
            (self.folder / each / f"{self.id}.duckdb").unlink(missing_ok=True)
        return self.current()


class ConnectionCache:
    """Cache of the few past releases used last, kept open; each process after a fork opens its own."""

    def __init__(self) -> None:
        self._reset()

    def get_connection(self, folder: Path, release: str, audience: Audience, *, rebuilds: bool) -> ReleaseConnection:
        """The open release, opened or built again where it is not in the cache. Raises NotKeptError."""
        if self._pid != os.getpid():
            for each in self._open.values():
                each.abandon()
            self._reset()
        with self._lock:
            key = (folder, release, audience)
            found = self._open.pop(key, None) or _open(folder, release, audience, rebuilds=rebuilds)
            self._open[key] = found
            while len(self._open) > MAX_OPEN_RELEASES:
                self._open.popitem(last=False)
            return found

    def drop(self, folder: Path, release: str, audience: Audience) -> None:
        """Drop a damaged release from the cache."""
        with self._lock:
            self._open.pop((folder, release, audience), None)

    def _reset(self) -> None:
        self._pid = os.getpid()
        self._lock = threading.Lock()
        self._open: OrderedDict[tuple[Path, str, Audience], ReleaseConnection] = OrderedDict()


_CONNECTIONS = ConnectionCache()


def _open(folder: Path, release: str, audience: Audience, *, rebuilds: bool) -> ReleaseConnection:
    try:
        return open_release(folder, release, audience)
    except (duckdb.Error, OSError) as error:
        if rebuilds:
            return _rebuild(folder, release, audience)
        raise NotKeptError(
            f"The figures of {release} are not kept any more, and are not worked out again for the public."
        ) from error


def _rebuild(folder: Path, release: str, audience: Audience) -> ReleaseConnection:
    """Build it again without later submissions and with those withdrawn since. Nothing is ever deleted."""
    entry = release_log.find_entry(folder / RELEASES_FOLDER, release)
    gone = [each for each in entry.submissions if not (folder / SUBMISSIONS / each).is_dir()]
    if gone:
        raise NotFoundError(
            f"Release {entry.release.id} cannot be shown: its submission {gone[0]} is not in the data folder any more."
        )
    try:
        with lock_folder(folder, everywhere=False):
            try:
                return open_release(folder, release, audience)  # another process was quicker
            except (duckdb.Error, OSError):
                everything = read_manifests(folder)
                in_force = [each for each in everything if each.id in entry.submissions]
                checksums.verify_checksums(folder, in_force)
                of_then = [each for each in everything if each.accepted_at <= entry.release.published_at]
                places = [*list_folders_in_force(folder, in_force), *list_withdrawn_folders(folder, of_then)]
                _build_both(folder, entry, places)
            rebuilt = open_release(folder, release, audience)
            remove_releases_built_first(folder)
            return rebuilt
    except (StorageError, duckdb.Error, OSError) as error:
        raise NoReleaseError(f"The earlier release {entry.release.id} could not be built again: {error}") from error


def _build_both(folder: Path, entry: ReleaseLogEntry, submissions: Sequence[SubmissionFolder]) -> None:
    name, final = f".building-{os.getpid()}-{entry.release.id}.duckdb", f"{entry.release.id}.duckdb"
    full, safe = folder / RELEASES_FOLDER, folder / SAFE_RELEASES_FOLDER
    safe.mkdir(exist_ok=True)
    try:
        for each in (full / name, safe / name):
            each.unlink(missing_ok=True)
        build_release(full / name, entry.release, submissions, find_reference_folder())
        build_safe_release(safe / name, full / name, entry.release.rule)
        for place in (safe, full):
            (place / name).replace(place / final)
    finally:
        for each in (full / name, safe / name):
            each.unlink(missing_ok=True)
