"""Notices for readers, worked out from submissions and releases each time: nothing is stored twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from maracdash.model.audiences import Audience
from maracdash.model.notices import Notification
from maracdash.notices.failed_checks import list_failed_checks
from maracdash.notices.guidance_changes import list_guidance_changes
from maracdash.notices.missing_returns import list_missing_returns
from maracdash.notices.release_notices import list_publications, list_release_notices
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import current_release_path

MOST_NOTICES = 500


def collect_notices(reader: Reader, today: date, due_days: int) -> tuple[Notification, ...]:
    """Every notice of a data folder, newest first, at most as many as anybody would read.

    The public is not told who sent what.
    """
    folder: Path = reader.folder
    public = reader.audience == Audience.SAFE
    found = [*(() if public else list_failed_checks(reader)), *list_guidance_changes(folder)]
    if current_release_path(folder, reader.audience) is not None:
        found += [
            *(list_publications(reader) if public else list_release_notices(reader)),
            *list_missing_returns(reader, today, due_days),
        ]
    return tuple(sorted(found, key=lambda each: (each.when, each.id), reverse=True)[:MOST_NOTICES])
