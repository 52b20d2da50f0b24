"""What readers are told, worked out from submissions and releases each time: nothing is stored twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from maracdash.model.notices import Notice
from maracdash.notices.failed_checks import failed_checks
from maracdash.notices.guidance_changes import changed_guidance
from maracdash.notices.missing_returns import missing_returns
from maracdash.notices.release_notices import published
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import pointed

NEWEST = 500


def notices(reader: Reader, today: date, due_days: int) -> tuple[Notice, ...]:
    """Every notice of a data folder, newest first, at most as many as anybody would read."""
    folder: Path = reader.folder
    found = [*failed_checks(reader), *changed_guidance(folder)]
    if pointed(folder) is not None:
        found += [*published(reader), *missing_returns(reader, today, due_days)]
    return tuple(sorted(found, key=lambda each: (each.when, each.id), reverse=True)[:NEWEST])
