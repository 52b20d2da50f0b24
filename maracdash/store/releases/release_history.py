"""Published releases, each with the submissions that came and went since the one before."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from maracdash.model.quarters import Quarter
from maracdash.store.folder_names import RELEASES_FOLDER
from maracdash.store.releases import release_log
from maracdash.store.releases.release_log import ReleaseLogEntry
from maracdash.store.submissions.manifests import Manifest, read_manifests


@dataclass(frozen=True, kw_only=True)
class ReleaseDiff:
    """Difference of a release from an earlier one: submissions that count since, and those that count no longer."""

    entry: ReleaseLogEntry
    added: tuple[Manifest, ...] = ()
    removed: tuple[Manifest, ...] = ()

    @property
    def quarters(self) -> frozenset[Quarter]:
        """Quarters of the submissions that were added or removed."""
        return frozenset(Quarter.parse(each) for manifest in (*self.added, *self.removed) for each in manifest.quarters)

    @property
    def only_withdraws(self) -> bool:
        """True if submissions were removed and none added."""
        return bool(self.removed) and not self.added


def list_release_diffs(folder: Path) -> tuple[ReleaseDiff, ...]:
    """List every release with what it changed, newest first."""
    entries = release_log.list_entries(folder / RELEASES_FOLDER)
    manifests = {each.id: each for each in read_manifests(folder)}
    return tuple(_build_diff(entry, earlier, manifests) for entry, earlier in zip_longest(entries, entries[1:]))


def diff_releases(folder: Path, then: str, now: str) -> ReleaseDiff:
    """Compare any later release with an earlier one, by their ids. Raises NotFoundError."""
    manifests = {each.id: each for each in read_manifests(folder)}
    return _build_diff(
        release_log.find_entry(folder / RELEASES_FOLDER, now),
        release_log.find_entry(folder / RELEASES_FOLDER, then),
        manifests,
    )


def _build_diff(entry: ReleaseLogEntry, earlier: ReleaseLogEntry | None, manifests: dict[str, Manifest]) -> ReleaseDiff:
    before = earlier.submissions if earlier else ()
    return ReleaseDiff(
        entry=entry,
        added=tuple(manifests[each] for each in entry.submissions if each not in before and each in manifests),
        removed=tuple(manifests[each] for each in before if each not in entry.submissions and each in manifests),
    )
