"""What a set of areas, populations or similar forces would change, said before it is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files
from maracdash.intake.existing_data import read_existing_data
from maracdash.intake.preview import drafts
from maracdash.model.people import LOCAL
from maracdash.model.previews import Preview
from tests.support.prepared_folders import copy_prepared
from tests.support.upload_files import check, make_file, make_returns

HEADER = "code,name,level,parent,women_16_plus,meeting_frequency,valid_from,valid_to,successor\n"
ROWS = (
    "U1,Albany,uk,,,,,,",
    "C1,Angle,country,U1,,,,,",
    "R1,Midmarch,region,C1,,,,,",
    "N1,Northshire,force,R1,,,,,",
    "S1,Southshire,force,R1,,,,,",
    "A1,Ashby,marac,N1,20000,weekly,,,",
    "B1,Birchford,marac,N1,20000,weekly,,,",
    "D1,Dale,marac,S1,20000,monthly,,,",
)
YEAR = [f"{code},2024-Q{quarter},3,50" for code in ("A1", "B1", "D1") for quarter in (1, 2, 3, 4)]


def list_areas(*rows: str) -> UploadedFile:
    return make_file("\n".join((HEADER.strip(), *rows)) + "\n", "areas.csv")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three Maracs with 200 cases in 2024 and 20,000 women each: 100 cases per 10,000."""
    return copy_prepared(build_folder, tmp_path)


def build_folder(folder: Path) -> None:
    sent = [list_areas(*ROWS), make_returns(*YEAR, header="marac,quarter,entries,cases")]
    assert accept_files(folder, sent, "Ada", accept_warnings=True).id


def preview_files(folder: Path, *files: UploadedFile) -> Preview:
    draft = drafts.create_draft(folder, files, "Bea", sender=LOCAL)
    assert draft.report.errors == ()
    return draft.preview


def area_facts(seen: Preview) -> list[tuple[str, str, str, str]]:
    return [(each.area.name, each.what, each.was, each.now) for each in seen.areas]


def per_10k(seen: Preview) -> dict[str, tuple[float | None, float | None]]:
    return {each.area.name: (each.was, each.now) for each in seen.headlines if each.indicator.slug == "cases-per-10k"}


def test_what_is_held_already_changes_nothing(folder: Path):
    seen = preview_files(folder, list_areas(*ROWS[5:]))
    assert (seen.areas, seen.headlines, seen.parts) == ((), (), ())


def test_a_population_changes_the_rates_of_its_marac_and_its_force(folder: Path):
    grown = make_file("code,basis,from_quarter,women_16_plus\nA1,Census 2021,2024-Q1,40000\n", "p.csv")
    assert check(grown, known=read_existing_data(folder)).files[0].areas == ("A1",)
    seen = preview_files(folder, grown)
    assert area_facts(seen) == [("Ashby", "Women aged 16 and over from 2024-Q1", "", "40,000 (Census 2021)")]
    assert per_10k(seen) == {"Ashby": (100, 50), "Northshire": (100, pytest.approx(400 / 6))}


def test_a_row_that_leaves_out_what_was_said_shows_that_it_goes(folder: Path):
    seen = preview_files(folder, make_file("code,name,level,parent\nA1,Ashby East,marac,N1\n", "areas.csv"))
    assert area_facts(seen) == [("Ashby East", "Name", "Ashby", "Ashby East"), ("Ashby East", "Meets", "weekly", "")]


def test_a_closed_marac_and_one_that_moves_to_another_force(folder: Path):
    seen = preview_files(
        folder, list_areas("A1,Ashby,marac,N1,20000,weekly,,2024-06-30,", "B1,Birchford,marac,S1,20000,weekly,,,")
    )
    assert area_facts(seen) == [
        ("Ashby", "Until", "", "30 June 2024"),
        ("Birchford", "Belongs to", "Northshire", "Southshire"),
    ]
    cases = {each.area.name: (each.was, each.now) for each in seen.headlines if each.indicator.slug == "cases"}
    assert cases == {"Ashby": (200, None), "Northshire": (400, None), "Southshire": (200, 400)}


def test_a_new_marac_and_a_merger_and_a_list_of_similar_forces(folder: Path):
    rows = ("A1,Ashby,marac,N1,20000,weekly,,2024-12-31,G1", "G1,Greater Ashby,marac,N1,40000,weekly,2025-01-01,,")
    seen = preview_files(folder, list_areas(*rows), make_file("force,similar_force\nN1,S1\n", "s.csv"))
    assert area_facts(seen) == [
        ("Ashby", "Until", "", "31 December 2024"),
        ("Ashby", "Part of since", "", "Greater Ashby"),
        ("Greater Ashby", "Added", "", "belongs to Northshire, meets weekly, from 1 January 2025"),
        ("Greater Ashby", "Women aged 16 and over", "", "40,000"),
        ("Northshire", "Most similar forces", "", "Southshire"),
    ]


def test_what_was_previewed_is_what_is_published(folder: Path):
    moved = list_areas("B1,Birchford,marac,S1,30000,weekly,,,")
    before = preview_files(folder, moved)
    assert accept_files(folder, [moved], "Bea", accept_warnings=True).id
    after = preview_files(folder, list_areas("B1,Birchford,marac,N1,20000,weekly,,,"))
    was = {(each.area, each.indicator.slug): each.was for each in after.headlines}
    assert {(each.area, each.indicator.slug): each.now for each in before.headlines} == was
    assert was
