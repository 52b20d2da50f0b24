"""A quarter that still runs waits in the record until it has ended."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from maracdash import queries
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Status, Value
from maracdash.queries.areas import list_quarters
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import publish_release
from maracdash.store.releases.quarter_rollover import publish_ended_quarter
from maracdash.store.releases.served_releases import Releases
from tests.support import folders

LAST = Quarter(2024, 4)
RUNNING = LAST + 1
BEFORE_ITS_END = datetime(2025, 3, 30, 12, tzinfo=UTC)
ON_ITS_LAST_DAY = datetime(2025, 3, 31, 12, tzinfo=UTC)


def cases(folder: Path, marac: str, quarter: Quarter) -> Value:
    """Cases of one quarter."""
    cells = (
        Reader(folder, Audience.FULL)
        .ask(queries.TIDY_TABLE, quarter, window=Window.QUARTER, levels=(Level.MARAC,), slugs=("cases",))
        .cells
    )
    return next(each.value for each in cells if each.area.code == marac)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two Maracs, one of which has already met in the running quarter."""
    folders.submit(
        tmp_path,
        areas=folders.build_country({"F1": ("M1", "M2")}),
        returns=[folders.quarterly_return(marac, LAST - back, cases=20) for marac in ("M1", "M2") for back in range(4)],
    )
    folders.submit(tmp_path, returns=[folders.quarterly_return("M1", RUNNING, cases=2)])
    return tmp_path


def test_an_early_meeting_makes_no_quarter(folder: Path) -> None:
    publish_release(folder, BEFORE_ITS_END)
    assert list_quarters(Releases(folder).current())[-1] == LAST


def test_it_counts_once_the_quarter_has_ended_without_a_new_submission(folder: Path) -> None:
    before = publish_release(folder, BEFORE_ITS_END)
    after = publish_release(folder, ON_ITS_LAST_DAY)
    assert before != after
    assert cases(folder, "M1", RUNNING).number == 2
    assert cases(folder, "M2", RUNNING).status is Status.PROXIED


def test_another_day_of_the_same_quarter_makes_no_release(folder: Path) -> None:
    assert publish_release(folder, datetime(2025, 1, 2, tzinfo=UTC)) == publish_release(folder, BEFORE_ITS_END)


def test_serving_begins_with_the_quarters_that_have_ended(folder: Path) -> None:
    publish_release(folder, BEFORE_ITS_END)
    assert publish_ended_quarter(folder)
    assert publish_ended_quarter(folder) is None
    assert list_quarters(Releases(folder).current())[-1] == RUNNING
