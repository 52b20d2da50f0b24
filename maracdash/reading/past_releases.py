"""Every release there ever was, each to be read by `Reader.at`."""

from __future__ import annotations

from datetime import date

from maracdash.model.answers import ReleaseNote
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import release_folder
from maracdash.store.releases.release_log import ReleaseLogEntry, find_entry, find_entry_on, list_entries


def list_past_releases(reader: Reader) -> tuple[ReleaseNote, ...]:
    """Newest first, the current one too; of those that the reader's audience may see."""
    every = list_entries(release_folder(reader.folder, reader.audience))
    return tuple(_make_note(each) for each in every if reader.may_show(each.release.rule))


def find_release(reader: Reader, text: str) -> ReleaseNote:
    """Find a release by its id or by the time in it, its figures kept or not. Raises NotFoundError as `Reader.at`."""
    entry = find_entry(release_folder(reader.folder, reader.audience), text)
    reader.check_rule(entry.release.id, entry.release.rule)
    return _make_note(entry)


def find_release_on(reader: Reader, day: date) -> ReleaseNote | None:
    """Find the release that was current at the end of a day; None before the first that the audience may see."""
    entry = find_entry_on(release_folder(reader.folder, reader.audience), day)
    return _make_note(entry) if entry and reader.may_show(entry.release.rule) else None


def _make_note(entry: ReleaseLogEntry) -> ReleaseNote:
    return ReleaseNote(
        id=entry.release.id,
        published_at=entry.release.published_at,
        data_as_at=entry.release.data_as_at.date(),
        demonstration=entry.release.demonstration,
    )
