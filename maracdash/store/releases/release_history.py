"""What has been published: every release with the submissions that came and went since the one before."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from maracdash.model.quarters import Quarter
from maracdash.store.releases import release_log
from maracdash.store.releases.publish import FOLDER
from maracdash.store.releases.release_log import Entry
from maracdash.store.submissions.manifests import Manifest, submissions


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One release and what it brought: submissions that count since, and those that count no longer."""

    entry: Entry
    added: tuple[Manifest, ...] = ()
    removed: tuple[Manifest, ...] = ()

    @property
    def quarters(self) -> frozenset[Quarter]:
        """Those that the submissions which came and went tell of."""
        return frozenset(Quarter.parse(each) for note in (*self.added, *self.removed) for each in note.quarters)

    @property
    def only_withdraws(self) -> bool:
        """Whether it took submissions out and brought none."""
        return bool(self.removed) and not self.added


def editions(folder: Path) -> tuple[Edition, ...]:
    """Every release with what it changed, newest first."""
    entries = release_log.entries(folder / FOLDER)
    notes = {each.id: each for each in submissions(folder)}
    return tuple(_edition(entry, earlier, notes) for entry, earlier in zip_longest(entries, entries[1:]))


def between(folder: Path, then: str, now: str) -> Edition:
    """What any later release holds beyond an earlier one, by their ids. Raises UnknownThing."""
    notes = {each.id: each for each in submissions(folder)}
    return _edition(release_log.find(folder / FOLDER, now), release_log.find(folder / FOLDER, then), notes)


def _edition(entry: Entry, earlier: Entry | None, notes: dict[str, Manifest]) -> Edition:
    before = earlier.submissions if earlier else ()
    return Edition(
        entry=entry,
        added=tuple(notes[each] for each in entry.submissions if each not in before and each in notes),
        removed=tuple(notes[each] for each in before if each not in entry.submissions and each in notes),
    )
