"""Maracs that merge: the old keep their history, the new one says where it comes from."""

from datetime import date
from pathlib import Path

import pytest

from maracdash import queries, words
from maracdash.intake.accept.acceptance import accept_files
from maracdash.intake.existing_data import read_existing_data
from maracdash.intake.preview import drafts
from maracdash.model.audiences import Audience
from maracdash.model.people import LOCAL
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.reading.reader import Reader
from tests.support.prepared_folders import copy_prepared
from tests.support.upload_files import check, make_file, make_returns

HEADER = "code,name,level,parent,valid_from,valid_to,successor\n"
COUNTRY = "U1,Albany,uk,,,,\nC1,Angle,country,U1,,,\nR1,Midmarch,region,C1,,,\nN1,Northshire,force,R1,,,\n"
MERGED = (
    "A1,Ashby,marac,N1,,2024-03-31,Greater Ashby\nB1,Birchford,marac,N1,,2024-03-31,G1\n"
    "G1,Greater Ashby,marac,N1,2024-04-01,,\n"
)
RETURNS = make_returns(
    *(f"{code},2024-Q1,3,40" for code in ("A1", "B1")), "G1,2024-Q2,3,80", header="marac,quarter,entries,cases"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_prepared(build_folder, tmp_path)


def build_folder(folder: Path) -> None:
    areas = make_file(f"{HEADER}{COUNTRY}{MERGED}", "areas.csv")
    assert accept_files(folder, [areas, RETURNS], "Ada", accept_warnings=True).id


def lines(folder: Path, marac: str, quarter: Quarter) -> tuple[str, ...]:
    selection = Selection(marac=marac, quarter=quarter, indicator="cases")
    return words.write_source_lines(Reader(folder, Audience.FULL).ask(queries.TREND, selection))


def test_a_formed_marac_says_from_when_and_from_which(folder: Path):
    place = (
        Reader(folder, Audience.FULL)
        .ask(queries.COMPARISON, Selection(marac="G1", quarter=Quarter(2024, 2), indicator="cases"))
        .hierarchy
    )
    assert place.merger is not None
    assert (place.merger.on, [each.name for each in place.merger.maracs]) == (
        date(2024, 4, 1),
        ["Ashby", "Birchford"],
    )
    said = "Formed on 1 April 2024 from Ashby and Birchford; 12-month figures since then count their earlier cases too."
    assert said in lines(folder, "G1", Quarter(2024, 2))


def test_a_merged_marac_keeps_its_history_and_says_where_it_went(folder: Path):
    assert "Closed on 31 March 2024; part of Greater Ashby since." in lines(folder, "A1", Quarter(2024, 1))
    names = [each.area.name for each in read_existing_data(folder).directory.listings if each.successor == "G1"]
    assert sorted(names) == ["Ashby", "Birchford"]


def test_the_preview_of_the_new_marac_counts_what_the_release_will(folder: Path):
    years = make_returns(
        *(f"{code},{quarter},3,40" for code in ("A1", "B1") for quarter in ("2023-Q3", "2023-Q4")),
        "G1,2024-Q2,3,90",
        header="marac,quarter,entries,cases",
    )
    draft = drafts.create_draft(folder, [years], "Bea", sender=LOCAL)
    seen = {each.area.code: (each.was, each.now) for each in draft.preview.headlines if each.indicator.slug == "cases"}
    assert seen["G1"] == (None, 6 * 40 + 90)
    assert drafts.accept_draft(folder, draft.id, "Bea", tuple(map(str, draft.report.warnings)), "Late", sender=LOCAL).id
    selection = Selection(marac="G1", quarter=Quarter(2024, 2), indicator="cases")
    own = next(
        each
        for each in Reader(folder, Audience.FULL).ask(queries.COMPARISON, selection).maracs
        if each.area.code == "G1"
    )
    assert own.value.number == 330


def test_a_later_areas_file_renames_and_keeps_the_merger(folder: Path):
    again = make_file("code,name,level,parent,valid_from\nG1,Ashby and Birchford,marac,N1,2024-04-01\n", "areas.csv")
    assert accept_files(folder, [again], "Ada", accept_warnings=True).id
    assert "Closed on 31 March 2024; part of Ashby and Birchford since." in lines(folder, "A1", Quarter(2024, 1))


def test_maracs_that_become_part_of_each_other_are_refused():
    rows = "D1,Dale,marac,N1,,2024-03-31,E1\nE1,Elm,marac,N1,,2024-03-31,D1\nH1,Heath,marac,N1,,2024-03-31,D1\n"
    errors = check(make_file(f"{HEADER}{COUNTRY}{rows}", "areas.csv")).errors
    assert [(each.row, each.column) for each in errors] == [(6, "successor"), (7, "successor")]
    assert errors[0].message.startswith("These Maracs would have become part of each other.")


def test_one_that_is_there_already_needs_a_new_population(folder: Path):
    row = make_file("code,name,level,parent,valid_to,successor\nD1,Dale,marac,N1,2024-06-30,G1\n", "areas.csv")
    (warning,) = check(row, known=read_existing_data(folder)).warnings
    assert warning.message.startswith("Dale becomes part of Greater Ashby, which is there already")
    again = make_file("code,name,level,parent,valid_to,successor\nA1,Ashby,marac,N1,2024-03-31,G1\n", "areas.csv")
    assert check(again, known=read_existing_data(folder)).problems == ()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("D1,Dale,marac,N1,,,G1", "A Marac with a successor has closed: give valid_to too."),
        ("D1,Dale,marac,N1,,2024-03-31,Narnia", "There is no Marac called “Narnia”."),
        ("D1,Dale,marac,N1,,2024-03-31,D1", "A Marac does not succeed itself."),
        ("S1,Southshire,force,R1,,2024-03-31,G1", "Only a Marac has a successor."),
    ],
)
def test_each_bad_successor(row: str, expected: str):
    (problem,) = check(make_file(f"{HEADER}{COUNTRY}{MERGED}{row}\n", "areas.csv")).errors
    assert problem.column == "successor"
    assert problem.message.startswith(expected)
