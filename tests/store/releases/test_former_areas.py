"""Areas that an areas file changes: a total of today tells no small count beside that of the release before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from maracdash import queries
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter
from maracdash.model.values import Value
from maracdash.model.withheld_reasons import WithheldReason
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import publish_release
from tests.support import folders
from tests.support.prepared_folders import copy_prepared

LAST = Quarter(2024, 4)
PUBLISHED_AT = datetime(2025, 2, 1, tzinfo=UTC)
FORCES = {"F1": ("M1", "M2", "M3", "M4", "M5", "M6"), "F2": ("N1", "N2", "N3", "N4")}
YEARS = {
    "M1": (6, 5, 5, 5),
    "M2": (7, 5, 5, 5),
    "M3": (2, 2, 2, 1),
    "M4": (1, 1, 1, 1),
    "M5": (1, 1, 1, 1),
    "M6": (1, 0, 0, 0),
    "N1": (5, 5, 5, 5),
    "N2": (5, 5, 5, 5),
    "N3": (1, 1, 1, 0),
    "N4": (1, 1, 1, 1),
}
"""Cases by quarter, newest first: 59 of the first force, 52 of them without M3."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_prepared(build_folder, tmp_path)


def build_folder(folder: Path) -> None:
    rows = [
        folders.quarterly_return(code, LAST - back, cases=each)
        for code, counts in YEARS.items()
        for back, each in enumerate(counts)
    ]
    folders.submit(folder, areas=folders.build_country(FORCES), returns=rows)
    publish_release(folder, PUBLISHED_AT)
    assert find_cases(folder, Audience.SAFE, "F1").number == 60
    assert find_cases(folder, Audience.FULL, "F1").number == 59


def test_a_marac_that_moves_is_no_difference_of_two_totals(folder: Path) -> None:
    publish_areas(folder, [{"level": "marac", "code": "M3", "name": "Marac M3", "parent": "F2"}])
    assert find_cases(folder, Audience.FULL, "F1").number == 52
    assert find_cases(folder, Audience.SAFE, "F1").reason == WithheldReason.TELLING_TOTAL.words


def test_nor_is_one_that_is_closed_in_hindsight(folder: Path) -> None:
    closed = {"level": "marac", "code": "M3", "name": "Marac M3", "parent": "F1", "valid_to": date(2024, 6, 30)}
    publish_areas(folder, [closed])
    assert find_cases(folder, Audience.FULL, "F1").number == 52
    assert find_cases(folder, Audience.SAFE, "F1").reason == WithheldReason.TELLING_TOTAL.words


def test_a_total_that_leaves_room_beside_the_old_areas_is_shown(folder: Path) -> None:
    publish_areas(folder, [{"level": "marac", "code": "N4", "name": "Marac N4", "parent": "F1"}])
    assert find_cases(folder, Audience.FULL, "F1").number == 63
    assert find_cases(folder, Audience.SAFE, "F1").number == 65


def test_the_same_areas_again_change_nothing(folder: Path) -> None:
    before = Reader(folder, Audience.SAFE).ask(queries.TIDY_TABLE, LAST).cells
    publish_areas(folder, folders.build_country(FORCES))
    assert Reader(folder, Audience.SAFE).ask(queries.TIDY_TABLE, LAST).cells == before


def publish_areas(folder: Path, areas: Sequence[Mapping[str, Any]]) -> None:
    folders.submit(folder, areas=areas)
    publish_release(folder, PUBLISHED_AT)


def find_cases(folder: Path, audience: Audience, code: str) -> Value:
    cells = Reader(folder, audience).ask(queries.TIDY_TABLE, LAST, levels=(Level.FORCE,), slugs=("cases",)).cells
    return next(cell.value for cell in cells if cell.area.code == code)
