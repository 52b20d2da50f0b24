"""A release says when it was published, and of when its data are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import publish_release
from tests.support import folders

NOW = datetime(2025, 3, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("accepted_at", "data_as_at"),
    [(NOW - timedelta(days=20), NOW - timedelta(days=20)), (NOW + timedelta(days=730), NOW)],
    ids=["as it was accepted", "by a clock that was ahead"],
)
def test_data_are_as_at_the_last_submission_and_never_newer_than_the_release(
    tmp_path: Path, accepted_at: datetime, data_as_at: datetime
) -> None:
    folders.submit(
        tmp_path,
        accepted_at=accepted_at,
        areas=folders.build_country({"F1": ("M1",)}),
        returns=[folders.quarterly_return("M1", Quarter(2024, 4), cases=20)],
    )
    publish_release(tmp_path, NOW)
    assert Reader(tmp_path, Audience.FULL).release.data_as_at == data_as_at.date()
