"""The tidy table of published figures."""

import pytest

from maracdash.intake import ExistingData
from tests.support.upload_files import check, make_file, sentences

HEADER = "level,area_code,area,quarter,indicator,value\n"
ROW = "force,E23000036,Avon and Somerset,2019-Q1,cases,1711\n"


def test_a_tidy_table_becomes_figures():
    text = (
        HEADER + ROW + "force,,Surrey,2020 - Q1,Repeat rate,23.5%\nuk,K02000001,,2020-Q1,cases,\n"
        "group,E23000001,,2020-Q1,cases-change,-3.25\nregion,,West Midlands,2020-Q1,cases,-\n"
    )
    report = check(make_file(text, "tidy.csv"))
    assert report.problems == ()
    assert report.new_areas == ()
    assert report.rows["published.csv"].to_numpy().tolist() == [
        ["force", "E23000036", 8076, "cases", "1711", ""],
        ["force", "E23000031", 8080, "repeat-rate", "23.5", ""],
        ["uk", "K02000001", 8080, "cases", "", ""],
        ["group", "E23000001", 8080, "cases-change", "-3.25", ""],
        ["region", "E12000005", 8080, "cases", "", "-"],
    ]


def test_a_known_name_takes_its_reference_code_and_an_unknown_one_becomes_an_area():
    text = HEADER + "force,AS,avon and somerset,2019-Q1,cases,1\nforce,,Northshire,2019-Q1,cases,2\n"
    report = check(make_file(text, "tidy.csv"))
    assert report.rows["published.csv"]["area_code"].tolist() == ["E23000036", "northshire"]
    assert [(area.code, area.name) for area in report.new_areas] == [("northshire", "Northshire")]


@pytest.mark.parametrize("named", [",UK", ",uk wide", ",United Kingdom", "K02000001,", "UK,UK", "uk,"])
def test_there_is_one_uk_whatever_it_is_called(named: str):
    report = check(make_file(f"{HEADER}uk,{named},2019-Q1,cases,1\n", "tidy.csv"))
    assert report.rows["published.csv"]["area_code"].tolist() == ["K02000001"]
    assert report.new_areas == ()


def test_codes_of_the_file_are_kept_where_nothing_is_known():
    report = check(make_file(HEADER + ROW, "tidy.csv"), known=ExistingData())
    assert [(area.code, area.name) for area in report.new_areas] == [("E23000036", "Avon and Somerset")]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("city,,Bath,2019-Q1,cases,1", "level: “city” is not a level. Use one of: marac,"),
        ("force,,,2019-Q1,cases,1", "area_code: Give the area's code or its name."),
        ("force,,Surrey,2019,cases,1", "quarter: “2019” is not a quarter."),
        ("force,,Surrey,,cases,1", "quarter: This cell is blank, but every row needs it."),
        ("force,,Surrey,2026-Q1,cases,1", "value: The quarter 2026-Q1 has not ended."),
        ("force,,Surrey,0204-Q1,cases,1", "quarter: “0204-Q1” lies in no year that has figures. Check the year."),
        ("force,,Surrey,0000-Q1,cases,1", "quarter: “0000-Q1” lies in no year that has figures. Check the year."),
        ("force,,Surrey,9999-Q4,cases,1", "quarter: “9999-Q4” lies in no year that has figures. Check the year."),
        ("force,,Surrey,1950-Q1,cases,1", "quarter: “1950-Q1” lies in the year 1950. Check the year."),
        ('force,"X,1",New,2019-Q1,cases,1', "area_code: “X,1” holds “,”, which no code may have."),
        ("force,X*,New,2019-Q1,cases,1", "area_code: “X*” holds “*”, which no code may have."),
        ("force,X1,N\u202eew,2019-Q1,cases,1", "area: “New” holds a character that cannot be seen (U+202E)."),
        (f"force,X1,{'N' * 121},2019-Q1,cases,1", f"area: “{'N' * 60}…” has 121 characters. Use at most 120."),
        (
            "force,,Surrey,2019-Q1,causes,1",
            "indicator: There is no indicator called “causes”. Did you mean “Number of cases",
        ),
        ("force,,Surrey,2019-Q1,joy,1", "indicator: There is no indicator called “joy”. Use its title, or its short"),
        ("force,,Surrey,2019-Q1,cases,many", "value: “many” is not a number. Write it in figures, such as 12."),
        ("force,,Surrey,2019-Q1,cases,5%", "value: “5%” is a percentage, but “Number of cases discussed” is not."),
        ("force,,Surrey,2019-Q1,cases,117.359", "value: “117.359” is not a whole number. Thousands are separated by"),
        ("force,,Surrey,2019-Q1,repeat-rate,3150%", "value: “3150%” is too large: “Repeat rate” is a share"),
        ("force,,Surrey,2019-Q1,cases,-5", "value: “-5” is below zero."),
        (
            "uk,,Scotland,2019-Q1,cases,5",
            "area: “Scotland” is not the UK. Use K02000001 (United Kingdom), or the name UK.",
        ),
        ("uk,UK2,,2019-Q1,cases,5", "area: “UK2” is not the UK. Use K02000001 (United Kingdom), or the name UK."),
        ("group,,Northshire,2019-Q1,cases,5", "area: There is no force called “Northshire”."),
        ("force,E23000036,,2019-Q1,cases,9", "value: cases is 9 here but 1711 in row 2 of tidy.csv."),
    ],
)
def test_each_bad_row_is_one_error_with_its_place(row: str, expected: str):
    errors = check(make_file(HEADER + ROW + row, "tidy.csv")).errors
    assert len(errors) == 1
    assert str(errors[0]).startswith(f"tidy.csv:3:{expected}")


def test_a_marac_that_nobody_listed_is_a_question():
    areas = make_file("code,name,level,parent\nN1,Northshire,force,\nB1,Birchford,marac,N1\n", "areas.csv")
    report = check(make_file(HEADER + "marac,Bichford,,2019-Q1,cases,1\n", "tidy.csv"), areas)
    asked = [each for each in report.warnings if "of no police force" in each.message]
    assert [(each.row, each.column, each.value) for each in asked] == [(2, "area", "Bichford")]


def test_areas_of_the_same_set_are_known():
    areas = make_file("code,name,level,parent\nN1,Northshire,force,\nB1,Birchford,marac,N1\n", "areas.csv")
    report = check(make_file(HEADER + "marac,,Birchford,2019-Q1,cases,1\n", "tidy.csv"), areas)
    assert report.rows["published.csv"]["area_code"].tolist() == ["B1"]
    assert sentences(report.problems) == []
