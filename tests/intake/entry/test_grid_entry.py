"""Rows of the grid join the meetings of their quarter that are held."""

from datetime import date
from pathlib import Path

import pytest

from maracdash.intake.accept.acceptance import accept_files
from maracdash.intake.entry.grid_entry import build_grid_file
from maracdash.intake.existing_data import read_existing_data
from maracdash.intake.files import UploadedFile
from maracdash.model.people import LOCAL
from maracdash.model.quarters import Quarter
from maracdash.store.submissions import held_meetings
from tests.support.prepared_folders import copy_prepared
from tests.support.upload_files import make_areas, make_returns

HELD = ("B1,2024-04-03,10,3,12,6", "B1,2024-04-17,20,5,22,8", "B1,2024-07-03,7,1,2,1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_prepared(build_folder, tmp_path)


def build_folder(folder: Path) -> None:
    assert accept_files(folder, [make_areas(), make_returns(*HELD)], "Ada").id


def joined(folder: Path, text: str) -> UploadedFile:
    return build_grid_file(folder, read_existing_data(folder).directory, text.encode(), sender=LOCAL)


def test_meetings_held_of_the_same_quarter_come_after_what_was_typed(folder: Path):
    sent = joined(folder, "marac,meeting_date,cases,repeats\nbirchford,1/5/2024,30,2\nB1,17/4/2024,21,5\n")
    assert sent.content.decode().splitlines() == [
        "marac,meeting_date,cases,repeats,children,cases_with_children",
        "birchford,1/5/2024,30,2,,",
        "B1,17/4/2024,21,5,,",
        "B1,2024-04-03,10,3,12,6",
    ]
    assert accept_files(folder, [sent], "Bea", accept_warnings=True).id
    held = held_meetings.read_held_meetings(folder, "B1", Quarter(2024, 2))
    assert [(each.day, each.counts["cases"]) for each in held] == [
        (date(2024, 4, 3), 10),
        (date(2024, 4, 17), 21),
        (date(2024, 5, 1), 30),
    ]
    assert len(held_meetings.read_held_meetings(folder, "B1", Quarter(2024, 3))) == 1


def test_rows_that_cannot_be_read_stay_as_they_are_for_the_check(folder: Path):
    text = "marac,meeting_date,cases\nNowhere,2024-04-03,1\nB1,31/11/2024,2\n,,3\n"
    assert joined(folder, text).content.decode() == text


@pytest.mark.parametrize("text", ["", "colour\nred\n", "marac,meeting_date,cases\nB1,2024-04-03,1,2\n", "\udcff"])
def test_what_the_grid_does_not_send_goes_on_as_it_came(folder: Path, text: str):
    content = text.encode(errors="surrogateescape")
    assert build_grid_file(folder, read_existing_data(folder).directory, content, sender=LOCAL).content == content
