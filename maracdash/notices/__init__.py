"""Notices for readers, worked out from submissions and releases each time: nothing is stored twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from maracdash.model.audiences import Audience
from maracdash.model.notices import Notification
from maracdash.model.people import Person
from maracdash.notices.failed_checks import list_failed_checks
from maracdash.notices.guidance_changes import list_guidance_changes
from maracdash.notices.missing_returns import list_missing_returns
from maracdash.notices.release_notices import list_publications, list_release_notices
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import current_release_path

MAX_NOTICES = 500


def collect_notices(reader: Reader, today: date, due_days: int, person: Person) -> tuple[Notification, ...]:
    """Every notice of a data folder, newest first, at most as many as anybody would read.

    Who sent what is for those with rights in its areas, what was not kept for those who may send it.
    """
    folder: Path = reader.folder
    public = reader.audience == Audience.SAFE
    found = [*(() if public else list_failed_checks(reader, person)), *list_guidance_changes(folder)]
    if current_release_path(folder, reader.audience) is not None:
        found += [
            *(list_publications(reader) if public else list_release_notices(reader, person)),
            *list_missing_returns(reader, today, due_days),
        ]
    return tuple(sorted(found, key=lambda each: (each.when, each.id), reverse=True)[:MAX_NOTICES])
