"""A whole force in a Marac's stead: where only forces are published, they are what a reader compares."""

from __future__ import annotations

from pathlib import Path

import pytest

from maracdash import figures, queries, words
from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files
from maracdash.model.answers import AreaRole
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.reading.reader import Reader
from tests.support.prepared_folders import copy_prepared

TIDY = """level,area_code,area,quarter,indicator,value
force,E23000001,Metropolitan Police,2019-Q1,cases,12518
force,E23000001,Metropolitan Police,2020-Q1,cases,13066
force,E23000001,Metropolitan Police,2020-Q1,cases-per-10k,39.0824
force,E23000005,Greater Manchester,2020-Q1,cases-per-10k,52.5
force,E23000034,City of London,2020-Q1,cases-per-10k,30
"""


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """Published figures of three forces and not one Marac."""
    return Reader(copy_prepared(build_folder, tmp_path), Audience.FULL)


def build_folder(folder: Path) -> None:
    assert accept_files(folder, [UploadedFile("published.csv", TIDY.encode())], "test").id


def test_a_reader_starts_at_a_force_where_there_are_no_maracs(reader):
    start = reader.ask(queries.DEFAULT_SELECTION, force="Metropolitan Police")
    assert (start.marac, str(start.quarter)) == ("E23000001", "2020-Q1")
    offered = [force.name for force, maracs in reader.ask(queries.CHOICES).forces if not maracs]
    assert offered == ["City of London", "Greater Manchester", "Metropolitan Police"]


def test_a_force_stands_beside_forces_of_its_region_and_of_its_group(reader):
    chosen = Selection(marac="Metropolitan Police", quarter=Quarter(2020, 1), indicator="cases-per-10k")
    answer = reader.ask(queries.COMPARISON, reader.ask(queries.RESOLVED_SELECTION, chosen))
    seen = {point.area.name: (point.role, point.value.number) for point in answer.maracs if point.value.known}
    assert seen == {
        "Greater Manchester": (AreaRole.GROUP_MARAC, 52.5),
        "Metropolitan Police": (AreaRole.OWN, 39.0824),
        "City of London": (AreaRole.FORCE_MARAC, 30.0),
    }
    assert (answer.rank, answer.ranked) == (1, 2)
    assert answer.hierarchy.force is None
    legend = {key.name for key in figures.build_legend(answer)}
    assert {"This force", "Forces of London", "Forces of the similar group"} <= legend
    assert "2 with figures in the region" in words.write_card(answer).position
    assert {row.what for row in words.build_figure_rows(answer)} >= {
        "this force",
        "force of the region",
        "force of the similar group",
    }


def test_a_forces_years_are_a_trend(reader):
    chosen = Selection(marac="E23000001", quarter=Quarter(2020, 1), indicator="cases")
    own = reader.ask(queries.TREND, chosen).series[0]
    assert [value.number for value in own.values] == [12518, 13066]
