"""Names that may be one are questioned, never merged."""

import pytest

from maracdash.intake import ExistingData, Severity
from maracdash.model.areas import Area, Level
from maracdash.model.directory import AreaDirectory, Listing
from tests.support.upload_files import NOTHING, check, make_areas, make_file

HEADER = "code,name,level,parent\nN1,Northshire,force,\nS1,Southshire,force,\n"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Marac A", "Marac  a", True),
        ("Marac A", "MaracA", True),
        ("Dyfed-Powys", "Dyfed Powys", True),
        ("Devon & Cornwall", "Devon and Cornwall", True),
        ("Birchford Valley", "Birchfort Valley", True),
        ("Marac 1", "Marac 2", False),
        ("Northshire Valley 1", "Northshire Valley 12", False),
        ("Northshire Marac A", "Northshire Marac B", False),
        ("Birchford", "Ashby", False),
    ],
)
def test_names_that_may_be_one(first: str, second: str, *, expected: bool):
    for one, other in ((first, second), (second, first)):
        report = check(make_areas(f"{HEADER}M1,{one},marac,N1\nM2,{other},marac,N1\n"))
        assert [each.column for each in report.problems] == ["name"] * expected


def test_a_new_name_like_a_known_one_is_questioned_and_not_merged():
    known = ExistingData(
        AreaDirectory((Listing(area=Area(level=Level.MARAC, code="MA", name="Marac A"), parent="N1"),)),
        {},
        NOTHING.reference,
    )
    report = check(make_areas(HEADER + "MX,Marac  a,marac,N1\n"), known=known)
    assert [(each.severity, each.row, each.column, each.value) for each in report.problems] == [
        (Severity.WARNING, 4, "name", "Marac  a")
    ]
    assert report.problems[0].message == (
        "“Marac a” looks like “Marac A” (MA): correct it, or accept the warning to add it as a new area."
    )
    assert not report.is_acceptable(False)
    assert report.is_acceptable(True)
    assert report.rows["areas.csv"]["code"].tolist() == ["N1", "S1", "MX"]


def test_a_known_name_with_another_code_is_questioned_in_its_own_words():
    report = check(make_file("code,name,level,parent\nAS,Surrey,force,\n", "a.csv"))
    assert [each.message for each in report.problems] == [
        "“Surrey” is the name of E23000031 too: use that code, or accept the warning to add it as a new area."
    ]


def test_two_new_names_of_one_set_are_questioned_once():
    report = check(make_areas(HEADER + "M1,Birchford,marac,N1\nM2,Birch-ford,marac,N1\n"))
    assert [(each.row, each.value) for each in report.warnings] == [(5, "Birch-ford")]


def test_maracs_of_two_forces_may_share_a_name():
    assert check(make_areas(HEADER + "M1,Marac 1,marac,N1\nM2,Marac 1,marac,S1\n")).problems == ()


def test_a_force_and_a_region_may_share_a_name():
    assert check(make_file("code,name,level,parent\nE12000005,West Midlands,region,England\n", "a.csv")).problems == ()


def test_names_of_published_figures_are_questioned_where_they_stand():
    text = "level,area_code,area,quarter,indicator,value\nforce,,Devon & Cornwal,2019-Q1,cases,1\n"
    report = check(make_file(text, "tidy.csv"))
    assert [(each.file, each.row, each.column) for each in report.warnings] == [("tidy.csv", 2, "area")]
