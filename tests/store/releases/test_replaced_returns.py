"""What a later submission of a Marac's quarter takes the place of, and what it leaves standing."""

from __future__ import annotations

from pathlib import Path

import pytest

from maracdash import queries
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter
from maracdash.model.values import Status, Value
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import publish_release
from tests.support import folders
from tests.support.prepared_folders import copy_prepared

LAST = Quarter(2024, 4)
QUARTERS = [LAST - back for back in range(4)]


def rate(folder: Path) -> Value:
    """The repeat rate of the only Marac's year."""
    publish_release(folder)
    cell, *_ = (
        Reader(folder, Audience.FULL).ask(queries.TIDY_TABLE, LAST, levels=(Level.MARAC,), slugs=("repeat-rate",)).cells
    )
    return cell.value


def send(folder: Path, entries: int = 3, **counts: float) -> str:
    """One submission of four quarters."""
    rows = [{**folders.quarterly_return("M1", quarter, **counts), "entries": entries} for quarter in QUARTERS]
    return folders.submit(folder, returns=rows)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A Marac with 20 cases and 19 repeats a quarter."""
    return copy_prepared(build_folder, tmp_path)


def build_folder(folder: Path) -> None:
    folders.submit(folder, areas=folders.build_country({"F1": ("M1",)}))
    send(folder, cases=20, repeats=19)


def test_other_cases_are_never_combined_with_repeats_of_before(folder: Path) -> None:
    send(folder, cases=10)
    found = rate(folder)
    assert (found.number, found.status) == (None, Status.NOT_COLLECTED)


def test_other_entries_are_never_combined_either(folder: Path) -> None:
    send(folder, entries=2, cases=20)
    assert rate(folder).status is Status.NOT_COLLECTED


def test_a_file_of_the_same_cases_completes_what_is_held(folder: Path) -> None:
    send(folder, cases=20, children=7)
    assert rate(folder).number == 95


def test_the_newest_in_force_decides(folder: Path) -> None:
    folders.withdraw(folder, send(folder, cases=10))
    assert rate(folder).number == 95
    send(folder, cases=10)
    send(folder, cases=20, repeats=5)
    assert rate(folder).number == 25
