"""Every release there ever was, each to be read by `Reader.at`."""

from __future__ import annotations

from maracdash.model.answers import ReleaseNote
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import release_folder
from maracdash.store.releases.release_log import list_entries


def list_past_releases(reader: Reader) -> tuple[ReleaseNote, ...]:
    """Newest first, the current one too."""
    return tuple(
        ReleaseNote(
            id=each.release.id,
            published_at=each.release.published_at,
            data_as_at=each.release.data_as_at.date(),
            demonstration=each.release.demonstration,
        )
        for each in list_entries(release_folder(reader.folder, reader.audience))
    )
